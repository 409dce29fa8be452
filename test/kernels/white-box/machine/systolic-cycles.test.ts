import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Dataflow, systolicCycles } from '../../../../src/kernels/white-box/machine/systolic-cycles.js';

const array = (dataflow: Dataflow, size = 128, overlappedFolds = false, count = 1) => ({
  rows: size,
  columns: size,
  dataflow,
  count,
  overlappedFolds,
});

const size = fc.integer({ min: 1, max: 5000 });
const dataflows = fc.constantFrom<Dataflow>('os', 'ws', 'is');

describe('systolic cycles', () => {
  // Runs of SCALE-Sim v3 (scalesim-project/SCALE-Sim@1d62b68) on a 128 x 128 array, compute cycles.
  it.each([
    [128, 128, 128, 'os', 381],
    [128, 128, 128, 'ws', 509],
    [256, 256, 256, 'os', 2039],
    [256, 256, 256, 'ws', 2551],
    [512, 512, 512, 'os', 12255],
    [512, 512, 512, 'ws', 14303],
    [8, 1024, 4096, 'os', 34799],
    [8, 1024, 4096, 'ws', 99839],
  ] as const)('of %i x %i x %i under %s are %i, as SCALE-Sim counts', (m, n, k, dataflow, cycles) => {
    expect(systolicCycles(m, n, k, array(dataflow)).cycles).toBe(cycles);
  });

  it('input stationary is weight stationary of the transposed product', () => {
    fc.assert(
      fc.property(size, size, size, (m, n, k) => {
        expect(systolicCycles(m, n, k, array('is')).cycles).toBe(systolicCycles(n, m, k, array('ws')).cycles);
      }),
    );
  });

  it('are never fewer than the cells need, and utilisation and mapping lie in 0 to 1', () => {
    fc.assert(
      fc.property(
        size,
        size,
        size,
        dataflows,
        fc.boolean(),
        fc.integer({ min: 1, max: 16 }),
        (m, n, k, dataflow, overlapped, count) => {
          const run = systolicCycles(m, n, k, array(dataflow, 32, overlapped, count));
          expect(run.utilisation).toBeGreaterThan(0);
          expect(run.utilisation).toBeLessThanOrEqual(1);
          expect(run.mappingEfficiency).toBeGreaterThan(0);
          expect(run.mappingEfficiency).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('overlapped folds and more arrays never take longer', () => {
    fc.assert(
      fc.property(size, size, size, dataflows, (m, n, k, dataflow) => {
        const exposed = systolicCycles(m, n, k, array(dataflow, 64)).cycles;
        expect(systolicCycles(m, n, k, array(dataflow, 64, true)).cycles).toBeLessThanOrEqual(exposed);
        expect(systolicCycles(m, n, k, array(dataflow, 64, false, 4)).cycles).toBeLessThanOrEqual(exposed);
      }),
    );
  });

  it('refuses sizes that are no whole numbers', () => {
    expect(() => systolicCycles(0, 1, 1, array('os'))).toThrow(RangeError);
    expect(() => systolicCycles(1, 1.5, 1, array('os'))).toThrow(RangeError);
  });
});
