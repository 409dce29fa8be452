import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type YumaInput, type YumaParams, yumaEpoch } from '../../../../../src/pow-model/index.js';

const PARAMS: YumaParams = {
  kappa: 32_767,
  rho: 10,
  bondsMovingAverage: 900_000,
  activityCutoff: 5000,
  currentBlock: 1,
  emissionRao: 1_000_000_000n,
  maxValidators: 8,
};
const zeros = (n: number) => Array.from({ length: n }, () => new Array<number>(n).fill(0));

/** opentensor/subtensor@14bc6f9:pallets/subtensor/src/tests/epoch.rs test_bonds: four validators, four servers. */
function bondsTest(): YumaInput {
  const weights = zeros(8);
  for (let i = 0; i < 4; i++) weights[i] = [0, 0, 0, 0, 16_383, 32_767, 49_149, 65_535];
  return {
    stake: [1n, 2n, 3n, 4n, 0n, 0n, 0n, 0n],
    weights,
    bonds: zeros(8),
    lastUpdate: [1, 1, 1, 1, 0, 0, 0, 0],
    params: PARAMS,
  };
}

describe('yumaEpoch', () => {
  it('reproduces the printed trace of test_bonds, epoch 1, to the rao', () => {
    const outcome = yumaEpoch(bondsTest());
    expect(outcome.emission).toEqual([
      49_999_998n,
      99_999_999n,
      150_000_000n,
      200_000_001n,
      49_998_779n,
      100_000_610n,
      149_996_337n,
      200_004_272n,
    ]);
    expect([0, 1, 2, 3].map((i) => outcome.bonds[i]![4])).toEqual([16_383, 32_767, 49_151, 65_535]);
    expect(outcome.trust.slice(4)).toEqual([1, 1, 1, 1]);
  });

  // test_active_stake of the same file: two validators, two servers; uid 0 sets weights anew at 5002, uid 1 at 5003.
  it('reproduces test_active_stake over its three epochs to the rao', () => {
    const weights = [...Array.from({ length: 2 }, () => [0, 0, 32_767, 32_767]), ...zeros(4).slice(2)];
    const input = { stake: [1n, 1n, 0n, 0n], weights };
    const u16 = (shares: readonly number[]) => shares.slice(0, 2).map((share) => Math.floor(share * 65_535));
    const params = { ...PARAMS, maxValidators: 4 };
    const first = yumaEpoch({ ...input, bonds: zeros(4), lastUpdate: [1, 1, 0, 0], params });
    expect(first.emission).toEqual([250_000_000n, 250_000_000n, 250_000_000n, 250_000_000n]);
    const late = { ...params, currentBlock: 5002 };
    const second = yumaEpoch({ ...input, bonds: first.bonds, lastUpdate: [5002, 1, 0, 0], params: late });
    expect(second.emission).toEqual([274_999_999n, 224_999_999n, 250_000_000n, 250_000_000n]);
    expect(u16(second.dividends)).toEqual([36_044, 29_490]);
    expect([second.bonds[0]![2], second.bonds[1]![2]]).toEqual([65_535, 53_619]);
    const later = { ...params, currentBlock: 5003 };
    const third = yumaEpoch({ ...input, bonds: second.bonds, lastUpdate: [5002, 5003, 0, 0], params: later });
    expect(third.emission).toEqual([272_501_132n, 227_498_866n, 250_000_000n, 250_000_000n]);
    expect(u16(third.dividends)).toEqual([35_716, 29_818]);
    expect([third.bonds[0]![2], third.bonds[1]![2]]).toEqual([65_535, 54_712]);
  });

  it('lets the bonds of a validator that stops weighing decay by a tenth an epoch', () => {
    const first = bondsTest();
    const weights = first.weights.map((row) => [...row]);
    weights[0] = [65_535, 0, 0, 0, 0, 0, 0, 0];
    const second = yumaEpoch({ ...first, weights, bonds: yumaEpoch(first).bonds });
    expect([0, 1, 2, 3].map((i) => second.bonds[i]![4])).toEqual([14_582, 32_767, 49_151, 65_535]);
  });

  it('clips a dissenting minority: weight without majority gives neither incentive nor bonds', () => {
    const input = bondsTest();
    const weights = zeros(8);
    for (let i = 0; i < 3; i++) weights[i]![4] = 65_535;
    weights[3]![5] = 65_535;
    const outcome = yumaEpoch({ ...input, weights });
    expect(outcome.consensus.slice(4)).toEqual([1, 0, 0, 0]);
    expect(outcome.incentive[5]).toBe(0);
    expect(outcome.dividends[3]).toBe(0);
    expect(outcome.trust[5]).toBe(0);
  });

  it('pays by stake when nobody has set weights', () => {
    const outcome = yumaEpoch({ ...bondsTest(), weights: zeros(8) });
    expect(outcome.emission.slice(0, 4).map((rao) => Math.round(Number(rao) / 1e6))).toEqual([100, 200, 300, 400]);
  });

  it('counts neither inactive validators, nor weights on oneself, nor stake beyond the permits', () => {
    const input = bondsTest();
    const inactive = yumaEpoch({ ...input, params: { ...PARAMS, currentBlock: 5002, activityCutoff: 5000 } });
    expect(inactive.dividends.every((value) => value === 0)).toBe(true);
    const permitted = yumaEpoch({ ...input, params: { ...PARAMS, maxValidators: 2 } });
    expect(permitted.dividends.map((value) => value > 0)).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    const selfish = zeros(8);
    for (let i = 0; i < 4; i++) selfish[i]![i] = 65_535;
    expect(yumaEpoch({ ...input, weights: selfish }).incentive.every((value) => value === 0)).toBe(true);
    const owner = yumaEpoch({ ...input, weights: selfish, params: { ...PARAMS, ownerUid: 3, kappa: 20_000 } });
    expect(owner.incentive[3]).toBeGreaterThan(0.99);
  });

  it('under Yuma 3 moves bonds towards weights by a tenth and divides dividends by bond and stake', () => {
    const outcome = yumaEpoch({ ...bondsTest(), params: { ...PARAMS, yuma3: true } });
    expect(outcome.bonds[0]![4]).toBe(Math.floor((0.1 * 16_383 * 65_535) / 163_834));
    outcome.dividends.slice(0, 4).forEach((value, i) => {
      expect(value).toBeCloseTo((i + 1) / 10, 8);
    });
  });

  it('under liquid alpha moves bonds at least by the lower and at most by the upper bound', () => {
    const params = { ...PARAMS, yuma3: true, liquidAlpha: true };
    const share = 16_383 / 163_834;
    const outcome = yumaEpoch({ ...bondsTest(), params });
    // Weight equals consensus: sigmoid(10 x (0 - 0.5)) = 0.0066929 of the way from 0.7 to 0.9.
    const alpha = 45_875 / 65_535 + 0.00669285 * ((58_982 - 45_875) / 65_535);
    expect(Math.abs(outcome.bonds[0]![4]! - alpha * share * 65_535)).toBeLessThan(1.1);
    const steep = yumaEpoch({
      ...bondsTest(),
      params: { ...params, liquidAlpha: { alphaLow: 6553, alphaHigh: 6553 } },
    });
    expect(Math.abs(steep.bonds[0]![4]! - 0.1 * share * 65_535)).toBeLessThan(1.1);
  });

  it('never pays more than the emission, nor less by more than a few rao', () => {
    const u16 = fc.integer({ min: 0, max: 65_535 });
    const matrix = fc.array(fc.array(u16, { minLength: 5, maxLength: 5 }), { minLength: 5, maxLength: 5 });
    const stake = fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(stake, matrix, matrix, fc.boolean(), fc.boolean(), (s, weights, bonds, yuma3, liquidAlpha) => {
        const params = { ...PARAMS, yuma3, liquidAlpha, maxValidators: 3 };
        const outcome = yumaEpoch({ stake: s, weights, bonds, lastUpdate: [0, 0, 0, 0, 0], params });
        const paid = outcome.emission.reduce((total, rao) => total + rao, 0n);
        expect(paid <= PARAMS.emissionRao && paid >= PARAMS.emissionRao - 20n).toBe(true);
        expect(outcome.bonds.flat().every((bond) => bond >= 0 && bond <= 65_535)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses matrices of another size and values that are no u16', () => {
    const input = bondsTest();
    expect(() => yumaEpoch({ ...input, lastUpdate: [] })).toThrow('subnet-size');
    expect(() => yumaEpoch({ ...input, bonds: zeros(7) })).toThrow('subnet-size');
    const weights = zeros(8);
    weights[0]![1] = 65_536;
    expect(() => yumaEpoch({ ...input, weights })).toThrow('u16-range');
  });
});
