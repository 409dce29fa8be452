import type { Operator } from '../operators/operator.js';

/** An operator in its place: it starts when every node in `deps` is done. */
export interface GraphNode {
  /** Position in `nodes`. */
  readonly id: number;
  /** Unique within the graph, such as `layer3.qkv`. */
  readonly name: string;
  /** Nodes that do the same job share a group, such as `qkv`; reports sum over it. */
  readonly group: string;
  readonly op: Operator;
  /** Ids of earlier nodes, ascending. */
  readonly deps: readonly number[];
}

/** Operators in an order in which each node comes after everything that it depends on. */
export interface Graph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
}
