// node server.mjs PORT PACKAGE PROCESSES THREADS
// onnxruntime-node runs a model on the thread that asks, so a process serves one text at a time: more processors need more processes, or
// more threads of one run. Which is better, the benchmark finds out.
import cluster from 'node:cluster';
import Fastify from 'fastify';
import { load } from './classifier.mjs';
import { answer, request } from './schemas.mjs';

const [port, folder, processes, threads] = process.argv.slice(2);

if (cluster.isPrimary && Number(processes) > 1) {
  forkAll(Number(processes));
  endWithParent();
} else {
  await serve();
  if (cluster.isPrimary) {
    endWithParent();
  }
}

// Ready when all are: connections are dealt to those that listen.
function forkAll(count) {
  let listening = 0;
  cluster.on('listening', () => {
    if (++listening === count) {
      Object.values(cluster.workers).forEach((worker) => worker.send('all listen'));
    }
  });
  cluster.on('exit', () => process.exit(1));
  for (let i = 0; i < count; i++) {
    cluster.fork();
  }
}

async function serve() {
  let isReady = cluster.isPrimary;
  process.on('message', () => { isReady = true; });
  const classify = await load(folder, Number(threads));
  await classify('warm up');
  const app = Fastify({ logger: false });
  app.get('/health/ready', (_, reply) => reply.code(isReady ? 200 : 503).send('ready'));
  app.post('/api/v1/predict', { schema: { body: request, response: { 200: answer } } }, ({ body }) => classify(body.text));
  await app.listen({ port: Number(port), host: '127.0.0.1' });
}

// Whoever started it holds the other end of standard input. A cluster's workers end with their primary by themselves.
function endWithParent() {
  process.stdin.resume().on('end', () => process.exit(0));
}
