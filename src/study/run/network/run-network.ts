import type { Band } from '../../../foundation/quantity/estimate.js';
import { targetForRate } from '../../../pow-model/network/difficulty-policy.js';
import { DIFFICULTY_RULES, type DifficultyRule } from '../../../pow-model/network/difficulty-rules.js';
import { doubleSpendProbability } from '../../../pow-model/network/double-spend-probability.js';
import { hashRateFactor, hashRateSteps } from '../../../pow-model/network/hash-rate-path.js';
import type { NetworkInput, NetworkMiner } from '../../../pow-model/network/network-input.js';
import { mainChain } from '../../../pow-model/network/network-statistics.js';
import { doubleSpendAfterBlocks, simulateDoubleSpend } from '../../../pow-model/network/simulate-double-spend.js';
import { type NetworkRun, simulateNetwork } from '../../../pow-model/network/simulate-network.js';
import { blockCoins, CHAIN_SUBSIDIES } from '../../../pow-model/rules/chain-subsidy.js';
import { meanInterval, shareInterval } from '../../../stats/mean-interval.js';
import { blockSecOf, hashRatePathOf, horizonSec, type NetworkFile } from '../../files/network-file.js';
import { type NetworkClosedForms, networkClosedForms, relativeDifficulty } from './network-closed-forms.js';
import { type MinerFigures, networkFigures, type RunFigures } from './network-figures.js';

/** Confidence of every interval of the outcome. */
const CONFIDENCE = 0.95;
/** Points of the printed path. */
const PATH_POINTS = 24;

export interface DifficultyPoint {
  readonly seconds: number;
  readonly height: number;
  /** Over that of the first block, and over the hash rate at the start. */
  readonly difficulty: number;
  readonly hashRate: number;
  /** Mean interval since the point before. */
  readonly intervalSec: number;
}

/** A figure of a miner over the runs; null where it never found a block in some run. */
export interface MinerOutcome {
  readonly id: string;
  readonly strategy: string;
  readonly hashShare: number;
  readonly mainShare: Band;
  readonly staleShare: Band | null;
  readonly payPerHash: Band | null;
  readonly coins: Band | null;
}

export interface DoubleSpendOutcome {
  readonly waiting: 'blocks' | 'expected-time';
  readonly simulated: Band;
  readonly closedForm: number;
  readonly source: string;
}

/** What `pow network` answers: means over the runs with their intervals, and the formulas beside them. */
export interface NetworkResult {
  readonly kind: 'network';
  readonly name: string;
  readonly title: string;
  readonly rule: string;
  readonly blockSec: number;
  readonly runs: number;
  readonly blocks: number;
  readonly coin: string | null;
  readonly staleShare: Band;
  readonly meanIntervalSec: Band;
  readonly intervalsSec: readonly Band[];
  readonly overExponential: readonly Band[];
  readonly longIntervalShare: Band;
  readonly miners: readonly MinerOutcome[];
  readonly closedForms: NetworkClosedForms;
  /** Of the first run. */
  readonly difficultyPath: readonly DifficultyPoint[];
  readonly doubleSpend: readonly DoubleSpendOutcome[];
  /** Of the first run's events. */
  readonly fingerprint: string | null;
}

/** The model's input of one run of a file. */
export function networkInput(file: NetworkFile, run: number): NetworkInput {
  const blockSec = blockSecOf(file);
  const rule: DifficultyRule = DIFFICULTY_RULES[file.difficulty];
  const miners = file.miners.map(
    ({ id, share, kind, strategy }): NetworkMiner => ({
      name: id,
      hashesPerSec: file.hashRate * share,
      kind,
      strategy,
    }),
  );
  const { delay, spread } = file.propagation;
  return {
    miners,
    steps: hashRateSteps(hashRatePathOf(file), miners, horizonSec(file)),
    propagation:
      spread === 'constant' ? { kind: 'constant', seconds: delay } : { kind: 'exponential', meanSeconds: delay },
    checkSec: file.check,
    difficulty: rule.create(targetForRate(file.hashRate, blockSec), blockSec),
    blocks: file.blocks,
    seed: `${file.seed}/run ${run}`,
  };
}

/** Simulates every run of a network file. `report` hears the share done. */
export function runNetwork(file: NetworkFile, report: (done: number) => void = () => {}): NetworkResult {
  const figures: RunFigures[] = [];
  let first: NetworkRun | null = null;
  for (let run = 0; run < file.runs; run++) {
    const result = simulateNetwork(networkInput(file, run));
    figures.push(networkFigures(result, file.miners.length, coinsOf(file, result.tree.heights[result.tip]!)));
    first ??= result;
    report((run + 1) / file.runs);
  }
  const over = (value: (run: RunFigures) => number) => meanInterval(figures.map(value), CONFIDENCE);
  const levels = (figures[0] as RunFigures).intervalsSec.map((_, i) => i);
  return {
    kind: 'network',
    name: file.name,
    title: file.title,
    rule: DIFFICULTY_RULES[file.difficulty].label,
    blockSec: blockSecOf(file),
    runs: file.runs,
    blocks: file.blocks,
    coin: file.reward === null ? null : CHAIN_SUBSIDIES[file.reward.chain].coin,
    staleShare: over((run) => run.staleShare),
    meanIntervalSec: over((run) => run.meanIntervalSec),
    intervalsSec: levels.map((i) => over((run) => run.intervalsSec[i]!)),
    overExponential: levels.map((i) => over((run) => run.overExponential[i]!)),
    longIntervalShare: over((run) => run.longIntervalShare),
    miners: file.miners.map(({ id, strategy, share }, miner) => {
      const all = (value: (figures: MinerFigures) => number | null) => {
        const values = figures.map((run) => value(run.miners[miner]!));
        return values.some((one) => one === null) ? null : meanInterval(values as number[], CONFIDENCE);
      };
      return {
        id,
        strategy: strategy.kind,
        hashShare: share,
        mainShare: over((run) => run.miners[miner]!.mainShare),
        staleShare: all((one) => one.staleShare),
        payPerHash: all((one) => one.payPerHash),
        coins: file.reward === null ? null : all((one) => one.coins),
      };
    }),
    closedForms: networkClosedForms(file),
    difficultyPath: difficultyPath(file, first as NetworkRun),
    doubleSpend: doubleSpendOutcome(file),
    fingerprint: (first as NetworkRun).fingerprint,
  };
}

function coinsOf({ reward }: NetworkFile, blocks: number): readonly number[] {
  if (reward === null) return [];
  const units = CHAIN_SUBSIDIES[reward.chain].unitsPerCoin;
  const issued = BigInt(Math.round(reward.issued * 1e6)) * (units / 1_000_000n);
  return blockCoins(reward.chain, { height: reward.height, issued }, blocks);
}

function difficultyPath(file: NetworkFile, run: NetworkRun): DifficultyPoint[] {
  const chain = mainChain(run);
  const { tree } = run;
  const points = Math.min(PATH_POINTS, chain.length);
  let before = { seconds: 0, height: 0 };
  return Array.from({ length: points }, (_, i) => {
    const height = Math.round(((i + 1) * chain.length) / points);
    const block = chain[height - 1]!;
    const seconds = tree.seconds[block]!;
    const intervalSec = (seconds - before.seconds) / (height - before.height);
    before = { seconds, height };
    const difficulty = relativeDifficulty(tree.targets[block]!, tree.targets[0]!);
    return { seconds, height, difficulty, hashRate: hashRateFactor(hashRatePathOf(file), seconds), intervalSec };
  });
}

function doubleSpendOutcome({ doubleSpend, seed }: NetworkFile): DoubleSpendOutcome[] {
  if (doubleSpend === null) return [];
  const { attacker: q, confirmations, trials } = doubleSpend;
  const race = (waiting: DoubleSpendOutcome['waiting']) => {
    const won = simulateDoubleSpend({ q, confirmations, trials, waiting, seed: `${seed}/double spend` });
    return shareInterval(Math.round(won * trials), trials, CONFIDENCE);
  };
  return [
    {
      waiting: 'blocks',
      simulated: race('blocks'),
      closedForm: doubleSpendAfterBlocks(q, confirmations),
      source: 'Rosenfeld 2014, equation 1',
    },
    {
      waiting: 'expected-time',
      simulated: race('expected-time'),
      closedForm: doubleSpendProbability(q, confirmations),
      source: 'Nakamoto 2008, section 11',
    },
  ];
}
