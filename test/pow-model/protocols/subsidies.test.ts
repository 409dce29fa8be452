import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bitcoinSubsidy,
  gonkaEpochReward,
  gonkaSplit,
  kaspaSubsidyPerSecond,
  moneroBlockReward,
  pearlSubsidy,
  taoBlockEmission,
} from '../../../src/pow-model/index.js';

const TAO = 1_000_000_000n;

describe('bitcoinSubsidy', () => {
  it('sums to 2,099,999,997,690,000 satoshi over all halvings', () => {
    let total = 0n;
    for (let halving = 0; halving < 64; halving++) total += 210_000n * bitcoinSubsidy(halving * 210_000);
    expect(total).toBe(2_099_999_997_690_000n);
    expect(bitcoinSubsidy(209_999)).toBe(5_000_000_000n);
    expect(bitcoinSubsidy(64 * 210_000)).toBe(0n);
  });
});

describe('moneroBlockReward', () => {
  // monero-project/monero@0aa9c51:tests/unit_tests/block_reward.cpp, version 1.
  it('matches the unit-test values at one minute a block', () => {
    expect(moneroBlockReward(0n, { minutesPerBlock: 1 })).toBe(17_592_186_044_415n);
    expect(moneroBlockReward(2_756_434_948_434_199_641n, { minutesPerBlock: 1 })).toBe(14_963_444_829_249n);
  });

  it('never falls below 0.3 XMR a minute', () => {
    expect(moneroBlockReward((1n << 64n) - 1n, { minutesPerBlock: 2 })).toBe(600_000_000_000n);
    expect(moneroBlockReward((1n << 64n) - 1n, { minutesPerBlock: 1 })).toBe(300_000_000_000n);
  });

  it('refuses a supply beyond 64 bits', () => {
    expect(() => moneroBlockReward(1n << 64n, { minutesPerBlock: 2 })).toThrow('money-supply');
  });
});

describe('kaspaSubsidyPerSecond', () => {
  it('matches the table at months 0, 1 and 12, halves every year and ends at month 425', () => {
    expect(kaspaSubsidyPerSecond(0)).toBe(44_000_000_000n);
    expect(kaspaSubsidyPerSecond(1)).toBe(41_530_469_757n);
    expect(kaspaSubsidyPerSecond(12)).toBe(22_000_000_000n);
    for (let month = 0; month < 400; month++) {
      expect(kaspaSubsidyPerSecond(month + 12)).toBe(kaspaSubsidyPerSecond(month) / 2n);
    }
    expect(kaspaSubsidyPerSecond(424)).toBe(1n);
    expect(kaspaSubsidyPerSecond(425)).toBe(0n);
    expect(kaspaSubsidyPerSecond(1_000_000)).toBe(0n);
  });
});

describe('pearlSubsidy', () => {
  it('adds up to S h / (h + K) less at most one unit a block', () => {
    let issued = 0n;
    for (let height = 1; height <= 20_000; height++) issued += pearlSubsidy(height);
    const closed = (2_100_000_000n * 100_000_000n * 20_000n) / (20_000n + 650_226n);
    expect(closed - issued >= 0n && closed - issued <= 20_000n).toBe(true);
  });
});

describe('taoBlockEmission', () => {
  // Section 2.1 of the research notes: issuance in milli-TAO, rao a block.
  it.each([
    [0n, 1_000_000_000n],
    [10_499_999_999n, 1_000_000_000n],
    [10_500_000_000n, 500_000_000n],
    [15_749_999_000n, 500_000_000n],
    [15_750_000_000n, 250_000_000n],
    [18_375_000_000n, 125_000_000n],
    [19_687_500_000n, 62_500_000n],
    [20_343_750_000n, 31_250_000n],
    [21_000_000_000n, 0n],
  ])('at %s mTAO issues %s rao', (milliTao, rao) => {
    expect(taoBlockEmission((milliTao * TAO) / 1000n)).toBe(rao);
  });

  it('halves exactly at 21e6 x (1 - 2^-k), one rao below not yet', () => {
    const total = 21_000_000n * TAO;
    for (let k = 1n; k <= 12n; k++) {
      const boundary = total - (total >> k);
      expect(taoBlockEmission(boundary)).toBe(TAO >> k);
      expect(taoBlockEmission(boundary - 1n)).toBe(TAO >> (k - 1n));
    }
  });

  it('never rises with issuance', () => {
    const issuance = fc.bigInt({ min: 0n, max: 22_000_000n * TAO });
    fc.assert(
      fc.property(issuance, issuance, (a, b) => {
        expect(taoBlockEmission(a < b ? a : b) >= taoBlockEmission(a < b ? b : a)).toBe(true);
      }),
    );
  });
});

describe('gonkaEpochReward', () => {
  it('starts at 285,000 coins, halves in 1,459 to 1,460 epochs and totals 600 M', () => {
    expect(gonkaEpochReward(1)).toBe(285_000_000_000_000n);
    expect(gonkaEpochReward(1460) > 142_500_000_000_000n).toBe(true);
    expect(gonkaEpochReward(1461) < 142_500_000_000_000n).toBe(true);
    let total = 0n;
    for (let epoch = 1; epoch <= 40_000; epoch++) total += gonkaEpochReward(epoch);
    // A geometric series: 285,000 / (1 - exp(-0.000475)) = 600,142,511.
    expect(Number(total / 1_000_000_000n)).toBeGreaterThan(600_000_000);
    expect(Number(total / 1_000_000_000n)).toBeLessThan(600_200_000);
  });

  it('agrees with double precision to a part in 1e12 and reaches zero', () => {
    for (const epoch of [2, 100, 1460, 9999]) {
      const expected = 285_000e9 * Math.exp(-0.000475 * (epoch - 1));
      expect(Math.abs(Number(gonkaEpochReward(epoch)) / expected - 1)).toBeLessThan(1e-12 + 1 / expected);
    }
    expect(gonkaEpochReward(1_000_000)).toBe(0n);
    expect(gonkaEpochReward(Number.MAX_SAFE_INTEGER)).toBe(0n);
    expect(gonkaEpochReward(0)).toBe(0n);
  });
});

describe('gonkaSplit', () => {
  it('loses nothing and gives the remainder to the first that is paid', () => {
    expect(gonkaSplit(100n, [0n, 1n, 1n, 1n])).toEqual([0n, 34n, 33n, 33n]);
    expect(gonkaSplit(100n, [0n, 0n])).toEqual([0n, 0n]);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n })), (r, w) => {
        const total = w.reduce((sum, weight) => sum + weight, 0n);
        const paid = gonkaSplit(r, w).reduce((sum, share) => sum + share, 0n);
        expect(paid).toBe(total === 0n ? 0n : r);
      }),
    );
  });
});
