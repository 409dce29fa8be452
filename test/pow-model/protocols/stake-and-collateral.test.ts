import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gonkaCountedWeight, gonkaIsDown, gonkaSlash, payStake, stakeEmission } from '../../../src/pow-model/index.js';

describe('stakeEmission', () => {
  it('is constant, geometric or a rate on supply', () => {
    expect(stakeEmission({ kind: 'constant', perEpoch: 7n }, 99, 0n)).toBe(7n);
    expect(stakeEmission({ kind: 'geometric', first: 10n ** 18n, ratioPpb: 900_000_000 }, 2, 0n)).toBe(
      809_999_999_999_999_999n,
    );
    const inflation = { kind: 'inflation', annualPpm: 50_000, epochsPerYear: 365 } as const;
    expect(stakeEmission(inflation, 0, 365_000_000n)).toBe(50_000n);
  });

  it('sums geometrically to first / (1 - ratio)', () => {
    let total = 0n;
    for (let epoch = 0; epoch < 4000; epoch++) {
      total += stakeEmission({ kind: 'geometric', first: 10n ** 15n, ratioPpb: 990_000_000 }, epoch, 0n);
    }
    expect(Number(total) / 1e17).toBeCloseTo(1, 10);
  });
});

describe('payStake', () => {
  it('pays every base unit once, or reports it as remainder', () => {
    const stake = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const validator = fc.record({
      ownStake: stake,
      delegations: fc.array(stake, { maxLength: 4 }),
      commissionPpm: fc.nat(1_000_000),
    });
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.array(validator, { maxLength: 5 }),
        (reward, validators) => {
          const paid = payStake(reward, validators);
          const sum = [...paid.validators, ...paid.delegators.flat()].reduce(
            (total, part) => total + part,
            paid.remainder,
          );
          expect(sum).toBe(reward);
          expect(paid.remainder >= 0n).toBe(true);
        },
      ),
    );
  });

  it('keeps all with a commission of 100 % and none with 0', () => {
    const at = (commissionPpm: number) => payStake(1000n, [{ ownStake: 100n, delegations: [300n], commissionPpm }]);
    expect(at(0)).toEqual({ validators: [250n], delegators: [[750n]], remainder: 0n });
    expect(at(1_000_000)).toEqual({ validators: [1000n], delegators: [[0n]], remainder: 0n });
    expect(() => at(1_000_001)).toThrow('commission');
  });
});

describe('Gonka collateral', () => {
  it('loses 20 % for invalid work and 10 % for downtime above 5 % missed', () => {
    expect(gonkaSlash(1001n, 'invalid')).toBe(200n);
    expect(gonkaSlash(1001n, 'downtime')).toBe(100n);
    expect(gonkaIsDown(5, 100)).toBe(false);
    expect(gonkaIsDown(6, 100)).toBe(true);
  });

  it('backs the weight beyond a fifth after epoch 180', () => {
    expect(gonkaCountedWeight({ weight: 1000n, backedWeight: 0n, epoch: 180 })).toBe(1000n);
    expect(gonkaCountedWeight({ weight: 1000n, backedWeight: 0n, epoch: 181 })).toBe(200n);
    expect(gonkaCountedWeight({ weight: 1000n, backedWeight: 5000n, epoch: 181 })).toBe(1000n);
  });
});
