import { type BlockTree, GENESIS } from './block-tree.js';

/**
 * A pool that keeps its blocks back (Eyal and Sirer 2013, algorithm 1): it answers an honest block with one of its own when
 * one ahead, publishes all when two ahead, and gives up its branch when behind. `found` and `heard` return what it publishes
 * now, oldest first.
 */
export class SelfishPool {
  /** The block on which it mines. */
  tip = GENESIS;
  private readonly tree: BlockTree;
  private publicTip = GENESIS;
  private hidden: number[] = [];
  /** Own blocks since its branch left the public chain, published ones included. */
  private branch = 0;

  constructor(tree: BlockTree) {
    this.tree = tree;
  }

  found(block: number): readonly number[] {
    const isTie = this.branch === 1 && this.hidden.length === 0;
    this.tip = block;
    this.branch += 1;
    this.hidden.push(block);
    return isTie ? this.publishAll() : [];
  }

  heard(block: number): readonly number[] {
    const { heights } = this.tree;
    const height = heights[block]!;
    if (height <= heights[this.publicTip]!) return [];
    this.publicTip = block;
    const lead = heights[this.tip]! - height;
    if (lead < 0) {
      this.tip = block;
      this.branch = 0;
      this.hidden = [];
      return [];
    }
    if (lead === 1) return this.publishAll();
    const answered = this.hidden.filter((own) => heights[own]! <= height);
    this.hidden = this.hidden.slice(answered.length);
    return answered;
  }

  /** Its branch becomes the public chain. */
  private publishAll(): readonly number[] {
    const all = this.hidden;
    this.hidden = [];
    this.branch = 0;
    this.publicTip = this.tip;
    return all;
  }
}
