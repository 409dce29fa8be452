import { parentPort } from 'node:worker_threads';
import { startWasm, timeCalls } from './tfjs-backend.js';
import { type PreparedKernel, prepareTfjs } from './tfjs-kernels.js';
import type { WorkerAnswer, WorkerRequest } from './wasm-workers.js';

/** One of the threads of `openWasmWorkers`. */
const port = parentPort!;
let prepared: PreparedKernel | null = null;

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  switch (request.kind) {
    case 'prepare':
      prepared = prepareTfjs(request.kernel);
      return { kind: 'prepared', known: prepared !== null };
    case 'time': {
      Atomics.wait(request.gate, 0, 0);
      const { start, end } = await timeCalls(prepared!, request.calls);
      return { kind: 'timed', start, end };
    }
    case 'dispose':
      prepared?.dispose();
      prepared = null;
      return { kind: 'disposed' };
    default:
      return unknownRequest(request);
  }
}

function unknownRequest(request: never): never {
  throw new Error(`no request ${JSON.stringify(request)}`);
}

async function reply(work: () => Promise<WorkerAnswer>): Promise<void> {
  try {
    port.postMessage(await work());
  } catch (error) {
    port.postMessage({ kind: 'failed', message: String((error as Error).message) } satisfies WorkerAnswer);
  }
}

port.on('message', (request: WorkerRequest) => void reply(() => answer(request)));
void reply(async () => {
  await startWasm();
  return { kind: 'ready' };
});
