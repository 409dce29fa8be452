import type { Operator } from '../operators/operator.js';
import type { Graph, GraphNode } from './graph.js';

/** Collects the nodes of a graph in an order in which every node follows what it depends on. */
export class GraphBuilder {
  readonly #nodes: GraphNode[] = [];

  /** Adds an operator and returns its id. `prefix` is empty outside layers, such as `layer3.` inside. */
  add(prefix: string, group: string, op: Operator, deps: readonly number[]): number {
    const id = this.#nodes.length;
    this.#nodes.push({ id, name: `${prefix}${group}`, group, op, deps: sortedIds(deps, id) });
    return id;
  }

  build(name: string): Graph {
    return { name, nodes: this.#nodes };
  }
}

/** Ascending ids without repeats; a dependency on a later node is a bug. */
function sortedIds(deps: readonly number[], id: number): number[] {
  const sorted = [...new Set(deps)].sort((a, b) => a - b);
  const last = sorted.at(-1);
  if (last !== undefined && last >= id) throw new Error(`node ${id} depends on node ${last}, which comes later`);
  return sorted;
}
