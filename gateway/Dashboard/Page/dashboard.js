// Keeps the page as the gateway is: one stream, drawn anew at each snapshot, and opened again when it ends.

import { state } from './elements.js';
import { takeKeyFromAddress, keepKey } from './key.js';
import { read } from './stream.js';
import * as sections from './sections.js';

const [soon, later] = [1000, 5000];
const place = id => document.getElementById(id);
let seen = null;

takeKeyFromAddress();
place('key-form').addEventListener('submit', event => {
  event.preventDefault();
  keepKey(place('key').value.trim());
  place('key').value = '';
  watch();
});
watch();

async function watch() {
  for (;;) {
    place('key-form').hidden = true;
    const pause = await readOnce();
    if (pause === null) {
      return;
    }

    place('content').classList.add('stale');
    await new Promise(done => setTimeout(done, pause));
  }
}

/** @returns {Promise<number|null>} how long to wait before the next try; null when a key is needed first */
async function readOnce() {
  try {
    const ended = await read('dashboard/events', (name, data) => name === 'snapshot' && show(JSON.parse(data)));
    connection(ended === 'end' ? 'warn' : 'bad', ended === 'end' ? 'draining, looking for the next' : 'connection lost, trying again');
    return soon;
  } catch (failure) {
    if (failure instanceof Response && (failure.status === 401 || failure.status === 403)) {
      await askForKey(failure);
      return null;
    }

    connection('bad', failure instanceof Response ? `the gateway says ${failure.status}, trying again` : 'no connection, trying again');
    return failure instanceof Response ? later : soon;
  }
}

async function askForKey(answer) {
  const problem = await answer.json().catch(() => ({}));
  connection('warn', 'needs a key');
  place('key-problem').textContent = [problem.title, problem.detail].filter(Boolean).join(': ');
  place('key-form').hidden = false;
  place('key').focus();
}

function connection(kind, word) {
  const shown = place('connection');
  if (shown.dataset.word !== word) {
    shown.dataset.word = word;
    shown.replaceChildren(state(kind, word));
  }
}

function show(snapshot) {
  const { service } = snapshot;
  connection(service.state === 'draining' ? 'warn' : 'good', service.state === 'draining' ? 'draining' : 'live');
  document.title = `${snapshot.health.status} · Sentiment gateway`;
  place('service').textContent = `${service.instance}, version ${service.version}, since ${new Date(service.started).toLocaleString()}`;
  place('health').replaceChildren(sections.healthState(snapshot.health.status));
  for (const name of ['checks', 'traffic', 'pools', 'arms', 'errors', 'changes']) {
    draw(name, sections[name](snapshot));
  }

  tellNews(snapshot.changes);
  place('content').hidden = false;
  place('content').classList.remove('stale');
}

// Only what has changed is touched: whoever reads, selects or scrolls there is not disturbed each second.
function draw(name, made) {
  const next = document.createElement('div');
  next.append(...[made].flat());
  if (place(name).innerHTML !== next.innerHTML) {
    const scrolled = place(name).firstElementChild?.scrollTop ?? 0;
    const hadFocus = place(name).contains(document.activeElement);
    place(name).replaceChildren(...next.childNodes);
    place(name).firstElementChild.scrollTop = scrolled;
    if (hadFocus) {
      place(name).querySelector('[tabindex], a')?.focus();
    }
  }
}

// For those who hear the page: what has changed since the last snapshot, and not all that is new in the table.
function tellNews(changes) {
  const news = changes.filter(change => seen !== null && change.at > seen);
  seen = changes.at(-1)?.at ?? seen ?? '';
  if (news.length) {
    place('news').textContent = news.map(sections.sentence).join(' ');
  }
}
