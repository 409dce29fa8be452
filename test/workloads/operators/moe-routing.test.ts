import { describe, expect, it } from '@jest/globals';
import { expectedExpertsTouched } from '../../../src/workloads/index.js';
import type { MoeOperator } from '../../../src/workloads/operators/operator.js';

const moe = (tokens: number, distribution: string): MoeOperator => ({
  kind: 'moe',
  tokens,
  hidden: 1,
  inter: 1,
  experts: 128,
  topk: 8,
  tp: 1,
  ep: 1,
  gated: true,
  distribution,
  dtype: 'bf16',
});

describe('expectedExpertsTouched', () => {
  it('is topk for one token, however tokens choose', () => {
    expect(expectedExpertsTouched(moe(1, 'balanced'))).toBe(8);
    expect(expectedExpertsTouched(moe(1, 'uniform'))).toBeCloseTo(8, 10);
    expect(expectedExpertsTouched(moe(1, 'power_law_0'))).toBeCloseTo(8, 10);
  });

  it('is min(E, k t) when balanced and E (1 - (1 - k/E)^t) when uniform', () => {
    expect(expectedExpertsTouched(moe(10, 'balanced'))).toBe(80);
    expect(expectedExpertsTouched(moe(16, 'balanced'))).toBe(128);
    expect(expectedExpertsTouched(moe(16, 'uniform'))).toBeCloseTo(128 * (1 - (120 / 128) ** 16), 9);
  });

  it('falls with the exponent of a power law', () => {
    const touched = ['uniform', 'power_law_0.6', 'power_law_1.2', 'power_law_2'].map((law) =>
      expectedExpertsTouched(moe(16, law)),
    );
    expect([...touched].sort((a, b) => b - a)).toEqual(touched);
  });

  it('refuses a distribution that it does not know', () => {
    expect(() => expectedExpertsTouched(moe(1, 'zipf'))).toThrow('"zipf"');
  });
});
