// A part of the page each, made of a snapshot.

import { element, table, state, percent, number, milliseconds } from './elements.js';
import { sparkline } from './sparkline.js';

const kinds = { Healthy: 'good', Degraded: 'warn', Unhealthy: 'bad', up: 'good', ejected: 'warn', down: 'bad' };

/** Of a word for a state. Models are neither good nor bad. */
export const kindOf = word => kinds[word] ?? null;

export const healthState = status => state(kinds[status] ?? 'warn', status);

// As many characters as people compare; the whole is there to hover and to copy.
const digest = value => value ? element('code', { title: value }, value.slice(0, 12)) : '–';

// What is well takes one line: whoever is woken looks for the rest.
export function checks({ health }) {
  const [well, others] = [health.checks.filter(check => check.status === 'Healthy'), health.checks.filter(check => check.status !== 'Healthy')];
  return [
    others.length
      ? table('Checks that found something', [{ name: 'Check' }, { name: 'State' }, { name: 'What it says' }],
        others.map(check => [check.name, healthState(check.status), check.description ?? '']))
      : null,
    well.length ? element('p', {}, state('good', 'Healthy'), ` ${well.map(check => check.name).join(', ')}`) : null,
  ].filter(Boolean);
}

export function traffic({ traffic: now, history, cache }) {
  const series = read => history.map(read);
  return [
    tile('Requests a second', number(now.requests_per_second), `${number(now.texts_per_second)} texts`, series(point => point.requests), 1),
    tile('Failed, for a reason of ours', percent(now.failed_share), '5xx of the API’s calls', series(point => point.failed_share), 0.01),
    tile('Texts that were known', percent(now.cached_share), `${number(cache.entries)} answers, ${number(cache.bytes / 1e6)} MB`, series(point => point.cached_share), 1),
    tile('Over a limit, a second', number(now.refused_per_second), 'requests refused with 429', series(point => point.refused), 1),
  ];
}

const tile = (name, figure, more, values, least) => element('div', { class: 'tile' },
  element('p', { class: 'quiet' }, name), element('p', { class: 'figure' }, figure), element('p', { class: 'quiet' }, more), sparkline(values, least));

const replicaColumns = [
  { name: 'Replica' }, { name: 'State' }, { name: 'Serving digest' }, { name: 'Queued tokens', isNumber: true },
  { name: 'p50', isNumber: true }, { name: 'p99', isNumber: true }, { name: 'Answers a second', isNumber: true },
];

export const pools = snapshot => snapshot.pools.flatMap(pool => [
  element('h3', {}, `${pool.cluster} `, element('span', { class: 'quiet' }, pool.arms.length ? `answers for ${pool.arms.join(', ')}` : 'answers for no arm')),
  pool.replicas.length
    ? table(`Replicas of ${pool.cluster}`, replicaColumns, pool.replicas.map(replica => [
      element('span', { title: replica.address }, replica.name), state(kinds[replica.state], replica.state), digest(replica.digest),
      number(replica.queued_tokens), milliseconds(replica.p50_ms), milliseconds(replica.p99_ms), number(replica.answers_per_second)]))
    : element('p', { class: 'problem' }, 'It has no replica: its name resolves to no address, or none is configured.'),
]);

const armColumns = [
  { name: 'Arm' }, { name: 'Backend' }, { name: 'By weight', isNumber: true }, { name: 'Of the texts', isNumber: true }, { name: 'Texts a second', isNumber: true },
  { name: 'Known', isNumber: true }, { name: 'Positive', isNumber: true }, { name: 'Right, as clients say', isNumber: true }, { name: 'Models', isNumber: true },
];

export const arms = snapshot => table('Traffic by arm', armColumns, snapshot.arms.map(arm => [
  arm.id, arm.backend, percent(arm.assigned_share), percent(arm.served_share), number(arm.texts_per_second), percent(arm.cached_share), percent(arm.positive_share),
  arm.agreed + arm.disagreed ? `${percent(arm.agreed / (arm.agreed + arm.disagreed))} of ${number(arm.agreed + arm.disagreed)}` : '–',
  arm.models > 1 ? state('warn', `${arm.models}`) : number(arm.models)]));

export function errors(snapshot) {
  const limits = snapshot.limits.filter(limit => limit.count > 0).map(limit => [`Limit of ${limit.title}`, 'Requests refused', number(limit.count)]);
  const codes = snapshot.errors.map(error => [element('a', { href: `/errors#${error.name}` }, error.name), error.title, number(error.count)]);
  return codes.length + limits.length
    ? table('Errors and limits', [{ name: 'What' }, { name: 'Meaning' }, { name: 'Count', isNumber: true }], [...codes, ...limits])
    : element('p', { class: 'quiet' }, 'None.');
}

export const sentence = change => `${change.subject}: ${change.before} → ${change.after}. ${change.description ?? ''}`;

export const changes = snapshot => snapshot.changes.length
  ? element('ol', { class: 'changes', tabindex: 0, 'aria-label': 'Changes, the newest first' }, ...snapshot.changes.toReversed().map(change => element('li', {},
    element('time', { datetime: change.at }, new Date(change.at).toLocaleTimeString()),
    element('strong', {}, change.subject), ' ', change.before, ' → ', kindOf(change.after) ? state(kindOf(change.after), change.after) : change.after, ' ',
    element('span', { class: 'quiet' }, change.description ?? ''))))
  : element('p', { class: 'quiet' }, 'Nothing since this gateway has started.');
