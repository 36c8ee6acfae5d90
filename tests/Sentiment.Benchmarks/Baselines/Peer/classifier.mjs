import { dirname, basename } from 'node:path';
import { AutoModelForSequenceClassification, AutoTokenizer, env } from '@huggingface/transformers';

// The settings of the pool's sessions: explicit threads, none that burns a core while it waits, no memory planned for one shape.
const session = (threads) => ({
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  enableMemPattern: false,
  enableCpuMemArena: true,
  extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
});

/** Loads a model package from its folder: tokenizer.json, config.json and onnx/model_int8.onnx, which is the file that the pool runs. */
export async function load(folder, threads) {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const name = basename(folder);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModelForSequenceClassification.from_pretrained(name, {
    device: 'cpu',
    dtype: 'int8',
    session_options: session(threads),
  });
  const labels = Object.values(model.config.id2label);
  return (text) => classify(tokenizer, model, labels, text);
}

async function classify(tokenizer, model, labels, text) {
  const inputs = tokenizer(text, { truncation: true });
  const started = performance.now();
  const { logits } = await model(inputs);
  const inferenceTime = performance.now() - started;
  const [scores, best] = softmax(labels, logits.data);
  return {
    label: best,
    score: scores[best],
    scores,
    inference_time_ms: inferenceTime,
    model_name: 'peer',
    model_version: '0.0.0',
    backend: 'onnx',
    text_length: text.length,
    tokens: inputs.input_ids.dims[1] - 2,
    truncated: false,
  };
}

function softmax(labels, logits) {
  const largest = Math.max(...logits);
  const exponentials = Array.from(logits, (logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((a, b) => a + b);
  const scores = Object.fromEntries(labels.map((label, i) => [label, exponentials[i] / sum]));
  return [scores, labels[exponentials.indexOf(Math.max(...exponentials))]];
}
