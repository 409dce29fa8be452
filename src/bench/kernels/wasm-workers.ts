import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { version_core } from '@tensorflow/tfjs-core';
import type { KernelBackend } from './kernel-backend.js';
import type { KernelCase } from './kernel-case.js';

/** What a worker is asked; `gate` is raised when all may start. */
export type WorkerRequest =
  | { readonly kind: 'prepare'; readonly kernel: KernelCase }
  | { readonly kind: 'time'; readonly calls: number; readonly gate: Int32Array }
  | { readonly kind: 'dispose' };

/** Start and end on the clock that all threads share, in seconds; or whether a kernel was prepared; or what went wrong. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'prepared'; readonly known: boolean }
  | { readonly kind: 'timed'; readonly start: number; readonly end: number }
  | { readonly kind: 'disposed' }
  | { readonly kind: 'failed'; readonly message: string };

const SCRIPT = new URL('./wasm-worker.js', import.meta.url);

/**
 * tfjs-wasm in several worker threads, since it has one thread each in Node. All run the same kernel at the same time on
 * their own inputs, so the seconds of a call are the time from the first start to the last end over all calls: the
 * throughput of independent streams, not the time of one.
 */
export async function openWasmWorkers(count: number): Promise<KernelBackend> {
  if (!existsSync(fileURLToPath(SCRIPT))) throw new Error('workers need the built program (npm run build)');
  const workers = Array.from({ length: count }, () => new Worker(SCRIPT));
  const answers = await Promise.all(workers.map((worker) => nextAnswer(worker)));
  const askAll = (request: WorkerRequest): Promise<WorkerAnswer[]> =>
    Promise.all(
      workers.map((worker) => {
        const answer = nextAnswer(worker);
        worker.postMessage(request);
        return answer;
      }),
    );
  requireAll(answers, 'ready');
  return {
    name: 'tfjs-wasm',
    version: version_core,
    environment: { tfjs: version_core, threads: String(count), clock: 'wall time' },
    timesBatches: true,
    prepare: async (kernel) => {
      const prepared = requireAll(await askAll({ kind: 'prepare', kernel }), 'prepared');
      if (prepared.some(({ known }) => !known)) return null;
      return {
        seconds: async (calls) => {
          const gate = new Int32Array(new SharedArrayBuffer(4));
          const timed = askAll({ kind: 'time', calls, gate });
          Atomics.store(gate, 0, 1);
          Atomics.notify(gate, 0);
          const spans = requireAll(await timed, 'timed');
          const elapsed = Math.max(...spans.map(({ end }) => end)) - Math.min(...spans.map(({ start }) => start));
          return elapsed / (calls * count);
        },
        dispose: async () => {
          requireAll(await askAll({ kind: 'dispose' }), 'disposed');
        },
      };
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function nextAnswer(worker: Worker): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (answer: WorkerAnswer) => settle(() => resolve(answer));
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = (code: number) => settle(() => reject(new Error(`a worker ended with code ${code}`)));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

function requireAll<K extends WorkerAnswer['kind']>(
  answers: readonly WorkerAnswer[],
  kind: K,
): Extract<WorkerAnswer, { kind: K }>[] {
  return answers.map((answer) => {
    if (answer.kind === 'failed') throw new Error(answer.message);
    if (answer.kind !== kind) throw new Error(`a worker answered ${answer.kind} where ${kind} was due`);
    return answer as Extract<WorkerAnswer, { kind: K }>;
  });
}
