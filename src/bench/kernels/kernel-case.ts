import { operatorBytes, operatorFlops } from '../../kernels/roofline/operator-work.js';
import type { AttentionDecodeOperator, Operator } from '../../workloads/operators/operator.js';

/** One kernel of the suite. */
export interface KernelCase {
  readonly name: string;
  /** Null for a whole layer, which is many operators. */
  readonly operator: Operator | null;
  readonly flops: number;
  readonly bytes: number;
  /** Context of a decode layer of Qwen3-0.6B; null for single kernels. */
  readonly layerContext: number | null;
}

/** Hidden size, heads and feed-forward width of Qwen3-0.6B (src/workloads/models/qwen3-0.6b.yaml). */
export const LAYER = { hidden: 1024, heads: 16, kvHeads: 8, headDim: 128, inter: 3072 } as const;

const gemm = (m: number, n: number, k: number): Operator => ({ kind: 'gemm', m, n, k, dtype: 'fp32' });
const attention = { batch: 1, heads: 16, kvHeads: 8, headDim: 128, window: 0, dtype: 'fp32', kvDtype: 'fp32' } as const;
const decode = (kvLen: number): AttentionDecodeOperator => ({ kind: 'attention_decode', ...attention, kvLen });
const prefill = (qLen: number): Operator => ({ kind: 'attention_prefill', ...attention, qLen, kvLen: qLen });

/** The four products of a layer: query-key-value, output, gate-up and down. */
const LAYER_PRODUCTS = [
  [4096, 1024],
  [1024, 2048],
  [6144, 1024],
  [1024, 3072],
] as const;

const ROW_SHAPES = [
  [1, 1024],
  [1, 3072],
  [4, 1024],
  [24, 128],
  [16, 3072],
  [64, 1024],
  [256, 1024],
  [128, 3072],
] as const;

/** The suite: shapes of Qwen3-0.6B with products and rows around them; `quick` keeps the ends of each family. */
export function kernelSuite(quick: boolean): KernelCase[] {
  const rows = quick ? ROW_SHAPES.filter((_, i) => i % 2 === 0) : ROW_SHAPES;
  const operators: Operator[] = [
    ...(quick ? [256, 512, 1024] : [64, 128, 256, 512, 1024]).map((side) => gemm(side, side, side)),
    ...LAYER_PRODUCTS.flatMap(([n, k]) => (quick ? [1, 16] : [1, 4, 16, 64]).map((m) => gemm(m, n, k))),
    ...(quick ? [4] : [2, 4, 8, 16]).map(
      (batch): Operator => ({ kind: 'batched_gemm', batch, m: 128, n: 128, k: 128, dtype: 'fp32' }),
    ),
    ...(quick ? [128, 256, 512, 1024] : [32, 64, 128, 256, 384, 512, 768, 1024]).map(decode),
    ...(quick ? [64] : [16, 32, 64, 96, 128, 192]).map(prefill),
    ...rows.flatMap(([m, n]): Operator[] => [
      { kind: 'norm', op: 'rmsnorm', m, n, dtype: 'fp32' },
      { kind: 'activation', op: 'silu_mul', m, n, dtype: 'fp32' },
      { kind: 'rope', op: 'rope', m, n, dtype: 'fp32' },
      { kind: 'elementwise', op: 'add', m, n, dtype: 'fp32' },
      { kind: 'softmax', op: 'softmax', m, n, dtype: 'fp32' },
    ]),
  ];
  return [...operators.map(caseOf), layerCase(512)];
}

function caseOf(operator: Operator): KernelCase {
  return {
    name: nameOf(operator),
    operator,
    flops: operatorFlops(operator),
    bytes: operatorBytes(operator),
    layerContext: null,
  };
}

/** One decode layer for one sequence that sees `context` keys. */
function layerCase(context: number): KernelCase {
  const parts = [...LAYER_PRODUCTS.map(([n, k]) => gemm(1, n, k)), decode(context)];
  return {
    name: `decode layer qwen3-0.6b 1x${context}`,
    operator: null,
    flops: parts.reduce((sum, part) => sum + operatorFlops(part), 0),
    bytes: parts.reduce((sum, part) => sum + operatorBytes(part), 0),
    layerContext: context,
  };
}

function nameOf(op: Operator): string {
  switch (op.kind) {
    case 'gemm':
      return `gemm ${op.m}x${op.n}x${op.k}`;
    case 'batched_gemm':
      return `batched gemm ${op.batch}x${op.m}x${op.n}x${op.k}`;
    case 'attention_decode':
      return `attention decode ${op.batch}x${op.kvLen}`;
    case 'attention_prefill':
      return `attention prefill ${op.batch}x${op.qLen}`;
    default:
      return 'op' in op ? `${op.op} ${op.m}x${op.n}` : op.kind;
  }
}
