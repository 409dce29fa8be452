import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EmissionLedger, settleCohorts } from '../../src/pow-model/rules/emission-ledger.js';
import { REWARD_PRESETS } from '../../src/pow-model/rules/reward-presets.js';
import type { RewardRule } from '../../src/pow-model/rules/reward-rule.js';

/** Rules whose shares are arbitrary parts of a whole. */
const rules: fc.Arbitrary<RewardRule> = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 4, maxLength: 8 })
  .filter((parts) => parts.some((part) => part > 0))
  .map((parts) => {
    const total = parts.reduce((a, b) => a + b, 0);
    const shares = parts.map((part) => part / total);
    const [stake, owner, burn, ...work] = shares;
    return {
      id: 'random',
      label: 'random',
      work: work.map((share, i) => ({ label: `class ${i}`, workloadClass: `class-${i}`, share })),
      stake: stake!,
      owner: owner!,
      burn: burn!,
      derivation: '',
      source: '',
    };
  });
const emissions = fc.array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 1, maxLength: 200 });

describe('I5: money balances in integer base units', () => {
  it('every epoch: emission + carried in = work + stake + owner + burned + carried out', () => {
    fc.assert(
      fc.property(rules, emissions, (rule, schedule) => {
        const ledger = new EmissionLedger(rule, null);
        let carriedIn = 0n;
        for (const emission of schedule) {
          const settled = ledger.settle(emission);
          const work = settled.work.reduce((a, b) => a + b, 0n);
          expect(settled.emission).toBe(emission);
          expect(work + settled.stake + settled.owner + settled.burned + settled.carried).toBe(emission + carriedIn);
          for (const amount of [...settled.work, settled.stake, settled.owner, settled.burned, settled.carried]) {
            expect(amount >= 0n).toBe(true);
          }
          carriedIn = settled.carried;
        }
      }),
    );
  });

  it('a class never drifts from its share by more than a unit, however small the epochs are', () => {
    for (const rule of REWARD_PRESETS) {
      const ledger = new EmissionLedger(rule, null);
      const got = rule.work.map(() => 0n);
      for (let epoch = 0; epoch < 1000; epoch++) {
        ledger.settle(7n).work.forEach((amount, k) => {
          got[k]! += amount;
        });
      }
      rule.work.forEach((workClass, k) => {
        expect(Math.abs(Number(got[k]) - 7000 * workClass.share)).toBeLessThanOrEqual(1);
      });
    }
  });

  it('supply never exceeds the cap', () => {
    fc.assert(
      fc.property(rules, emissions, fc.bigInt({ min: 0n, max: 10n ** 19n }), (rule, schedule, cap) => {
        const ledger = new EmissionLedger(rule, cap);
        for (const emission of schedule) ledger.settle(emission);
        const scheduled = schedule.reduce((a, b) => a + b, 0n);
        expect(ledger.totalIssued).toBe(scheduled < cap ? scheduled : cap);
      }),
    );
  });

  it('the cohorts of a class share its amount to the last unit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (amount, weights) => {
          const shares = settleCohorts(amount, weights);
          if (shares === null) {
            expect(weights.every((weight) => weight === 0)).toBe(true);
            return;
          }
          expect(shares.reduce((a, b) => a + b, 0n)).toBe(amount);
          shares.forEach((share) => {
            expect(share >= 0n).toBe(true);
          });
        },
      ),
    );
  });

  it('refuses a rule that sums to 101 %', () => {
    const rule = { ...REWARD_PRESETS[0]!, burn: 0.01 };
    expect(() => new EmissionLedger(rule, null)).toThrow('shares sum to 1.01, not 1');
  });
});
