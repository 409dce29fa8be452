import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtinCatalog, type Chip } from '../../src/chips/index.js';
import { bundledCalibrations, createCalibratedCostModel, isRefusal } from '../../src/kernels/index.js';
import { operatorCost } from '../../src/workloads/index.js';
import type { Operator } from '../../src/workloads/operators/operator.js';

const model = createCalibratedCostModel(bundledCalibrations());
const chips = [...builtinCatalog().chips.values()];

function seconds(op: Operator, chip: Chip): number | null {
  const cost = model.estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 64 });
  return isRefusal(cost) ? null : cost.seconds.value;
}

const size = fc.integer({ min: 0, max: 13 }).chain((power) => fc.integer({ min: 2 ** power, max: 2 ** (power + 1) }));
const heads = fc.constantFrom([8, 8], [32, 8], [64, 8], [16, 2]);

const operator: fc.Arbitrary<Operator> = fc.oneof(
  fc
    .record({ m: size, n: size, k: size, dtype: fc.constantFrom('bf16', 'int8', 'fp8') })
    .map(({ m, n, k, dtype }): Operator => ({ kind: 'gemm', m, n, k, dtype: dtype as 'bf16' })),
  fc.record({ batch: fc.integer({ min: 1, max: 64 }), kvLen: size, heads }).map(
    ({ batch, kvLen, heads: [queries, kvHeads] }): Operator => ({
      kind: 'attention_decode',
      batch,
      kvLen,
      heads: queries!,
      kvHeads: kvHeads!,
      headDim: 128,
      window: 0,
      dtype: 'bf16',
      kvDtype: 'bf16',
    }),
  ),
  fc.record({ m: size, n: size }).map(({ m, n }): Operator => ({ kind: 'norm', op: 'rmsnorm', m, n, dtype: 'bf16' })),
);

describe('I6: physics', () => {
  it('no estimate on any chip of the catalog beats its peak rate', () => {
    fc.assert(
      fc.property(operator, fc.constantFrom(...chips), (op, chip) => {
        const time = seconds(op, chip);
        if (time === null) return;
        const { flops } = operatorCost(op);
        const rates = [chip.matrixRates, chip.simtRates].flatMap((path) => Object.values(path));
        const peak = Math.max(...rates.map((rate) => rate?.value ?? 0));
        // A chip without published rates still moves data; it has no peak to beat.
        if (peak === 0) return;
        expect(time).toBeGreaterThanOrEqual((flops / peak) * (1 - 1e-9));
      }),
      { numRuns: 600 },
    );
  });

  it('what cannot stay in a cache is not read faster than main memory', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8192, max: 16384 }), fc.constantFrom(...chips), (n, chip) => {
        const bytes = 2 * n * n;
        if (bytes < 4 * (chip.cache?.capacityBytes.value ?? 0)) return;
        const time = seconds({ kind: 'gemm', m: 1, n, k: n, dtype: 'bf16' }, chip);
        if (time === null) return;
        expect(time).toBeGreaterThanOrEqual((bytes / chip.memory.bandwidthBytesPerSec.value) * (1 - 1e-9));
      }),
      { numRuns: 300 },
    );
  });
});
