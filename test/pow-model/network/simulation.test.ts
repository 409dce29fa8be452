import { describe, expect, it } from '@jest/globals';
import {
  asertDifficulty,
  bitcoinDifficulty,
  type DifficultyPolicy,
  doubleSpendAfterBlocks,
  doubleSpendProbability,
  expectedHashes,
  fixedDifficulty,
  forkRate,
  kaspaDifficulty,
  lwmaDifficulty,
  moneroDifficulty,
  type NetworkInput,
  type NetworkMiner,
  networkStatistics,
  pearlDifficulty,
  selfishMiningRevenue,
  simulateDoubleSpend,
  simulateNetwork,
  staleShareOfCrowd,
  targetForRate,
} from '../../../src/pow-model/index.js';

const RATE = 1e15;
const MILLION = 1_000_000;

const network = (change: Partial<NetworkInput>): NetworkInput => ({
  miners: [{ name: 'crowd', hashesPerSec: RATE, kind: 'crowd', strategy: { kind: 'honest' } }],
  checkSec: 0,
  steps: [],
  propagation: { kind: 'constant', seconds: 0 },
  difficulty: fixedDifficulty(targetForRate(RATE, 600)),
  blocks: MILLION,
  seed: 1,
  ...change,
});

describe('a network without delay, over 1e6 blocks', () => {
  const statistics = networkStatistics(simulateNetwork(network({})), 1);

  it('has exponential intervals: mean, variance and tail e^-6 within 3 standard errors', () => {
    expect(Math.abs(statistics.meanIntervalSec - 600)).toBeLessThan((3 * 600) / 1000);
    // The variance of an exponential sample variance is 8 / n of its square.
    expect(Math.abs(statistics.intervalVariance / 360_000 - 1)).toBeLessThan(3 * Math.sqrt(8 / MILLION));
    const tail = Math.exp(-6);
    expect(Math.abs(statistics.longIntervalShare - tail)).toBeLessThan(3 * Math.sqrt(tail / MILLION));
  });

  it('has no stale block', () => {
    expect(statistics.staleShare).toBe(0);
    expect(statistics.mainChain).toBe(MILLION);
  });
});

describe('a network with delay', () => {
  it('orphans delay x rate / (1 + delay x rate) of a crowd within 3 standard errors over 1e6 blocks', () => {
    for (const delay of [6, 60]) {
      const run = simulateNetwork(network({ propagation: { kind: 'constant', seconds: delay } }));
      const statistics = networkStatistics(run, 1);
      const expected = staleShareOfCrowd(delay, 600);
      // Stale blocks of a height are Poisson, heights independent: the standard error is below sqrt(share / n).
      expect(Math.abs(statistics.staleShare - expected)).toBeLessThan(3 * Math.sqrt(expected / MILLION));
      expect(Math.abs(statistics.meanIntervalSec - (600 + delay))).toBeLessThan((3 * 600) / Math.sqrt(MILLION * 0.9));
    }
  });

  it('favours the larger pool, which loses no race against itself', () => {
    const miners = [0.6, 0.4].map((share, i) => ({
      name: `pool ${i}`,
      hashesPerSec: RATE * share,
      kind: 'pool' as const,
      strategy: { kind: 'honest' as const },
    }));
    const run = simulateNetwork(network({ miners, propagation: { kind: 'constant', seconds: 60 }, blocks: 200_000 }));
    const { minerShares, staleShare } = networkStatistics(run, 2);
    // Three standard errors above its share of the hash rate.
    expect(minerShares[0]).toBeGreaterThan(0.6 + 3 * Math.sqrt(0.24 / 190_000));
    expect(staleShare).toBeGreaterThan(0.02);
    expect(staleShare).toBeLessThan(staleShareOfCrowd(60, 600));
  });

  it('forks in 1.78 % of blocks with the propagation of 2013', () => {
    expect(forkRate(1 / 633.68, 11.37)).toBeCloseTo(0.0178, 4);
  });
});

describe('difficulty feedback', () => {
  const run = (difficulty: DifficultyPolicy, blockSec: number, blocks: number, stepBlock: number) => {
    const steps = [{ atSec: blockSec * stepBlock, miner: 0, hashesPerSec: 3 * RATE }];
    const result = simulateNetwork(network({ difficulty, steps, blocks }));
    const seconds = (from: number, to: number) => (result.tree.seconds[to]! - result.tree.seconds[from]!) / (to - from);
    return { result, early: seconds(0, stepBlock * 0.9), late: seconds(blocks - stepBlock * 0.75, blocks) };
  };

  it.each<[string, DifficultyPolicy, number, number]>([
    ['bitcoin', bitcoinDifficulty(targetForRate(RATE, 600)), 600, 16_000],
    ['asert', asertDifficulty(targetForRate(RATE, 600)), 600, 12_000],
    ['pearl-wtema', pearlDifficulty(targetForRate(RATE, 194)), 194, 30_000],
    ['lwma', lwmaDifficulty(targetForRate(RATE, 120), 120, 60), 120, 12_000],
    ['kaspa-daa', kaspaDifficulty(targetForRate(RATE, 1), 1000, 4), 1, 20_000],
  ])('%s brings the block time back after a threefold hash rate', (_name, policy, blockSec, blocks) => {
    const { early, late, result } = run(policy, blockSec, blocks, 4000);
    // 3000 gaps have a standard error of 1.8 %; the rules' own noise adds to it.
    expect(Math.abs(early / blockSec - 1)).toBeLessThan(0.08);
    expect(Math.abs(late / blockSec - 1)).toBeLessThan(0.08);
    const ratio = expectedHashes(result.tree.targets[blocks]!) / (RATE * blockSec);
    expect(ratio).toBeGreaterThan(2.5);
    expect(ratio).toBeLessThan(3.6);
  });

  it('monero brings the block time back', () => {
    const { early, late } = run(moneroDifficulty(targetForRate(RATE, 120)), 120, 5500, 2000);
    expect(Math.abs(early / 120 - 1)).toBeLessThan(0.08);
    expect(Math.abs(late / 120 - 1)).toBeLessThan(0.08);
  });
});

describe('strategies', () => {
  it.each([
    [0.3, 0],
    [0.4, 0.5],
    [0.25, 1],
  ])(
    'selfish mining at alpha %d and gamma %d earns the closed form within 3 standard errors over 1e6 blocks',
    (alpha, gamma) => {
      const shares = Array.from({ length: 40 }, (_, i) => {
        const miners: NetworkMiner[] = [
          { name: 'pool', hashesPerSec: RATE * alpha, kind: 'pool', strategy: { kind: 'selfish', gamma } },
          { name: 'crowd', hashesPerSec: RATE * (1 - alpha), kind: 'crowd', strategy: { kind: 'honest' } },
        ];
        const run = simulateNetwork(network({ miners, blocks: MILLION / 40, seed: `batch ${i}` }));
        return networkStatistics(run, 2).minerShares[0]!;
      });
      const mean = shares.reduce((sum, share) => sum + share, 0) / 40;
      const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / 39;
      expect(Math.abs(mean - selfishMiningRevenue(alpha, gamma))).toBeLessThan(3 * Math.sqrt(variance / 40));
    },
  );

  it('double spends succeed as Nakamoto says when the merchant waits for a time, as Rosenfeld says when for blocks', () => {
    for (const [q, confirmations] of [
      [0.3, 5],
      [0.1, 2],
      [0.35, 4],
    ] as const) {
      const trials = 30_000;
      const at = (waiting: 'blocks' | 'expected-time') =>
        simulateDoubleSpend({ q, confirmations, trials, waiting, seed: 1 });
      const error = (chance: number) => 3 * Math.sqrt((chance * (1 - chance)) / trials);
      const byTime = doubleSpendProbability(q, confirmations);
      const byBlocks = doubleSpendAfterBlocks(q, confirmations);
      expect(Math.abs(at('expected-time') - byTime)).toBeLessThan(error(byTime));
      expect(Math.abs(at('blocks') - byBlocks)).toBeLessThan(error(byBlocks));
    }
  });
});

describe('simulateNetwork', () => {
  it('gives the same bits for the same seed and others for another', () => {
    const fingerprint = (seed: number) => simulateNetwork(network({ blocks: 1000, seed })).fingerprint;
    expect(fingerprint(1)).toBe(fingerprint(1));
    expect(fingerprint(1)).not.toBe(fingerprint(2));
  });

  it.each<[string, Partial<NetworkInput>]>([
    ['network-miners', { miners: [] }],
    ['network-miners', { miners: [{ name: 'x', hashesPerSec: 0, kind: 'pool', strategy: { kind: 'honest' } }] }],
    ['network-steps', { steps: [{ atSec: 1, miner: 3, hashesPerSec: 1 }] }],
    ['network-propagation', { propagation: { kind: 'constant', seconds: -1 } }],
    ['network-blocks', { blocks: 1e12 }],
    ['network-difficulty', { difficulty: fixedDifficulty(0n) }],
  ])('refuses by %s', (rule, change) => {
    expect(() => simulateNetwork(network(change))).toThrow(rule);
  });
});
