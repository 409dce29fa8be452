import type { KernelCase } from './kernel-case.js';

export const BACKENDS = ['tfjs-wasm', 'tfjs-node', 'tfjs-webgpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** A kernel whose inputs are in place. */
export interface TimedKernel {
  /** Seconds of one call, the mean of `calls` that are timed together where the backend times batches. */
  seconds(calls: number): Promise<number>;
  dispose(): Promise<void>;
}

/** A TensorFlow.js backend that is set and works. */
export interface KernelBackend {
  readonly name: BackendName;
  readonly version: string;
  /** What decides its speed beside the CPU: versions, threads, the GPU. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether several calls can be timed together; a device's own clock times each by itself. */
  readonly timesBatches: boolean;
  /** Null where it has no such kernel. */
  prepare(kernel: KernelCase): Promise<TimedKernel | null>;
  close(): Promise<void>;
}
