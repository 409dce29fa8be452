import { describe, expect, it } from '@jest/globals';
import { createStream } from '../../src/foundation/index.js';
import { latinHypercube, morris, sobolIndices } from '../../src/search/index.js';

/** Ishigami and Homma (1990) with a 7, b 0.1 on the cube from -pi to pi. */
function ishigami(x: readonly number[]): number {
  const [a, b, c] = x.map((u) => Math.PI * (2 * u - 1));
  return Math.sin(a!) + 7 * Math.sin(b!) ** 2 + 0.1 * c! ** 4 * Math.sin(a!);
}

describe('sensitivity of a model over the unit cube', () => {
  it('takes one point in each slice of every axis', () => {
    const cube = latinHypercube(20, 3, createStream(1, 'lhs'));
    for (let d = 0; d < 3; d++) {
      const slices = Array.from({ length: 20 }, (_, i) => Math.floor(cube[i * 3 + d]! * 20)).sort((a, b) => a - b);
      expect(slices).toEqual(Array.from({ length: 20 }, (_, i) => i));
    }
  });

  it('finds the analytic indices of the Ishigami function', () => {
    const [a, b, c] = sobolIndices(ishigami, 3, 8000, createStream(2, 'sobol'));
    // First order 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437.
    expect(Math.abs(a!.first - 0.3139)).toBeLessThan(0.03);
    expect(Math.abs(b!.first - 0.4424)).toBeLessThan(0.03);
    expect(Math.abs(c!.first)).toBeLessThan(0.03);
    expect(Math.abs(a!.total - 0.5576)).toBeLessThan(0.03);
    expect(Math.abs(b!.total - 0.4424)).toBeLessThan(0.03);
    expect(Math.abs(c!.total - 0.2437)).toBeLessThan(0.03);
  });

  it('gives a constant model no indices', () => {
    expect(sobolIndices(() => 3, 2, 50, createStream(3, 'sobol'))).toEqual([
      { first: 0, total: 0 },
      { first: 0, total: 0 },
    ]);
  });

  it('has exact elementary effects on a linear model and sees interaction as spread', () => {
    const [a, b] = morris(([x, y]) => x! - 10 * y!, 2, 12, createStream(4, 'morris'));
    expect(a!.mu).toBeCloseTo(1, 9);
    expect(b!.muStar).toBeCloseTo(10, 9);
    expect(b!.mu).toBeCloseTo(-10, 9);
    expect(b!.sigma).toBeCloseTo(0, 9);
    const [c] = morris(([x, y]) => x! * y!, 2, 40, createStream(5, 'morris'));
    expect(c!.sigma).toBeGreaterThan(0.2);
  });
});
