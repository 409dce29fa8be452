import type { GraphNode } from '../graphs/graph.js';
import type { GraphBuilder } from '../graphs/graph-builder.js';

/** One attention node while it is being placed. */
export interface ContextPlace {
  readonly builder: GraphBuilder;
  readonly node: GraphNode;
  /** Ids in the new graph. */
  readonly deps: readonly number[];
  readonly ranks: number;
  /** Whether the rows outside attention are divided over the ranks, too. */
  readonly dividedRows: boolean;
}
