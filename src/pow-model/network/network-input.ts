import { ruleViolation } from '../protocols/rule-violation.js';
import type { DifficultyPolicy } from './difficulty-policy.js';

const MAX_BLOCKS = 5_000_000;

/** What a miner does with its blocks and its machines. */
export type MinerStrategy =
  | { readonly kind: 'honest' }
  /** Keeps blocks back; `gamma` is the chance that an honest miner moves to its branch of a tie. */
  | { readonly kind: 'selfish'; readonly gamma: number }
  /** Mines only while the difficulty is at most so many times the first one. */
  | { readonly kind: 'hopping'; readonly mostDifficulty: number };

export interface NetworkMiner {
  readonly name: string;
  readonly hashesPerSec: number;
  /**
   * A pool knows its own block at once. A crowd stands for so many small miners that each block is somebody else's, and
   * is known after the propagation delay like any other.
   */
  readonly kind: 'pool' | 'crowd';
  readonly strategy: MinerStrategy;
}

/** From a time on a miner's hash rate is another. */
export interface HashRateStep {
  readonly atSec: number;
  readonly miner: number;
  readonly hashesPerSec: number;
}

export type Propagation =
  | { readonly kind: 'constant'; readonly seconds: number }
  | { readonly kind: 'exponential'; readonly meanSeconds: number };

export interface NetworkInput {
  readonly miners: readonly NetworkMiner[];
  readonly steps: readonly HashRateStep[];
  readonly propagation: Propagation;
  /** Time for which every node checks a block of somebody else's before it builds on it. */
  readonly checkSec: number;
  readonly difficulty: DifficultyPolicy;
  /** Blocks to find, those that end up off the main chain included. */
  readonly blocks: number;
  readonly seed: number | string;
}

/** Refuses networks that cannot be simulated in bounded memory. */
export function requireNetwork({ miners, steps, propagation, checkSec, blocks, difficulty }: NetworkInput): void {
  const delay = propagation.kind === 'constant' ? propagation.seconds : propagation.meanSeconds;
  const broken: [boolean, string, string][] = [
    [miners.length < 1 || miners.length > 1000, 'miners', `${miners.length} miners`],
    [miners.some(({ hashesPerSec }) => !(hashesPerSec >= 0 && hashesPerSec < 1e30)), 'miners', 'a rate is no number'],
    [!miners.some(({ hashesPerSec }) => hashesPerSec > 0), 'miners', 'nobody mines'],
    [steps.some(({ miner }) => miners[miner] === undefined), 'steps', 'a step names no miner'],
    [steps.some(({ atSec, hashesPerSec }) => !(atSec >= 0 && hashesPerSec >= 0)), 'steps', 'a step is negative'],
    [!(delay >= 0 && delay < 1e6), 'propagation', `a delay of ${delay} s`],
    [!(checkSec >= 0 && checkSec < 1e6), 'check', `a check of ${checkSec} s`],
    [!Number.isInteger(blocks) || blocks < 1 || blocks > MAX_BLOCKS, 'blocks', `${blocks} blocks`],
    [difficulty.initialTarget < 1n, 'difficulty', 'a target below 1'],
  ];
  for (const [isBroken, path, found] of broken) {
    if (isBroken) throw ruleViolation(`network-${path}`, path, `The network has ${found}.`, 'Give it in its range.');
  }
}
