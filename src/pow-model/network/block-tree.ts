/** No parent, miner or target: the genesis block. */
export const GENESIS = 0;

/** All blocks that were found, by number, in structure-of-arrays form; a block's parent has a smaller number. */
export class BlockTree {
  length = 1;
  parents: Int32Array;
  heights: Int32Array;
  miners: Int16Array;
  /** Seconds since the start at which the block was found. */
  seconds: Float64Array;
  /** Cumulative work in expected hashes. */
  work: Float64Array;
  readonly targets: bigint[];

  constructor(capacity: number, genesisTarget: bigint) {
    this.parents = new Int32Array(capacity + 1);
    this.heights = new Int32Array(capacity + 1);
    this.miners = new Int16Array(capacity + 1);
    this.seconds = new Float64Array(capacity + 1);
    this.work = new Float64Array(capacity + 1);
    this.targets = [genesisTarget];
    this.parents[GENESIS] = -1;
    this.miners[GENESIS] = -1;
  }

  /** Adds a block and returns its number. */
  add(parent: number, miner: number, seconds: number, target: bigint, work: number): number {
    const block = this.length++;
    this.parents[block] = parent;
    this.heights[block] = (this.heights[parent] as number) + 1;
    this.miners[block] = miner;
    this.seconds[block] = seconds;
    this.work[block] = (this.work[parent] as number) + work;
    this.targets.push(target);
    return block;
  }

  /** Whole seconds that the block's header states. */
  timestamp(block: number): number {
    return Math.floor(this.seconds[block] as number);
  }

  /** The block `count` steps towards the genesis block, which is its own ancestor. */
  ancestor(block: number, count: number): number {
    let at = block;
    for (let i = 0; i < count && at !== GENESIS; i++) at = this.parents[at] as number;
    return at;
  }
}
