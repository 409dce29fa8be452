import { builtinCatalog, resolveChip } from '../../src/chips/index.js';
import {
  bundledCalibrations,
  type CostModel,
  createCalibratedCostModel,
  createMappingCostModel,
  isRefusal,
} from '../../src/kernels/index.js';
import { WEIGHT_COPIES } from '../../src/kernels/roofline/weight-copies.js';
import type { Operator } from '../../src/workloads/operators/operator.js';

/**
 * Measured seconds of one GPT-3 175B layer on four A100 SXM 80GB, fp16, tensor parallel, attention unfused
 * (PrincetonUniversity/LLMCompass@2e015fd): prefill of 8 x 2048 tokens, and decoding of 8 sequences at 3072. LLMCompass
 * itself comes to -2.1 % and -12.4 %.
 */
export const MEASURED_SECONDS = { prefill: 66.75e-3, decode: 1.111e-3 } as const;

const HIDDEN = 12_288;
const HEADS_A_RANK = 24;
const HEAD_DIM = 128;
const RANKS = 4;
const BATCH = 8;

/** The kernels of one rank. */
export function gpt3Layer(phase: keyof typeof MEASURED_SECONDS): Operator[] {
  const [qLen, kvLen] = phase === 'prefill' ? [2048, 2048] : [1, 3072];
  const m = BATCH * qLen;
  const dtype = 'fp16';
  const linear = (n: number, k: number): Operator => ({ kind: 'gemm', m, n, k, dtype });
  const norm: Operator = { kind: 'norm', op: 'layernorm', m, n: HIDDEN, dtype };
  const reduce: Operator = { kind: 'all_reduce', ranks: RANKS, bytes: m * HIDDEN * 2, dtype };
  const batch = BATCH * HEADS_A_RANK;
  return [
    norm,
    linear((3 * HIDDEN) / RANKS, HIDDEN),
    { kind: 'batched_gemm', batch, m: qLen, n: kvLen, k: HEAD_DIM, dtype },
    { kind: 'softmax', op: 'softmax', m: batch * qLen, n: kvLen, dtype },
    { kind: 'batched_gemm', batch, m: qLen, n: HEAD_DIM, k: kvLen, dtype },
    linear(HIDDEN, HIDDEN / RANKS),
    reduce,
    norm,
    linear((4 * HIDDEN) / RANKS, HIDDEN),
    { kind: 'activation', op: 'gelu', m, n: (4 * HIDDEN) / RANKS, dtype },
    linear(HIDDEN, (4 * HIDDEN) / RANKS),
    reduce,
  ];
}

/** Seconds of the layer by a model, kernel after kernel. */
export function gpt3LayerSeconds(model: CostModel, phase: keyof typeof MEASURED_SECONDS): number {
  const chip = resolveChip(builtinCatalog(), 'a100-sxm-80gb');
  return gpt3Layer(phase).reduce((sum, op) => {
    const cost = model.estimate(op, { chip, count: RANKS, topology: 'single' }, { weightCopies: WEIGHT_COPIES.cycled });
    if (isRefusal(cost)) throw new Error(cost.refused);
    return sum + cost.seconds.value;
  }, 0);
}

if (process.argv[1]?.endsWith('gpt3-layer.ts')) {
  const models = [createMappingCostModel(), createCalibratedCostModel(bundledCalibrations())];
  for (const phase of ['prefill', 'decode'] as const) {
    const cells = models.map((model) => {
      const seconds = gpt3LayerSeconds(model, phase);
      const error = 100 * (seconds / MEASURED_SECONDS[phase] - 1);
      return `${model.name} ${(1e3 * seconds).toFixed(3)} ms (${error.toFixed(1)} %)`;
    });
    console.log(`${phase}: measured ${(1e3 * MEASURED_SECONDS[phase]).toFixed(3)} ms, ${cells.join(', ')}`);
  }
}
