import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName, KernelBackend } from './kernel-backend.js';
import { type PreparedKernel, prepareTfjs } from './tfjs-kernels.js';
import { openWasmWorkers } from './wasm-workers.js';

/**
 * Opens a backend, or says in one sentence why it cannot be used here. Nothing else is used in its place. More than one
 * worker (tfjs-wasm only) run a kernel at the same time, each on its own inputs.
 */
export async function openBackend(
  name: BackendName,
  workers = 1,
): Promise<KernelBackend | { readonly unavailable: string }> {
  try {
    if (workers > 1 && name !== 'tfjs-wasm') return { unavailable: `${name}: takes its threads itself; no workers` };
    switch (name) {
      case 'tfjs-wasm':
        return workers > 1 ? await openWasmWorkers(workers) : await openWasm();
      case 'tfjs-node':
        return await openNode();
      case 'tfjs-webgpu':
        return await openWebgpu();
      default:
        return unknownBackend(name);
    }
  } catch (error) {
    const { message } = error as { message?: unknown };
    return { unavailable: `${name}: ${String(message ?? error).split('\n')[0]}` };
  }
}

/** Sets the wasm backend of this thread and checks that it multiplies. */
export async function startWasm(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const require = createRequire(import.meta.url);
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/wasm-out/`);
  await start('wasm');
}

async function openWasm(): Promise<KernelBackend> {
  await startWasm();
  return opened('tfjs-wasm', { threads: '1', clock: 'CPU time' }, threadSeconds, true);
}

async function openNode(): Promise<KernelBackend> {
  // A name that is computed keeps the compiler from asking for the types of what may not be installed.
  await import(['@tensorflow', 'tfjs-node'].join('/'));
  await start('tensorflow');
  const { binding } = tf.backend() as unknown as { binding?: { TF_Version?: string } };
  return opened(
    'tfjs-node',
    { libtensorflow: binding?.TF_Version ?? 'unknown', clock: 'wall time' },
    hostSeconds,
    true,
  );
}

interface GpuPackage {
  readonly create: (options: string[]) => {
    requestAdapter(): Promise<{ info: Record<string, string>; features: ReadonlySet<string> } | null>;
  };
  readonly globals: object;
}

/** Dawn is kept alive for as long as the process: a collected device ends the backend in the middle of a kernel. */
let gpu: ReturnType<GpuPackage['create']> | null = null;

async function openWebgpu(): Promise<KernelBackend | { unavailable: string }> {
  const { create, globals } = (await import(process.env.SILICONOMICS_WEBGPU ?? ['web', 'gpu'].join(''))) as GpuPackage;
  Object.assign(globalThis, globals);
  // Browsers coarsen timestamps to hide what others do on the GPU; a benchmark wants them as they are.
  gpu ??= create(['disable-dawn-features=timestamp_quantization']);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  const adapter = await gpu.requestAdapter();
  if (adapter === null) return { unavailable: 'tfjs-webgpu: no adapter; install a Vulkan driver' };
  await import('@tensorflow/tfjs-backend-webgpu');
  const { vendor = '', architecture = '', description = '' } = adapter.info;
  const timed = adapter.features.has('timestamp-query');
  const environment = {
    gpu: `${vendor} ${architecture} ${description}`.trim(),
    gpuTimestamps: String(timed),
    clock: timed ? 'device' : 'wall time',
  };
  await start('webgpu');
  return opened('tfjs-webgpu', environment, timed ? deviceSeconds : hostSeconds, !timed);
}

/** Sets a backend of this thread; throws where it does not start or gives a wrong product. */
async function start(backend: string): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js could not start its ${backend} backend`);
  await tf.ready();
  const sum = tf.tidy(() => tf.sum(tf.matMul(tf.ones([8, 8]), tf.ones([8, 8]))));
  const [value] = await sum.data();
  sum.dispose();
  if (value !== 512) throw new Error(`its ${backend} backend multiplies wrongly: ${value} where 512 is right`);
}

function opened(
  name: BackendName,
  environment: Record<string, string>,
  seconds: (kernel: PreparedKernel, calls: number) => Promise<number>,
  timesBatches: boolean,
): KernelBackend {
  return {
    name,
    version: tf.version_core,
    environment: { tfjs: tf.version_core, ...environment },
    timesBatches,
    prepare: async (kernel) => {
      const prepared = prepareTfjs(kernel);
      if (prepared === null) return null;
      return { seconds: (calls) => seconds(prepared, calls), dispose: async () => prepared.dispose() };
    },
    close: async () => {},
  };
}

/** Start and end in seconds, to the data of the last call: earlier kernels of a queue are done when the last one is. */
export async function timeCalls(kernel: PreparedKernel, calls: number): Promise<{ start: number; end: number }> {
  const start = Number(process.hrtime.bigint()) / 1e9;
  for (let call = 1; call < calls; call++) kernel.call().dispose();
  const last = kernel.call();
  await last.data();
  const end = Number(process.hrtime.bigint()) / 1e9;
  last.dispose();
  return { start, end };
}

/**
 * CPU time of one call where one thread does all the work: on an idle machine the wall time, on a busy one without the
 * turns of other programs, which hit a long kernel in every sample and a short one in few.
 */
async function threadSeconds(kernel: PreparedKernel, calls: number): Promise<number> {
  const before = process.cpuUsage();
  await timeCalls(kernel, calls);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / calls;
}

async function hostSeconds(kernel: PreparedKernel, calls: number): Promise<number> {
  const { start, end } = await timeCalls(kernel, calls);
  return (end - start) / calls;
}

/** Time between the GPU's own timestamps, dispatch excluded. */
async function deviceSeconds(kernel: PreparedKernel): Promise<number> {
  let out: tf.Tensor | null = null;
  const { kernelMs } = await tf.time(() => {
    out = kernel.call();
  });
  (out as tf.Tensor | null)?.dispose();
  const milliseconds = Number(kernelMs);
  if (!(milliseconds > 0)) throw new Error('The GPU gave no timestamps.');
  return milliseconds / 1000;
}

function unknownBackend(name: never): never {
  throw new Error(`no backend ${String(name)}`);
}
