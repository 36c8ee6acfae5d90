// With schemas Fastify compiles its parser's checks and its JSON writer, which is several times as fast as JSON.stringify.
const number = { type: 'number' };
const string = { type: 'string' };

export const request = { type: 'object', required: ['text'], properties: { text: { ...string, minLength: 1 } } };

export const answer = {
  type: 'object',
  properties: {
    label: string,
    score: number,
    scores: { type: 'object', additionalProperties: number },
    inference_time_ms: number,
    model_name: string,
    model_version: string,
    backend: string,
    text_length: { type: 'integer' },
    tokens: { type: 'integer' },
    truncated: { type: 'boolean' },
  },
};
