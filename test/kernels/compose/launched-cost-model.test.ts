import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, resolveChip } from '../../../src/chips/index.js';
import { createDefaultCostModel, isRefusal, launchedCostModel } from '../../../src/kernels/index.js';
import type { Operator } from '../../../src/workloads/operators/operator.js';
import { describeCostModel } from '../cost-model-conformance.js';

const chip = resolveChip(builtinCatalog(), 'a100-sxm-80gb');
const inGraph = createDefaultCostModel();
const GAP_SEC = 21e-6;
const model = launchedCostModel(inGraph, GAP_SEC);

describeCostModel('kernels launched one by one', model, chip);

describe('launchedCostModel', () => {
  const system = { chip, count: 1, topology: 'single' } as const;
  const op: Operator = { kind: 'gemm', m: 8, n: 12288, k: 3072, dtype: 'fp16' };

  it('adds the gap to the time and idle power over the gap to the energy', () => {
    const alone = inGraph.estimate(op, system, { weightCopies: 6 });
    const launched = model.estimate(op, system, { weightCopies: 6 });
    if (isRefusal(alone) || isRefusal(launched)) throw new Error('an A100 multiplies in fp16');
    for (const end of ['low', 'value', 'high'] as const) {
      expect(launched.seconds[end]).toBeCloseTo(alone.seconds[end] + GAP_SEC, 12);
      expect(launched.joules[end]).toBeCloseTo(alone.joules[end] + GAP_SEC * chip.idleW.value, 9);
    }
    expect([launched.flops, launched.bytes]).toEqual([alone.flops, alone.bytes]);
  });

  it('calls a kernel shorter than the gap bound by latency', () => {
    const small = model.estimate({ ...op, m: 1, n: 64, k: 64 }, system, { weightCopies: 1 });
    expect(isRefusal(small) ? null : small.bound).toBe('latency');
  });
});
