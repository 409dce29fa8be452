import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStream } from '../../../src/foundation/index.js';
import {
  balancedWorkUsd,
  stakedFraction,
  stakeShareVariance,
  tokenTransfers,
} from '../../../src/pow-model/rules/token-balance.js';

describe('the token side', () => {
  it('balances inflow against selling: the study vectors at s_m = 1', () => {
    const w = (share: number, sold: number) => balancedWorkUsd(1, share, 1, sold);
    expect(w(0.05, 0.1)).toBeCloseTo(0.345, 3);
    expect(w(0.41, 0.1)).toBeCloseTo(0.874, 3);
    expect(w(0.05, 0.2)).toBeCloseTo(0.208, 3);
    expect(w(0.41, 0.2)).toBeCloseTo(0.777, 3);
    expect(w(0.05, 0.5)).toBeCloseTo(0.095, 3);
    expect(w(0.41, 0.5)).toBeCloseTo(0.582, 3);
    expect(w(0.3, 1)).toBeCloseTo(0.3, 12);
    expect(w(0.3, 0)).toBe(1);
  });

  it('moves money between holders without making any', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, (issuance, share, staked) => {
        const { stakers, otherHolders, miners } = tokenTransfers(20e9, issuance, share, staked);
        expect(Math.abs(stakers + otherHolders + miners)).toBeLessThan(1e-3);
      }),
    );
    expect(tokenTransfers(1, 0.05, 0.41, 1).stakers).toBeCloseTo(-0.41 * 0.05, 12);
  });

  it('is one economy: emission i with share w and all at stake equals emission w i all to work', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (issuance, share) => {
          const mixed = tokenTransfers(1e9, issuance, share, 1);
          const pure = tokenTransfers(1e9, issuance * share, 1, 1);
          expect(mixed.miners).toBeCloseTo(pure.miners, 3);
          expect(mixed.stakers).toBeCloseTo(pure.stakers, 3);
        },
      ),
    );
  });

  it('draws stake up to the premium that stakers require', () => {
    expect(stakedFraction(0.41, 0.05, 0.05)).toBeCloseTo(0.59, 12);
    expect(stakedFraction(0, 0.2, 0.05)).toBe(1);
  });

  it('has the variance of a Polya urn: sd 0.0211 after 100 rewards and 0.0285 after 1000 at x 0.1, theta 100', () => {
    expect(Math.sqrt(stakeShareVariance(0.1, 100, 100))).toBeCloseTo(0.0211, 4);
    expect(Math.sqrt(stakeShareVariance(0.1, 100, 1000))).toBeCloseTo(0.0285, 4);
  });

  it('agrees with an urn that is played out, whose mean stays where it started', () => {
    const stream = createStream(7, 'urn');
    const games = 4000;
    let sum = 0;
    let squares = 0;
    for (let game = 0; game < games; game++) {
      let mine = 10;
      for (let n = 0; n < 100; n++) if (stream.nextUniform() * (100 + n) < mine) mine++;
      const share = mine / 200;
      sum += share;
      squares += share * share;
    }
    const mean = sum / games;
    // Four standard errors of mean and of standard deviation.
    expect(Math.abs(mean - 0.1)).toBeLessThan((4 * 0.0211) / Math.sqrt(games));
    expect(Math.abs(Math.sqrt(squares / games - mean * mean) - 0.0211)).toBeLessThan(
      (4 * 0.0211) / Math.sqrt(2 * games),
    );
  });
});
