import { exponential } from '../../foundation/numeric/distributions/index.js';
import { createStream, type RandomStream } from '../../foundation/numeric/random-stream.js';
import { NO_HANDLE, PRIORITY, Simulator } from '../../sim/engine/index.js';
import { BlockTree, GENESIS } from './block-tree.js';
import { expectedHashes } from './difficulty-policy.js';
import { type NetworkInput, requireNetwork } from './network-input.js';
import { SelfishPool } from './selfish-pool.js';

export interface NetworkRun {
  readonly tree: BlockTree;
  /** The block with the most work at the end. */
  readonly tip: number;
  readonly fingerprint: string | null;
}

// Bound once: inside a vm context each look-up of a global costs as much as an event.
const { round } = Math;

const TICKS_PER_SEC = 1e6;

/** Miners that extend the tips they know of, as events of microseconds; use `simulateNetwork`. */
class NetworkModel {
  private readonly input: NetworkInput;
  readonly tree: BlockTree;
  private readonly simulator = new Simulator();
  private readonly finds: RandomStream;
  private readonly delays: RandomStream;
  private readonly ties: RandomStream;
  private readonly pools: readonly (SelfishPool | null)[];
  /** Target of the block after each block, found once. */
  private readonly nextTargets: (bigint | undefined)[] = [];
  private readonly rates: Float64Array;
  private readonly tips: Int32Array;
  /** Target of the block after each tip, its expected hashes, and the blocks a second that each miner finds at it. */
  private readonly tipTargets: bigint[];
  private readonly tipWork: Float64Array;
  private readonly blockRates: Float64Array;
  private readonly firstWork: number;
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
    this.ties = createStream(input.seed, 'network/ties');
    this.pools = miners.map(({ strategy }) => (strategy.kind === 'selfish' ? new SelfishPool(this.tree) : null));
    this.rates = Float64Array.from(miners, ({ hashesPerSec }) => hashesPerSec);
    this.tips = new Int32Array(miners.length);
    this.tipTargets = miners.map(() => difficulty.initialTarget);
    this.tipWork = new Float64Array(miners.length).fill(expectedHashes(difficulty.initialTarget));
    this.firstWork = expectedHashes(difficulty.initialTarget);
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
      const work = this.tipWork[miner] as number;
      const rate = this.isIdle(miner, work) ? 0 : (this.rates[miner] as number) / work;
      this.blockRates[miner] = rate;
      this.totalRate += rate;
    }
  }

  private isIdle(miner: number, work: number): boolean {
    const { strategy } = this.input.miners[miner]!;
    return strategy.kind === 'hopping' && work > strategy.mostDifficulty * this.firstWork;
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
    const { tree } = this;
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
    const pool = this.pools[miner]!;
    if (pool === null) this.announce(block, miner);
    else {
      for (const own of pool.found(block)) this.announce(own, miner);
      this.mineOn(block, miner);
    }
    this.scheduleFind();
  }

  /** Sends a block to everybody; selfish pools answer what they hear, so the honest hear of it first. */
  private announce(block: number, from: number): void {
    for (let other = 0; other < this.rates.length; other++)
      if (this.pools[other] === null) this.send(block, from, other);
    for (let other = 0; other < this.rates.length; other++) {
      if (this.pools[other] !== null && other !== from) this.send(block, from, other);
    }
  }

  private send(block: number, from: number, to: number): void {
    const isOwnPool = to === from && this.input.miners[from]!.kind === 'pool';
    const delay = isOwnPool ? 0 : this.delayTicks();
    if (delay === 0) this.receive(block, to);
    else this.simulator.schedule(delay, PRIORITY.completion, this.receiveHandler, block, to);
  }

  private delayTicks(): number {
    const { propagation, checkSec } = this.input;
    if (propagation.kind === 'constant') return round((propagation.seconds + checkSec) * TICKS_PER_SEC);
    const spread = propagation.meanSeconds === 0 ? 0 : exponential(this.delays, 1 / propagation.meanSeconds);
    return round((spread + checkSec) * TICKS_PER_SEC);
  }

  /** A miner hears of a block and moves to it if it carries more work than its tip; of equals the first heard stays. */
  private receive(block: number, miner: number): void {
    const pool = this.pools[miner]!;
    if (pool !== null) {
      for (const own of pool.heard(block)) this.announce(own, miner);
      this.mineOn(pool.tip, miner);
    } else if (this.isBetter(block, this.tips[miner] as number, miner)) this.mineOn(block, miner);
  }

  private isBetter(block: number, tip: number, miner: number): boolean {
    const { tree } = this;
    const more = (tree.work[block] as number) - (tree.work[tip] as number);
    if (more !== 0 || block === tip) return more > 0;
    const { strategy } = this.input.miners[tree.miners[block] as number]!;
    if (strategy.kind !== 'selfish') return false;
    const isOwn = tree.miners[tip] === miner && this.input.miners[miner]!.kind === 'pool';
    return !isOwn && this.ties.nextUniform() < strategy.gamma;
  }

  private mineOn(block: number, miner: number): void {
    if (this.tips[miner] === block) return;
    this.tips[miner] = block;
    const target = this.nextTargets[block] ?? this.input.difficulty.nextTarget(this.tree, block);
    this.nextTargets[block] = target;
    if (target === this.tipTargets[miner]) return;
    this.tipTargets[miner] = target;
    this.tipWork[miner] = expectedHashes(target);
    this.redraw();
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
