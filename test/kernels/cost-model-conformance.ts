import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Chip } from '../../src/chips/index.js';
import { physicalFormFor } from '../../src/kernels/forms/form-table.js';
import { type CostModel, deviceFigures, isRefusal } from '../../src/kernels/index.js';
import type { Operator } from '../../src/workloads/operators/operator.js';

const size = fc.integer({ min: 0, max: 14 }).chain((lg) => fc.integer({ min: 2 ** lg, max: 2 ** (lg + 1) - 1 }));

/** What every cost model promises, whatever it knows. */
export function describeCostModel(name: string, model: CostModel, chip: Chip): void {
  const estimate = (op: Operator) => model.estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 64 });

  describe(`${name}, as a cost model`, () => {
    it('gives ordered positive intervals, never faster than the roofline, and the same twice', () => {
      fc.assert(
        fc.property(size, size, size, (m, n, k) => {
          const op: Operator = { kind: 'gemm', m, n, k, dtype: 'bf16' };
          const cost = estimate(op);
          if (isRefusal(cost)) throw new Error(cost.refused);
          for (const { low, value, high } of [cost.seconds, cost.joules]) {
            expect(low).toBeGreaterThan(0);
            expect(low).toBeLessThanOrEqual(value);
            expect(value).toBeLessThanOrEqual(high);
            expect(high).toBeLessThan(Number.POSITIVE_INFINITY);
          }
          const context = { exec: 'graph', weightCopies: 64, library: 'cublas', variant: '' } as const;
          const roofline = physicalFormFor(op, 'cublas').rooflineMicroseconds(op, deviceFigures(chip), context);
          expect(cost.seconds.low * 1e6).toBeGreaterThanOrEqual(roofline * (1 - 1e-12));
          expect(cost.flops).toBe(2 * m * n * k);
          expect(estimate(op)).toEqual(cost);
        }),
        { numRuns: 60 },
      );
    });

    it('refuses with a reason what the chip has no datapath for', () => {
      const cost = estimate({ kind: 'gemm', m: 1, n: 64, k: 64, dtype: 'nvfp4' });
      expect(isRefusal(cost) && cost.refused).toMatch(/datapath/);
    });
  });
}
