import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitResidual } from '../../../../src/kernels/calibrated/residual/fit-residual.js';
import { hashUnit } from '../../../../src/kernels/calibrated/residual/hash-unit.js';
import {
  RESIDUAL_BOUND_LN,
  readResidual,
  residualAt,
} from '../../../../src/kernels/calibrated/residual/residual-surface.js';

const points = Array.from({ length: 400 }, (_, i) => Float64Array.of(10 * hashUnit(i, 0, 0), 10 * hashUnit(i, 1, 0)));
const truth = (x: Float64Array) => 0.2 * (x[0]! > 5 ? 1 : -1) + 0.01 * x[1]!;

describe('a residual surface', () => {
  const stored = fitResidual(points, points.map(truth));
  const surface = readResidual(stored, 2);

  it('follows what the physics left over', () => {
    const errors = points.map((x) => Math.abs(residualAt(surface, x) - truth(x)));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.02);
  });

  it('is the same for the same rows', () => {
    expect(fitResidual(points, points.map(truth))).toEqual(stored);
  });

  it('is continuous: a small step never makes a jump', () => {
    let largest = 0;
    for (let x = 0; x < 10; x += 1e-4) {
      const jump = residualAt(surface, Float64Array.of(x + 1e-4, 3)) - residualAt(surface, Float64Array.of(x, 3));
      largest = Math.max(largest, Math.abs(jump));
    }
    expect(largest).toBeLessThan(0.02);
  });

  it('stays inside its bound for any point, however far from the rows', () => {
    const wild = readResidual(
      fitResidual(
        points,
        points.map((x) => 5 * truth(x)),
      ),
      2,
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        expect(Math.abs(residualAt(wild, Float64Array.of(a, b)))).toBeLessThanOrEqual(RESIDUAL_BOUND_LN);
      }),
    );
  });

  it('refuses trees that end early or reach for a feature that is not there', () => {
    expect(() => readResidual([[0, 5, 1, -1, 3]], 2)).toThrow('broken');
    expect(() => readResidual([[7, 5, 1, -1, 3, -1, 4]], 2)).toThrow('broken');
  });
});
