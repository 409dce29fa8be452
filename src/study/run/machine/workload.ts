import type { LlmArchitecture } from '../../../workloads/models/llm-architecture.js';

interface Named {
  readonly id: string;
  readonly label: string;
}

/** Requests to a model, served back to back. */
export interface InferenceWorkload extends Named {
  readonly kind: 'inference';
  readonly architecture: LlmArchitecture;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A Pearl-style proof of work inside the matrix products of an inference workload. */
export interface MatmulPowWorkload extends Named {
  readonly kind: 'matmul-pow';
  readonly inside: InferenceWorkload;
  /** Rank r of the noise: 2r/k of extra work. */
  readonly rank: number;
}

export interface HashWorkload extends Named {
  readonly kind: 'hash';
  readonly algorithm: 'sha256d';
}

/** What machines are simulated on, with its model looked up. */
export type Workload = InferenceWorkload | MatmulPowWorkload | HashWorkload;
