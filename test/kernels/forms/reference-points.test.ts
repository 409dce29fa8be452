import { describe, expect, it } from '@jest/globals';
import { bundledCalibrations } from '../../../src/kernels/calibrated/bundled-calibrations.js';
import { physicalFormFor } from '../../../src/kernels/forms/form-table.js';
import type { Operator } from '../../../src/workloads/operators/operator.js';

interface Reference {
  readonly device: string;
  readonly library: string;
  readonly op: Operator;
  /** Measured microseconds. */
  readonly measured: number;
}

const attention = { headDim: 128, window: 0, dtype: 'bf16', kvDtype: 'bf16' } as const;
const experts = {
  kind: 'moe',
  hidden: 7168,
  inter: 2048,
  experts: 384,
  topk: 8,
  tp: 1,
  gated: true,
  distribution: 'balanced',
  dtype: 'int4_wo',
} as const;
const reduce = { kind: 'all_reduce', dtype: 'bf16' } as const;

// ai-dynamo/aiconfigurator at 095f58a (Apache-2.0), systems/data: vLLM 0.24.0 on H100 and L40S, 0.14.0 on A100; CUDA-graph rows.
const REFERENCES: readonly Reference[] = [
  {
    device: 'h100-sxm',
    library: 'flash-attention-3',
    op: { kind: 'attention_prefill', batch: 1, qLen: 16384, kvLen: 16384, heads: 12, kvHeads: 1, ...attention },
    measured: 1248.9,
  },
  {
    device: 'h100-sxm',
    library: 'flash-attention-3',
    op: { kind: 'attention_prefill', batch: 32, qLen: 4096, kvLen: 4096, heads: 12, kvHeads: 4, ...attention },
    measured: 3475.2,
  },
  {
    device: 'l40s',
    library: 'flash-attention-2',
    op: { kind: 'attention_prefill', batch: 4, qLen: 12288, kvLen: 12288, heads: 12, kvHeads: 2, ...attention },
    measured: 9685.5,
  },
  { device: 'h100-sxm', library: 'marlin', op: { ...experts, tokens: 384, ep: 8 }, measured: 999.9 },
  { device: 'h100-sxm', library: 'marlin', op: { ...experts, tokens: 256, ep: 2 }, measured: 1719.9 },
  {
    device: 'h100-sxm',
    library: 'vllm-custom-all-reduce',
    op: { ...reduce, ranks: 4, bytes: 1 << 20 },
    measured: 12.8,
  },
  {
    device: 'a100-sxm-80gb',
    library: 'vllm-custom-all-reduce',
    op: { ...reduce, ranks: 4, bytes: 1 << 30 },
    measured: 7295.4,
  },
];

describe('measured kernels that others published', () => {
  it.each(REFERENCES)('$device $library $op.kind: $measured us within 20 % by physics alone', (reference) => {
    const calibration = bundledCalibrations().find(({ device }) => device === reference.device)!;
    const { kind } = reference.op;
    const entry = calibration.entries.find(
      (one) =>
        one.kind === kind &&
        one.exec === 'graph' &&
        one.library === reference.library &&
        ['', 'bf16'].includes(one.kvDtype),
    )!;
    const form = physicalFormFor(reference.op, reference.library);
    const parameters = Float64Array.from(form.parameters, ({ name }) => entry.parameters[name]!);
    const context = { exec: 'graph', weightCopies: 1, library: reference.library, variant: '' } as const;
    const predicted = form.microseconds(parameters, reference.op, calibration.figures, context);
    expect(Math.abs(predicted / reference.measured - 1)).toBeLessThan(0.2);
  });
});
