import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stakingFigures } from '../../../../src/pow-model/market/index.js';

const NONE = { stakedFraction: 1, requiredPremiumPerYear: 0.05, restakedShare: 1, delegatedShare: 0, commission: 0 };
const share = fc.double({ min: 0.001, max: 0.3, noNaN: true });

describe('what holding earns', () => {
  it('loses what work and owner are paid when everyone stakes', () => {
    const all = stakingFigures({ work: 0.025, stake: 0.025, owner: 0 }, NONE);
    expect(all.dilution).toBe(0.025);
    expect(all.stakerReturn).toBeCloseTo(-0.025 / 1.05, 12);
    expect(all.passiveReturn).toBeCloseTo(-0.05 / 1.05, 12);
  });

  it('is diluted by what work and owner are paid, not by what stakers get', () => {
    expect(stakingFigures({ work: 0.02, stake: 0.04, owner: 0.01 }, NONE).dilution).toBeCloseTo(0.03, 12);
  });

  it('stakes as much as earns the premium, and everything where more would', () => {
    const free = { ...NONE, stakedFraction: null };
    expect(stakingFigures({ work: 0.02, stake: 0.03, owner: 0 }, free).staked).toBeCloseTo(0.6, 12);
    expect(stakingFigures({ work: 0, stake: 0.2, owner: 0 }, free).staked).toBe(1);
    expect(stakingFigures({ work: 0.05, stake: 0, owner: 0 }, free).staked).toBeNull();
  });

  it('moves value and makes none: what groups hold, weighted, loses exactly what is paid to others', () => {
    const half = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(
        share,
        share,
        share,
        half,
        half,
        half,
        (work, stake, owner, staked, delegatedShare, restakedShare) => {
          const scenario = { ...NONE, stakedFraction: staked, delegatedShare, restakedShare, commission: 0.18 };
          const found = stakingFigures({ work, stake, owner }, scenario);
          const issued = work + stake + owner;
          const lost = -(work + owner) / (1 + issued);
          const passive = (1 - staked) * found.passiveReturn;
          expect(staked * found.stakerReturn! + passive).toBeCloseTo(lost, 12);
          const byRole = delegatedShare * found.delegatorReturn! + (1 - delegatedShare) * found.validatorReturn!;
          expect(staked * byRole + passive).toBeCloseTo(lost, 12);
          const byHabit = restakedShare * found.restakerReturn! + (1 - restakedShare) * found.withdrawerReturn!;
          expect(staked * byHabit + passive).toBeCloseTo(lost, 12);
          expect(found.restakerReturn!).toBeGreaterThan(found.withdrawerReturn!);
        },
      ),
    );
  });
});
