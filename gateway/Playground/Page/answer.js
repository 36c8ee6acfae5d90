// What an arm says of the text.

import { element, table, state, problem, milliseconds } from './elements.js';
import { giveFeedback, Refused } from './calls.js';

const names = {
  gateway: 'Gateway itself', cache: 'Looked up', queue: 'Waited in the pool', tokenize: 'Cut into tokens', infer: 'Model', 'round-trip': 'As seen from this page',
};

// Two arms differ in the decimals.
const exactly = score => `${(100 * score).toFixed(2)} %`;

const kinds = { POSITIVE: 'good', NEGATIVE: 'bad', NEUTRAL: 'warn' };

/** @param {object} arm of the list of models */
export const frame = (arm, ...content) => element('section', { class: 'panel', 'aria-label': `Arm ${arm.id}` },
  element('h2', {}, `${arm.id} `, element('span', { class: 'quiet' }, `on ${arm.backend}`)), ...content);

/** @param {object} arm of the list of models  @param {{body: object, headers: Headers, took: number}} answer */
export const answered = (arm, { body, headers, took }) => frame(arm,
  element('p', { class: 'verdict' }, state(kinds[body.label] ?? 'warn', body.label), element('span', { class: 'figure' }, exactly(body.score))),
  scores(body.scores),
  table('Where the time went', [{ name: 'Step' }, { name: 'Time', isNumber: true }],
    [...timings(headers.get('Server-Timing')), ['round-trip', took]].map(([name, value]) => [names[name] ?? name, milliseconds(value)])),
  element('p', { class: 'quiet' }, facts(body, headers)),
  body.fallback ? element('p', { class: 'problem' }, `The arm cannot answer now; ${body.arm} stood in.`) : null,
  body.prediction_id ? feedback(body) : null);

/** @param {object} arm of the list of models  @param {Error} failure */
export const refused = (arm, failure) => frame(arm, problem(failure instanceof Refused ? failure.problem : { title: 'This page failed', detail: failure.message }));

const scores = byLabel => element('div', { class: 'scores' }, ...Object.entries(byLabel).flatMap(([label, score]) => [
  element('span', {}, label), element('meter', { min: 0, max: 1, value: score, 'aria-label': label }), element('span', { class: 'number' }, exactly(score))]));

/** Server-Timing: name;dur=milliseconds, … @returns {[string, number][]} */
export const timings = header => (header ?? '').split(',')
  .map(entry => entry.trim().match(/^([\w-]+).*?;\s*dur=([\d.]+)/))
  .filter(Boolean)
  .map(([, name, value]) => [name, Number(value)]);

const facts = (body, headers) => [
  `${body.model_name} ${body.model_version}`,
  `${body.tokens} tokens`,
  body.truncated ? 'the end was cut off' : null,
  body.cached ? 'from the cache' : null,
  headers.get('X-Model-Digest') ? `serving digest ${headers.get('X-Model-Digest').slice(0, 12)}` : null,
].filter(Boolean).join(', ');

function feedback(body) {
  const said = element('span', { role: 'status', class: 'quiet' });
  const other = Object.keys(body.scores).find(label => label !== body.label);
  const button = (name, label) => {
    const made = element('button', { type: 'button', class: 'plain' }, name);
    made.addEventListener('click', async () => {
      buttons.forEach(each => { each.disabled = true; });
      said.textContent = await giveFeedback(body.prediction_id, label).then(
        () => 'Noted: it counts for this arm.',
        failure => `${failure.problem?.title ?? failure.message}. ${failure.problem?.detail ?? ''}`);
    });
    return made;
  };
  const buttons = [button('Right', body.label), ...other ? [button('Wrong', other)] : []];
  return element('p', { class: 'feedback' }, 'Is it? ', ...buttons, said);
}
