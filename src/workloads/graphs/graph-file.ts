import { z } from 'zod';
import { parseDocument } from '../../foundation/document/document.js';
import type { Problem } from '../../foundation/errors/user-error.js';
import { operatorSchema } from '../operators/operator-schema.js';
import type { Graph } from './graph.js';

const MAX_NODES = 100_000;
const name = z.string().min(1).max(500);

const schema = z.strictObject({
  graph: name.describe('its name'),
  source: z.string().max(2000).default(''),
  notes: z.string().max(4000).default(''),
  storedBytes: z.number().min(0).max(1e18).nullable().default(null).describe('weights and constants'),
  nodes: z
    .array(
      z.strictObject({
        name,
        group: name,
        after: z.array(z.int().min(0)).max(MAX_NODES).default([]).describe('positions of nodes that come before'),
        op: operatorSchema,
      }),
    )
    .min(1)
    .max(MAX_NODES),
});

/** A graph of operators with what is known of it beside its nodes. */
export interface DescribedGraph {
  readonly graph: Graph;
  readonly source: string;
  readonly notes: string;
  /** Weights and constants; null where unknown. */
  readonly storedBytes: number | null;
}

/** The text of a graph file: JSON with one node a line. */
export function formatGraphFile({ graph, source, notes, storedBytes }: DescribedGraph): string {
  const nodes = graph.nodes.map(({ name, group, deps, op }) => JSON.stringify({ name, group, after: deps, op }));
  const head = JSON.stringify({ graph: graph.name, source, notes, storedBytes }).slice(0, -1);
  return `${head},"nodes":[\n${nodes.join(',\n')}\n]}\n`;
}

/**
 * Reads a graph file. Throws a UserError with every problem, nodes that come after themselves or later ones included.
 *
 * @example
 * const text = '{ "graph": "one", "nodes": [{ "name": "a", "group": "a", "op": { "kind": "gemm", "m": 1, "n": 2, "k": 3, "dtype": "fp16" } }] }';
 * parseGraphFile('one.json', text).graph.nodes.length // 1
 */
export function parseGraphFile(file: string, text: string): DescribedGraph {
  const { value } = parseDocument(file, text, schema, ({ value, problem }): Problem[] =>
    value.nodes.flatMap(({ after }, index) =>
      after.some((id) => id >= index)
        ? [problem(['nodes', index, 'after'], 'bad-order', 'It comes before what it waits for.', 'List it later.')]
        : [],
    ),
  );
  const nodes = value.nodes.map(({ name, group, after, op }, id) => ({ id, name, group, op, deps: after }));
  const { source, notes, storedBytes } = value;
  return { graph: { name: value.graph, nodes }, source, notes, storedBytes };
}
