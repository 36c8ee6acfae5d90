// The calls of the API that this page makes, and what becomes of them.

import { keyHeaders } from './key.js';

/** A problem of the API, or what stands in for one. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** The arms by name, each once, however many replicas it has. @returns {Promise<{id: string, backend: string}[]>} */
export async function arms() {
  const { body } = await call('api/v1/models', {});
  const backends = new Map(body.models.map(replica => [replica.arm, replica.backend]));
  return [...backends].map(([id, backend]) => ({ id, backend })).toSorted((one, other) => one.id.localeCompare(other.id));
}

/** @param {string} text  @param {string} arm  @param {boolean} isFresh whether the cache is left out */
export function predict(text, arm, isFresh) {
  const headers = { 'X-Arm': arm, ...isFresh ? { 'Cache-Control': 'no-store' } : {} };
  return call('api/v1/predict', { method: 'POST', headers, body: { text } });
}

export const giveFeedback = (id, label) => call('api/v1/feedback', { method: 'POST', body: { prediction_id: id, label } });

/** The call as a person would type it; single quotes of the text are closed, written and opened again. */
export const curl = (text, arm) => `curl -sS ${location.origin}/api/v1/predict -H 'X-API-Key: …' -H 'X-Arm: ${arm}' -H 'Content-Type: application/json' `
  + `-d '${JSON.stringify({ text }).replaceAll("'", String.raw`'\''`)}'`;

/** @returns {Promise<{body: object, headers: Headers, took: number}>} took: milliseconds until all was here */
async function call(path, { method = 'GET', headers = {}, body }) {
  const started = performance.now();
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: { ...keyHeaders(), ...headers, ...body ? { 'Content-Type': 'application/json' } : {} },
      body: body && JSON.stringify(body),
      cache: 'no-store',
    });
  } catch {
    throw new Refused({ title: 'No answer', detail: 'The gateway cannot be reached. Is it still running?' });
  }

  const content = await answer.json().catch(() => ({ title: `The gateway answered ${answer.status}`, detail: 'The answer has no body that can be read.' }));
  if (!answer.ok) {
    throw new Refused(content);
  }

  return { body: content, headers: answer.headers, took: performance.now() - started };
}
