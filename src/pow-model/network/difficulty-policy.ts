import { bitcoinRetarget } from '../protocols/bitcoin/bitcoin-retarget.js';
import { asertTarget } from '../protocols/bitcoin-cash/asert-target.js';
import { kaspaNextTarget } from '../protocols/kaspa/kaspa-next-target.js';
import { moneroNextDifficulty } from '../protocols/monero/monero-next-difficulty.js';
import { pearlNextTarget } from '../protocols/pearl/pearl-next-target.js';
import { lwmaNextTarget } from '../protocols/zcash/lwma-next-target.js';
import { type BlockTree, GENESIS } from './block-tree.js';

/** How a chain sets the target of the block after a given one. */
export interface DifficultyPolicy {
  readonly name: string;
  /** Target of the first block. */
  readonly initialTarget: bigint;
  nextTarget(tree: BlockTree, parent: number): bigint;
}

const POW_LIMIT = (1n << 256n) - 1n;
const BITCOIN_PERIOD = 2016;
const MONERO_ENTRIES = 735;
const MONERO_TARGET_SEC = 120;

/** Target at which a network of this hash rate finds a block in `blockSec` on average. */
export function targetForRate(hashesPerSec: number, blockSec: number): bigint {
  // Rounding the expected hashes to an integer costs less than one part in their number.
  return POW_LIMIT / BigInt(Math.max(1, Math.round(hashesPerSec * blockSec)));
}

/** Expected hashes of a block at a target. */
export function expectedHashes(target: bigint): number {
  return 2 ** 256 / (Number(target) + 1);
}

/** The same target for ever. */
export function fixedDifficulty(initialTarget: bigint): DifficultyPolicy {
  return { name: 'fixed', initialTarget, nextTarget: () => initialTarget };
}

export function bitcoinDifficulty(initialTarget: bigint): DifficultyPolicy {
  return {
    name: 'bitcoin',
    initialTarget,
    nextTarget(tree, parent) {
      const previousTarget = tree.targets[parent]!;
      const next = tree.heights[parent]! + 1;
      if (next % BITCOIN_PERIOD !== 0) return previousTarget;
      const first = tree.ancestor(parent, BITCOIN_PERIOD - 1);
      const actualSeconds = tree.timestamp(parent) - tree.timestamp(first);
      return bitcoinRetarget({ previousTarget, actualSeconds, powLimit: POW_LIMIT });
    },
  };
}

/** aserti3-2d anchored at the genesis block, whose parent is taken to be one block time older. */
export function asertDifficulty(initialTarget: bigint): DifficultyPolicy {
  return {
    name: 'asert',
    initialTarget,
    nextTarget: (tree, parent) =>
      asertTarget({
        anchorTarget: initialTarget,
        anchorHeight: 0,
        anchorParentTime: -600,
        height: tree.heights[parent]!,
        time: tree.timestamp(parent),
        powLimit: POW_LIMIT,
      }),
  };
}

export function pearlDifficulty(initialTarget: bigint): DifficultyPolicy {
  return {
    name: 'pearl-wtema',
    initialTarget,
    nextTarget(tree, parent) {
      if (parent === GENESIS) return initialTarget;
      const solveSeconds = tree.timestamp(parent) - tree.timestamp(tree.parents[parent]!);
      return pearlNextTarget({ previousTarget: tree.targets[parent]!, solveSeconds, powLimit: POW_LIMIT });
    },
  };
}

/** The last `count` blocks up to `parent` without the genesis block, oldest first. */
function window(tree: BlockTree, parent: number, count: number): number[] {
  const blocks: number[] = [];
  for (let at = parent; at !== GENESIS && blocks.length < count; at = tree.parents[at]!) blocks.push(at);
  return blocks.reverse();
}

/** Monero's rule; until two blocks exist the first target holds. Costs a sort of 720 times a block. */
export function moneroDifficulty(initialTarget: bigint): DifficultyPolicy {
  const work = new Map<number, bigint>();
  const workOf = (tree: BlockTree, block: number): bigint => {
    const known = work.get(block) ?? BigInt(Math.round(tree.work[block]!));
    work.set(block, known);
    return known;
  };
  return {
    name: 'monero',
    initialTarget,
    nextTarget(tree, parent) {
      const blocks = window(tree, parent, MONERO_ENTRIES);
      if (blocks.length < 2) return initialTarget;
      const difficulty = moneroNextDifficulty({
        timestamps: blocks.map((block) => tree.timestamp(block)),
        cumulativeDifficulties: blocks.map((block) => workOf(tree, block)),
        targetSeconds: MONERO_TARGET_SEC,
      });
      return POW_LIMIT / (difficulty < 1n ? 1n : difficulty);
    },
  };
}

export function lwmaDifficulty(initialTarget: bigint, blockSec: number, windowBlocks: number): DifficultyPolicy {
  return {
    name: 'lwma',
    initialTarget,
    nextTarget(tree, parent) {
      const blocks = window(tree, parent, windowBlocks);
      if (blocks.length < windowBlocks) return initialTarget;
      return lwmaNextTarget({
        targets: blocks.map((block) => tree.targets[block]!),
        solveSeconds: blocks.map((block) => tree.timestamp(block) - tree.timestamp(tree.parents[block]!)),
        targetSeconds: blockSec,
        powLimit: POW_LIMIT,
      });
    },
  };
}

const KASPA_WINDOW = 661;
const KASPA_MIN_WINDOW = 150;

/** Kaspa's sampled rule on a plain chain: every `sampleRate`-th ancestor, the first target until 150 samples exist. */
export function kaspaDifficulty(
  initialTarget: bigint,
  blockMilliseconds: number,
  sampleRate: number,
): DifficultyPolicy {
  return {
    name: 'kaspa-daa',
    initialTarget,
    nextTarget(tree, parent) {
      const samples: number[] = [];
      for (let at = parent; at !== GENESIS && samples.length < KASPA_WINDOW; at = tree.ancestor(at, sampleRate)) {
        samples.push(at);
      }
      if (samples.length < KASPA_MIN_WINDOW) return initialTarget;
      const newer = samples.slice(0, -1);
      const span = tree.seconds[parent]! - tree.seconds[samples[samples.length - 1]!]!;
      return kaspaNextTarget({
        targets: newer.map((block) => tree.targets[block]!),
        actualMilliseconds: Math.floor(span * 1000),
        expectedMilliseconds: blockMilliseconds * sampleRate * newer.length,
      });
    },
  };
}
