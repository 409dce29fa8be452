import type { LlmArchitecture } from '../models/llm-architecture.js';
import type { GemmOperator, RowwiseOperator } from '../operators/operator.js';
import type { TensorDtypes } from '../operators/tensor-dtypes.js';
import type { GraphBuilder } from './graph-builder.js';

/** One forward pass while its graph is being built: shapes that every layer shares. */
export interface Step {
  readonly builder: GraphBuilder;
  readonly model: LlmArchitecture;
  readonly phase: 'prefill' | 'decode';
  readonly batch: number;
  /** New tokens a sequence; 1 in decode. */
  readonly qLen: number;
  /** Keys that the last new token sees, itself included. */
  readonly kvLen: number;
  /** batch x qLen: rows of every projection. */
  readonly tokens: number;
  readonly dtypes: TensorDtypes;
}

/** A projection of all new tokens. */
export function projection(step: Step, n: number, k: number, dtype: GemmOperator['dtype']): GemmOperator {
  return { kind: 'gemm', m: step.tokens, n, k, dtype };
}

/** A row-wise kernel in the format of activations. */
export function rowwise(step: Step, kind: RowwiseOperator['kind'], op: string, m: number, n: number): RowwiseOperator {
  return { kind, op, m, n, dtype: step.dtypes.activations };
}
