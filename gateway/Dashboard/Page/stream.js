// Server-sent events over fetch: EventSource cannot send a key.

import { keyHeaders } from './key.js';

// A word comes each second. A gateway that hangs says nothing and does not close its connections, and must not look well.
const silence = 5000;

/** Reads one stream until it ends. @param {string} address  @param {(name: string, data: string) => void} onEvent
 * @returns {Promise<'end'|'broken'>} throws the answer itself when it is no stream */
export async function read(address, onEvent) {
  const stop = new AbortController();
  let watchdog;
  const heard = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => stop.abort(), silence);
  };
  heard();
  try {
    const answer = await fetch(address, { headers: { Accept: 'text/event-stream', ...keyHeaders() }, cache: 'no-store', signal: stop.signal });
    if (!answer.ok) {
      throw answer;
    }

    return await readEvents(answer.body, onEvent, heard);
  } finally {
    clearTimeout(watchdog);
  }
}

async function readEvents(body, onEvent, heard) {
  let last = '';
  let rest = '';
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    heard();
    const events = (rest + part).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const lines = event.split('\n').map(line => line.match(/^([a-z]+): ?(.*)$/)).filter(Boolean);
      last = lines.find(line => line[1] === 'event')?.[2] ?? 'message';
      onEvent(last, lines.filter(line => line[1] === 'data').map(line => line[2]).join('\n'));
    }
  }

  return last === 'end' ? 'end' : 'broken';
}
