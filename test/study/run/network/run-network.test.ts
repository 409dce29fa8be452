import { describe, expect, it } from '@jest/globals';
import { DIFFICULTY_RULES } from '../../../../src/pow-model/index.js';
import { type NetworkFile, parseNetworkFile } from '../../../../src/study/files/network-file.js';
import { networkOutcome } from '../../../../src/study/outcome/network-tables.js';
import { runNetwork } from '../../../../src/study/run/network/run-network.js';

const file = (change: Partial<Record<keyof NetworkFile, unknown>> = {}): NetworkFile =>
  parseNetworkFile(
    'n.json',
    JSON.stringify({
      name: 'n',
      title: 'A network',
      runs: 12,
      blocks: 5000,
      difficulty: 'fixed',
      blockTime: '600 s',
      hashRate: '1 EH/s',
      miners: [
        { id: 'a', share: '40 %', kind: 'crowd' },
        { id: 'b', share: '60 %', kind: 'crowd' },
      ],
      propagation: { delay: '0 s' },
      ...change,
    }),
  ).value;

const selfish = (gamma: string, share = 40) => [
  { id: 'a', share: `${share} %`, strategy: { kind: 'selfish', gamma } },
  { id: 'b', share: `${100 - share} %`, kind: 'crowd' },
];

/** Four half widths of a 95 % interval: what chance alone does not exceed once in ten thousand times. */
const holds = (band: { value: number; low: number; high: number }, expected: number | null) =>
  expect(Math.abs(band.value - (expected as number))).toBeLessThan(2 * (band.high - band.low));

describe('runNetwork', () => {
  it('orphans and spaces the blocks of a crowd as the closed forms say, at a fixed and at an adjusting difficulty', () => {
    for (const change of [{}, { difficulty: 'asert', blockTime: null }]) {
      const outcome = runNetwork(
        file({
          ...change,
          propagation: { delay: '25 s' },
          check: '5 s',
          miners: [{ id: 'a', share: '100 %', kind: 'crowd' }],
        }),
      );
      const { staleShare, meanIntervalSec } = outcome.closedForms;
      expect(staleShare.value).toBeCloseTo(30 / (change.blockTime === null ? 600 : 630), 10);
      holds(outcome.staleShare, staleShare.value);
      holds(outcome.meanIntervalSec, meanIntervalSec.value);
    }
  });

  it('counts the check of a block as time in which others mine beside it', () => {
    const checked = runNetwork(file({ check: '60 s' })).staleShare.value;
    const delayed = runNetwork(file({ propagation: { delay: '60 s' } })).staleShare.value;
    expect(checked).toBe(delayed);
    expect(checked).toBeGreaterThan(runNetwork(file({ check: '6 s' })).staleShare.value);
  });

  it('spaces blocks exponentially without delay', () => {
    const outcome = runNetwork(file());
    for (const ratio of outcome.overExponential) holds(ratio, 1);
    expect(outcome.staleShare.value).toBe(0);
  });

  it.each([
    ['0 %', 40],
    ['50 %', 40],
    ['100 %', 25],
  ])('pays a selfish pool at gamma %s and %d %% as Eyal and Sirer say', (gamma, share) => {
    const outcome = runNetwork(file({ miners: selfish(gamma, share) }));
    for (const [i, { mainShare }] of outcome.miners.entries())
      holds(mainShare, outcome.closedForms.mainShares[i]!.value);
  });

  it('pays a hopping miner more per hash than the network under a slow rule', () => {
    const { payPerHash } = runNetwork(
      file({
        difficulty: 'bitcoin',
        blockTime: null,
        blocks: 12_000,
        runs: 4,
        hashRatePath: { kind: 'oscillating', period: '30 days', factor: 3 },
        miners: [
          { id: 'crowd', share: '90 %', kind: 'crowd' },
          { id: 'hopper', share: '10 %', strategy: { kind: 'hopping', mostDifficulty: 1.2 } },
        ],
      }),
    ).miners[1]!;
    expect(payPerHash!.low).toBeGreaterThan(1.2);
  });

  it.each(Object.keys(DIFFICULTY_RULES).filter((name) => !['fixed', 'monero'].includes(name)))(
    'holds the block time after a step of the hash rate under %s',
    (difficulty) => {
      const own = DIFFICULTY_RULES[difficulty as keyof typeof DIFFICULTY_RULES].blockSec;
      const blockSec = own ?? 600;
      const blocks = difficulty === 'bitcoin' ? 14_000 : difficulty === 'pearl-wtema' ? 24_000 : 8000;
      const outcome = runNetwork(
        file({
          difficulty,
          blockTime: own === null ? '600 s' : null,
          blocks,
          runs: 2,
          hashRatePath: { kind: 'step', at: `${blockSec * 2000} s`, factor: 2 },
        }),
      );
      const last = outcome.difficultyPath[outcome.difficultyPath.length - 1]!;
      expect(last.hashRate).toBe(2);
      expect(Math.abs(last.difficulty / 2 - 1)).toBeLessThan(0.25);
      expect(outcome.closedForms.meanIntervalSec).toMatchObject({ value: null, reason: 'the hash rate moves' });
    },
  );

  it('pays the subsidy of the chain that is named: a halving falls where its code says', () => {
    const coins = (height: number) =>
      runNetwork(file({ runs: 2, blocks: 200, reward: { chain: 'bitcoin', height } })).miners.reduce(
        (sum, miner) => sum + miner.coins!.value,
        0,
      );
    expect(coins(840_000)).toBeCloseTo(200 * 3.125, 9);
    expect(coins(839_900)).toBeCloseTo(100 * 6.25 + 100 * 3.125, 9);
  });

  it('wins double spends as Rosenfeld and Nakamoto say', () => {
    const outcome = runNetwork(file({ runs: 2, blocks: 100, doubleSpend: { attacker: '30 %', confirmations: 5 } }));
    expect(outcome.doubleSpend.map(({ closedForm }) => closedForm)[1]).toBeCloseTo(0.1773523, 7);
    for (const { simulated, closedForm } of outcome.doubleSpend) holds(simulated, closedForm);
  });

  it('gives the same bits for the same file and others for another seed', () => {
    const text = (seed: number) => JSON.stringify(runNetwork(file({ runs: 2, blocks: 500, seed })));
    expect(text(1)).toBe(text(1));
    expect(text(1)).not.toBe(text(2));
  });

  it('states each figure once in tables whose rows are as long as their columns', () => {
    const { tables } = networkOutcome(
      runNetwork(file({ runs: 2, blocks: 200, doubleSpend: { attacker: '10 %', confirmations: 1 } })),
    );
    expect(tables.map(({ id }) => id)).toEqual(['network', 'miners', 'difficulty', 'double-spend']);
    for (const { columns, rows } of tables) for (const row of rows) expect(row).toHaveLength(columns.length);
  });
});
