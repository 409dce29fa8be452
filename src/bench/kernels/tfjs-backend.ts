import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { PreparedKernel } from './tfjs-kernels.js';

export const BACKENDS = ['tfjs-wasm', 'tfjs-node', 'tfjs-webgpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** A TensorFlow.js backend that is set and works. */
export interface KernelBackend {
  readonly name: BackendName;
  readonly version: string;
  /** What decides its speed beside the CPU: versions, the GPU. */
  readonly environment: Readonly<Record<string, string>>;
  /** Seconds of one call, `calls` of them timed together where no device clock exists. */
  seconds(kernel: PreparedKernel, calls: number): Promise<number>;
}

/** Opens a backend, or says in one sentence why it cannot be used here. Nothing else is used in its place. */
export async function openBackend(name: BackendName): Promise<KernelBackend | { readonly unavailable: string }> {
  try {
    switch (name) {
      case 'tfjs-wasm':
        return await openWasm();
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

async function openWasm(): Promise<KernelBackend> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const require = createRequire(import.meta.url);
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/wasm-out/`);
  return opened('tfjs-wasm', 'wasm', { threads: '1' }, hostSeconds);
}

async function openNode(): Promise<KernelBackend> {
  // A name that is computed keeps the compiler from asking for the types of what may not be installed.
  await import(['@tensorflow', 'tfjs-node'].join('/'));
  return opened('tfjs-node', 'tensorflow', {}, hostSeconds);
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
  gpu ??= create([]);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  const adapter = await gpu.requestAdapter();
  if (adapter === null) return { unavailable: 'tfjs-webgpu: no adapter: install a Vulkan driver.' };
  await import('@tensorflow/tfjs-backend-webgpu');
  const { vendor = '', architecture = '', description = '' } = adapter.info;
  const timed = adapter.features.has('timestamp-query');
  const environment = { gpu: `${vendor} ${architecture} ${description}`.trim(), gpuTimestamps: String(timed) };
  return opened('tfjs-webgpu', 'webgpu', environment, timed ? deviceSeconds : hostSeconds);
}

async function opened(
  name: BackendName,
  backend: string,
  environment: Record<string, string>,
  seconds: KernelBackend['seconds'],
): Promise<KernelBackend> {
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js could not start its ${backend} backend`);
  await tf.ready();
  const sum = tf.tidy(() => tf.sum(tf.matMul(tf.ones([8, 8]), tf.ones([8, 8]))));
  const [value] = await sum.data();
  sum.dispose();
  if (value !== 512) throw new Error(`its ${backend} backend multiplies wrongly: ${value} where 512 is right`);
  return { name, version: tf.version_core, environment: { tfjs: tf.version_core, ...environment }, seconds };
}

/** Wall time to the data of the last call: earlier kernels of a queue are done when the last one is. */
async function hostSeconds(kernel: PreparedKernel, calls: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let call = 1; call < calls; call++) kernel.call().dispose();
  const last = kernel.call();
  await last.data();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  last.dispose();
  return seconds / calls;
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
