import { exponential } from '../../foundation/numeric/distributions/index.js';
import { createStream, type RandomStream } from '../../foundation/numeric/random-stream.js';
import { NO_HANDLE, PRIORITY, Simulator } from '../../sim/engine/index.js';
import { ruleViolation } from '../protocols/rule-violation.js';
import { BlockTree, GENESIS } from './block-tree.js';
import { type DifficultyPolicy, expectedHashes } from './difficulty-policy.js';

export interface NetworkMiner {
  readonly name: string;
  readonly hashesPerSec: number;
  /**
   * A pool knows its own block at once. A crowd stands for so many small miners that each block is somebody else's, and
   * is known after the propagation delay like any other.
   */
  readonly kind: 'pool' | 'crowd';
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
  readonly difficulty: DifficultyPolicy;
  /** Blocks to find, those that end up off the main chain included. */
  readonly blocks: number;
  readonly seed: number | string;
}

export interface NetworkRun {
  readonly tree: BlockTree;
  /** The block with the most work at the end. */
  readonly tip: number;
  readonly fingerprint: string | null;
}

// Bound once: inside a vm context each look-up of a global costs as much as an event.
const { round } = Math;

const TICKS_PER_SEC = 1e6;
const MAX_BLOCKS = 5_000_000;

/** Miners that extend the tips they know of, as events of microseconds; use `simulateNetwork`. */
class NetworkModel {
  private readonly input: NetworkInput;
  readonly tree: BlockTree;
  private readonly simulator = new Simulator();
  private readonly finds: RandomStream;
  private readonly delays: RandomStream;
  private readonly rates: Float64Array;
  private readonly tips: Int32Array;
  /** Target of the block after each tip, its expected hashes, and the blocks a second that each miner finds at it. */
  private readonly tipTargets: bigint[];
  private readonly tipWork: Float64Array;
  private readonly blockRates: Float64Array;
  private totalRate = 0;
  private bestBlock = GENESIS;
  private pendingFind = NO_HANDLE;
  private readonly findHandler: number;
  private readonly receiveHandler: number;

  constructor(input: NetworkInput) {
    this.input = input;
    const { miners, difficulty } = input;
    this.tree = new BlockTree(input.blocks, difficulty.initialTarget);
    this.finds = createStream(input.seed, 'network/finds');
    this.delays = createStream(input.seed, 'network/delays');
    this.rates = Float64Array.from(miners, ({ hashesPerSec }) => hashesPerSec);
    this.tips = new Int32Array(miners.length);
    this.tipTargets = miners.map(() => difficulty.initialTarget);
    this.tipWork = new Float64Array(miners.length).fill(expectedHashes(difficulty.initialTarget));
    this.blockRates = new Float64Array(miners.length);
    this.findHandler = this.simulator.register('find', () => this.find());
    this.receiveHandler = this.simulator.register('receive', (block, miner) => this.receive(block, miner));
  }

  run(): NetworkRun {
    const step = this.simulator.register('hash-rate-step', (index) => this.step(index));
    this.input.steps.forEach(({ atSec }, index) => {
      this.simulator.schedule(round(atSec * TICKS_PER_SEC), PRIORITY.change, step, index);
    });
    this.updateRates();
    this.scheduleFind();
    this.simulator.run();
    return { tree: this.tree, tip: this.bestBlock, fingerprint: this.simulator.fingerprint() };
  }

  /** Recomputes rates and draws the next find anew, which a memoryless wait allows. */
  private redraw(): void {
    if (this.simulator.cancel(this.pendingFind)) {
      this.updateRates();
      this.scheduleFind();
    } else this.updateRates();
  }

  private updateRates(): void {
    this.totalRate = 0;
    for (let miner = 0; miner < this.rates.length; miner++) {
      const rate = (this.rates[miner] as number) / (this.tipWork[miner] as number);
      this.blockRates[miner] = rate;
      this.totalRate += rate;
    }
  }

  private scheduleFind(): void {
    this.pendingFind = NO_HANDLE;
    if (this.tree.length > this.input.blocks || this.totalRate === 0) return;
    const ticks = round(exponential(this.finds, this.totalRate) * TICKS_PER_SEC);
    this.pendingFind = this.simulator.scheduleCancellable(ticks, PRIORITY.arrival, this.findHandler, 0);
  }

  private step(index: number): void {
    const { miner, hashesPerSec } = this.input.steps[index]!;
    this.rates[miner] = hashesPerSec;
    const isIdle = this.pendingFind === NO_HANDLE;
    this.redraw();
    if (isIdle) this.scheduleFind();
  }

  private find(): void {
    const { tree, input } = this;
    let point = this.finds.nextUniform() * this.totalRate;
    let miner = 0;
    while (miner < this.rates.length - 1 && point >= (this.blockRates[miner] as number)) {
      point -= this.blockRates[miner] as number;
      miner++;
    }
    const target = this.tipTargets[miner]!;
    const seconds = this.simulator.now / TICKS_PER_SEC;
    const block = tree.add(this.tips[miner] as number, miner, seconds, target, this.tipWork[miner] as number);
    if ((tree.work[block] as number) > (tree.work[this.bestBlock] as number)) this.bestBlock = block;
    this.pendingFind = NO_HANDLE;
    for (let other = 0; other < this.rates.length; other++) {
      const ownPool = other === miner && input.miners[miner]!.kind === 'pool';
      const delay = ownPool ? 0 : this.delayTicks();
      if (delay === 0) this.receive(block, other);
      else this.simulator.schedule(delay, PRIORITY.completion, this.receiveHandler, block, other);
    }
    this.scheduleFind();
  }

  private delayTicks(): number {
    const { propagation } = this.input;
    if (propagation.kind === 'constant') return round(propagation.seconds * TICKS_PER_SEC);
    if (propagation.meanSeconds === 0) return 0;
    return round(exponential(this.delays, 1 / propagation.meanSeconds) * TICKS_PER_SEC);
  }

  /** A miner hears of a block and moves to it if it carries more work than its tip; of equals the first heard stays. */
  private receive(block: number, miner: number): void {
    const { tree } = this;
    if ((tree.work[block] as number) <= (tree.work[this.tips[miner] as number] as number)) return;
    this.tips[miner] = block;
    const target = this.input.difficulty.nextTarget(tree, block);
    if (target === this.tipTargets[miner]) return;
    this.tipTargets[miner] = target;
    this.tipWork[miner] = expectedHashes(target);
    this.redraw();
  }
}

/** Refuses networks that cannot be simulated in bounded memory. */
function requireNetwork({ miners, steps, propagation, blocks, difficulty }: NetworkInput): void {
  const delay = propagation.kind === 'constant' ? propagation.seconds : propagation.meanSeconds;
  const broken: [boolean, string, string][] = [
    [miners.length < 1 || miners.length > 1000, 'miners', `${miners.length} miners`],
    [miners.some(({ hashesPerSec }) => !(hashesPerSec >= 0 && hashesPerSec < 1e30)), 'miners', 'a rate is no number'],
    [!miners.some(({ hashesPerSec }) => hashesPerSec > 0), 'miners', 'nobody mines'],
    [steps.some(({ miner }) => miners[miner] === undefined), 'steps', 'a step names no miner'],
    [steps.some(({ atSec, hashesPerSec }) => !(atSec >= 0 && hashesPerSec >= 0)), 'steps', 'a step is negative'],
    [!(delay >= 0 && delay < 1e6), 'propagation', `a delay of ${delay} s`],
    [!Number.isInteger(blocks) || blocks < 1 || blocks > MAX_BLOCKS, 'blocks', `${blocks} blocks`],
    [difficulty.initialTarget < 1n, 'difficulty', 'a target below 1'],
  ];
  for (const [isBroken, path, found] of broken) {
    if (isBroken) throw ruleViolation(`network-${path}`, path, `The network has ${found}.`, 'Give it in its range.');
  }
}

/**
 * Simulates a network of miners as Poisson arrivals of blocks: each miner extends the block of most work that it has
 * heard of, blocks spread with a delay, and the difficulty rule sets the target of every next block.
 */
export function simulateNetwork(input: NetworkInput): NetworkRun {
  requireNetwork(input);
  return new NetworkModel(input).run();
}
