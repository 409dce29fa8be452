import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  alphaShares,
  BITTENSOR_TAO_WEIGHT_2026_U64,
  type BittensorState,
  bittensorBlock,
  bittensorRule,
  DEFAULT_SHARE_SETTINGS,
  rewardPreset,
  rewardRuleFaults,
  type SubnetOnChain,
  subnetEpoch,
} from '../../../../src/pow-model/index.js';

const TAO = 1_000_000_000n;
const subnet = (id: string, change: Partial<SubnetOnChain> = {}): SubnetOnChain => ({
  id,
  priceEma: 0.01,
  flowEma: 0,
  minerBurned: 0,
  enabled: true,
  alphaIssuedRao: 4_000_000n * TAO,
  validators: null,
  ...change,
});
const state = (subnets: readonly SubnetOnChain[], change: Partial<BittensorState> = {}): BittensorState => ({
  asOf: '2026-07-28',
  taoIssuedRao: 11_700_000n * TAO,
  rootTaoRao: 6_000_000n * TAO,
  taoWeight: BITTENSOR_TAO_WEIGHT_2026_U64,
  settings: DEFAULT_SHARE_SETTINGS,
  subnets,
  ...change,
});
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

describe('a block of Bittensor', () => {
  it('emits half a TAO at the issuance of November 2026, a tenth and nine tenths of it to prices 1 and 2', () => {
    const block = bittensorBlock(state([subnet('a'), subnet('b', { priceEma: 0.02 })]));
    expect(block.taoRao).toBe(500_000_000n);
    expect(block.rule.id).toBe('gate-mass-2026-07');
    expect(Number(block.subnets[0]!.taoRao)).toBeCloseTo(50_000_000, -1);
    expect(Number(block.subnets[1]!.taoRao)).toBeCloseTo(450_000_000, -1);
  });

  it('puts all TAO of a subnet into its pool or into alpha, and pays at most what it emits', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const price = fc.double({ min: 1e-4, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(price, share), { minLength: 1, maxLength: 20 }), (given) => {
        const subnets = given.map(([priceEma, minerBurned], i) => subnet(`s${i}`, { priceEma, minerBurned }));
        const block = bittensorBlock(state(subnets));
        for (const one of block.subnets) {
          expect(one.taoInRao + one.chainBuyRao).toBe(one.taoRao);
          const paid = one.ownerRao + one.minersRao + one.validatorsRao + one.rootRao;
          expect(one.alphaOutRao - paid >= 0n && one.alphaOutRao - paid <= 3n).toBe(true);
          expect(one.burnedRao <= one.minersRao).toBe(true);
        }
        expect(rewardRuleFaults(bittensorRule('x', 'x', block, new Set(['s0'])))).toEqual([]);
      }),
    );
  });

  it('amounts to the rule of 18/41/41 where every miner is one of large models and nothing is burned', () => {
    const block = bittensorBlock(state([subnet('a'), subnet('b', { priceEma: 0.05 })]));
    const rule = bittensorRule('x', 'x', block, new Set(['a', 'b']));
    const preset = rewardPreset('bittensor-41-41-18')!;
    expect(rule.work.map(({ share }) => share)[0]).toBeCloseTo(alphaShares().miners, 8);
    expect(rule.stake).toBeCloseTo(preset.stake, 8);
    expect(rule.owner).toBeCloseTo(preset.owner, 8);
    expect(rule.burn).toBe(0);
  });
});

describe('the split of the presets', () => {
  it('is 410,002,288, 410,002,288 and 179,995,422 of 1e9', () => {
    const { owner, miners, validators } = alphaShares();
    expect([owner, miners, validators].map((share) => Math.floor(share * 1e9))).toEqual([
      179_995_422, 410_002_288, 410_002_288,
    ]);
    expect(owner + miners + validators).toBeCloseTo(1, 12);
  });
});

describe('an epoch of a subnet', () => {
  it('pays miners by the weights of one validator, and half to each side', () => {
    const { miners, validators } = subnetEpoch(1_000_000n, [{ stakeRao: 5n, weights: [3, 1] }]);
    expect(Number(miners[0]! - 3n * miners[1]!)).toBeCloseTo(0, -1);
    expect(Number(sum(miners))).toBeCloseTo(500_000, -1);
    expect(Number(sum(validators))).toBeCloseTo(500_000, -1);
  });

  it('clips what a minority of stake says above the majority', () => {
    const { miners } = subnetEpoch(1_000_000n, [
      { stakeRao: 7n, weights: [1, 0] },
      { stakeRao: 3n, weights: [0, 1] },
    ]);
    expect(miners[1]).toBe(0n);
  });

  it('pays by stake where no validator weighs a miner', () => {
    const { miners, validators } = subnetEpoch(1000n, [
      { stakeRao: 3n, weights: [0] },
      { stakeRao: 1n, weights: [0] },
    ]);
    expect(miners).toEqual([0n]);
    expect(validators).toEqual([750n, 250n]);
  });

  it('refuses validators that weigh different numbers of miners', () => {
    expect(() =>
      subnetEpoch(1n, [
        { stakeRao: 1n, weights: [1] },
        { stakeRao: 1n, weights: [1, 2] },
      ]),
    ).toThrow(expect.objectContaining({ problems: [expect.objectContaining({ code: 'subnet-size' })] }));
  });
});
