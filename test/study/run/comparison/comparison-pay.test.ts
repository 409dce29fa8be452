import { describe, expect, it } from '@jest/globals';
import type { RewardRule } from '../../../../src/pow-model/rules/index.js';
import {
  type ComparisonRule,
  leastPay,
  type PayMarket,
  payFor,
} from '../../../../src/study/run/comparison/comparison-pay.js';

const rule = (work: number, other: number, stake: number): RewardRule => ({
  id: `${work}-${other}-${stake}`,
  label: '',
  work: [
    { id: 'own', label: '', share: work, workloadClass: 'large-model', usefulShare: null },
    { id: 'other', label: '', share: other, workloadClass: 'other', usefulShare: null },
  ] as unknown as RewardRule['work'],
  stake,
  owner: 1 - work - other - stake,
  burn: 0,
  derivation: '',
  source: '',
});
const token = { emissionUsdPerYear: 1e9, marketValueUsd: 10e9, soldByMiners: 1, soldByHolders: 0.25 };
/** Attacks cost twice the yearly pay, compute is the pay. */
const market: PayMarket = {
  paidShare: (one) => one.work[0]!.share,
  stakeAttackUsd: () => 3e9,
  payForAttack: (usd) => usd / 2,
  computeOf: (usd) => usd,
  payForCompute: (work) => work,
};
const pay = (comparison: ComparisonRule, one: RewardRule, reference = rule(0.5, 0, 0.5)) =>
  payFor(comparison, one, reference, token, market);

describe('what a comparison pays', () => {
  it('is the same emission under A', () => {
    expect(pay('A', rule(0.2, 0.2, 0.6))).toEqual({ emissionUsd: 1e9, workUsd: 0.4e9 });
  });

  it('buys the same attack under B, with the pay for this work alone and with the stake where it pays no work', () => {
    // 1.5 B$ for this work at a share of 0.2; the other work is paid beside it.
    expect(pay('B', rule(0.2, 0.2, 0.6))).toEqual({ emissionUsd: 7.5e9, workUsd: 3e9 });
    expect(pay('B', rule(0, 0, 1))).toEqual({ emissionUsd: 1e9, workUsd: 0 });
    // Half to stake needs twice the emission for the same stake.
    expect(pay('B', rule(0, 0, 0.5))).toEqual({ emissionUsd: 2e9, workUsd: 0 });
    expect(pay('B', rule(0, 0, 0))).toContain('neither this work nor stake');
  });

  it('costs holders the same under C, whatever the work', () => {
    expect(pay('C', rule(0.05, 0.05, 0.9))).toEqual({ emissionUsd: 5e9, workUsd: 0.5e9 });
    expect(pay('C', rule(0, 0, 1))).toContain('no emission costs holders the same');
  });

  it('balances selling under D', () => {
    // D w/(w s_m + (1 - w) s_h) of 1 B$ at w 0.2: 0.2/(0.2 + 0.8 0.25).
    const balanced = pay('D', rule(0.2, 0, 0.8)) as { workUsd: number; emissionUsd: number };
    expect(balanced.workUsd).toBeCloseTo(0.5e9, 3);
    expect(balanced.emissionUsd).toBeCloseTo(2.5e9, 3);
  });

  it('buys the same compute under E', () => {
    expect(pay('E', rule(0.1, 0.2, 0.7))).toEqual({ emissionUsd: 5e9, workUsd: expect.closeTo(1.5e9, 3) });
  });

  it.each(['B', 'C', 'E'] as const)(
    'is refused under %s where it takes more a year than all coins are worth',
    (one) => {
      expect(typeof pay(one, rule(0.16, 0, 0.84))).toBe('object');
      const reason = pay(one, rule(0.01, 0, 0.99));
      const part =
        one === 'B'
          ? '1.5 B$ a year, at a share of 1 % an emission of 150 B$'
          : '0.5 B$ a year, at a share of 1 % an emission of 50 B$';
      expect(reason).toContain(part);
      expect(reason).toContain(`${one === 'B' ? 1500 : 500} % of the market value of 10 B$`);
    },
  );
});

describe('the least pay', () => {
  it('is where a rising figure reaches what is wanted, also behind a jump and where the figure does not exist', () => {
    expect(leastPay((usd) => usd * usd, 1e12)! / 1e6).toBeCloseTo(1, 9);
    expect(leastPay((usd) => (usd < 12_345 ? Number.NaN : 7), 5)! / 12_345).toBeCloseTo(1, 9);
    expect(leastPay(() => 1, 2)).toBeNull();
  });
});
