import type { GraphNode } from '../../graphs/graph.js';
import type { Dtype } from '../../operators/dtype.js';
import { type OnnxBindings, statedDims } from './bind-inputs.js';
import { expandFunction } from './expand-function.js';
import { elementBytes } from './model/element-type.js';
import {
  elementCount,
  type NodeEffect,
  NodeFault,
  NodeScope,
  type OnnxValue,
  UnknownInput,
} from './model/node-scope.js';
import type { OnnxFunction, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor } from './model/onnx-model.js';
import { countOperator, emptyNodeCounts, type NodeCounts } from './node-counts.js';
import { operatorRule } from './operators/operator-table.js';
import { nodeLabel, orderNodes } from './order-nodes.js';

const MAX_OPERATORS = 200_000;
const MAX_SOURCES = 4096;
const MAX_CALLS = 16;
const MAX_VISITS = 1_000_000;

interface Held {
  readonly value: OnnxValue | 'unknown';
  /** Operators that must be done before it is there. */
  readonly sources: readonly number[];
}

/** Values by name; null where a call leaves an input out. */
type Scope = Map<string, Held | null>;

/** Walks a graph in order, follows sizes and known values, and collects the operators of a run. */
export class GraphTrace {
  readonly nodes: GraphNode[] = [];
  /** Of weights and constants, as the run keeps them. */
  storedBytes = 0;
  readonly counts: NodeCounts = emptyNodeCounts();
  readonly #model: OnnxModel;
  readonly #functions: ReadonlyMap<string, OnnxFunction>;
  #visits = 0;
  readonly #bindings: OnnxBindings;
  readonly #floatDtype: Dtype | null;
  readonly #report: (path: string, found: string) => void;

  constructor(
    model: OnnxModel,
    bindings: OnnxBindings,
    floatDtype: Dtype | null,
    report: (path: string, found: string) => void,
  ) {
    this.#model = model;
    this.#functions = new Map(model.functions.map((made) => [`${made.domain}:${made.name}`, made]));
    this.#bindings = bindings;
    this.#floatDtype = floatDtype;
    this.#report = report;
  }

  /** Traces the whole graph from its bound inputs. */
  run(inputs: ReadonlyMap<string, OnnxValue>): void {
    const scope: Scope = new Map([...inputs].map(([name, value]) => [name, { value, sources: [] }]));
    this.#trace(this.#model.graph, [scope], 0);
  }

  /** Returns false after a fault, behind which nothing is known. */
  #trace(graph: OnnxGraph, scopes: readonly Scope[], depth: number): boolean {
    const scope = scopes[0] as Scope;
    for (const tensor of graph.initializers) {
      const value = storedValue(tensor);
      this.storedBytes += this.#bytesOf(value);
      scope.set(tensor.name, { value, sources: [] });
    }
    const order = orderNodes(graph);
    if (!order.ok) {
      this.#report(graph.name, order.fault);
      return false;
    }
    const infos = new Map([...graph.values, ...graph.outputs].map((info) => [info.name, info]));
    for (const node of order.nodes) {
      const held = this.#read(node, scopes);
      if (held === null) return false;
      const made = this.#functions.get(`${node.domain}:${node.opType}`);
      if ((node.opType === 'If' && node.domain === '') || made !== undefined) {
        const within = made === undefined ? this.#branch(node, held) : expandFunction(made, node);
        const inner = new Map(made?.inputs.map((name, index): [string, Held | null] => [name, held[index] ?? null]));
        if (within === null || !this.#enter(node, within, inner, made === undefined ? scopes : [], scope, depth))
          return false;
        continue;
      }
      this.counts.total++;
      const effect = this.#effect(node, held);
      if (effect === null) return false;
      const sources = merged(held);
      if (sources.length > MAX_SOURCES) {
        this.#report(nodeLabel(node), `It waits for ${sources.length} operators, more than ${MAX_SOURCES}.`);
        return false;
      }
      if (effect === 'unknown')
        for (const output of node.outputs) scope.set(output, { value: this.#stated(infos.get(output)), sources });
      else if (!this.#place(node, effect, held, sources, scope)) return false;
    }
    return true;
  }

  #read(node: OnnxNode, scopes: readonly Scope[]): (Held | null)[] | null {
    const held: (Held | null)[] = [];
    for (const name of node.inputs) {
      const found = name === '' ? null : scopes.find((scope) => scope.has(name))?.get(name);
      if (found === undefined) {
        this.#report(nodeLabel(node), `Nothing makes its input ${JSON.stringify(name.slice(0, 100))}.`);
        return null;
      }
      held.push(found);
    }
    return held;
  }

  /** The effect of a node; null after a fault. */
  #effect(node: OnnxNode, held: readonly (Held | null)[]): NodeEffect | 'unknown' | null {
    const name = node.domain === '' ? node.opType : `${node.domain}.${node.opType}`;
    const rule = operatorRule(node.domain, node.opType);
    if (rule === null) {
      countOperator(this.counts.unknown, name);
      return 'unknown';
    }
    const opset = this.#model.opsets.get('') ?? 1;
    const values = held.map((one) => one?.value ?? null);
    try {
      const effect = rule(new NodeScope(node, opset, values, this.#floatDtype));
      for (const { dims } of effect.results) elementCount(dims);
      return effect;
    } catch (error) {
      if (error instanceof UnknownInput) {
        countOperator(this.counts.unsized, name);
        return 'unknown';
      }
      if (!(error instanceof NodeFault)) throw error;
      this.#report(nodeLabel(node), error.message);
      return null;
    }
  }

  /** Adds the operators of a node, one after another, and holds its results. */
  #place(
    node: OnnxNode,
    effect: NodeEffect,
    held: readonly (Held | null)[],
    sources: readonly number[],
    scope: Scope,
  ): boolean {
    const fromConstants = held.every((one) => one === null || (one.value !== 'unknown' && one.value.isConstant));
    const isKnown = fromConstants || effect.results.every(({ data }) => data !== null);
    const work = isKnown ? [] : effect.work;
    let after = sources;
    for (const op of work) {
      const id = this.nodes.length;
      const name = `${id}.${node.name === '' ? node.opType : node.name}`;
      this.nodes.push({ id, name, group: node.opType, op, deps: after });
      after = [id];
    }
    if (this.nodes.length > MAX_OPERATORS) {
      this.#report(nodeLabel(node), `The run has more than ${MAX_OPERATORS} operators.`);
      return false;
    }
    if (work.length > 0) this.counts.kernels++;
    else this.counts.free++;
    node.outputs.forEach((output, index) => {
      const result = effect.results[index];
      if (output === '' || result === undefined) return;
      const isConstant = fromConstants || result.data !== null;
      if (node.opType.startsWith('Constant')) this.storedBytes += this.#bytesOf(result);
      scope.set(output, { value: { ...result, isConstant }, sources: isConstant ? [] : after });
    });
    return true;
  }

  /** The branch that a known condition takes; null after a fault. */
  #branch(node: OnnxNode, held: readonly (Held | null)[]): OnnxGraph | null {
    const condition = held[0]?.value;
    const known = condition === undefined || condition === 'unknown' ? null : condition.data;
    if (known === null) {
      const how = 'give the value of the input that decides it (--value)';
      this.#report(nodeLabel(node), `Its condition is only known when the model runs; ${how}.`);
      return null;
    }
    const graph = node.attributes.get((known[0] ?? 0) !== 0 ? 'then_branch' : 'else_branch')?.graph ?? null;
    if (graph === null) this.#report(nodeLabel(node), 'It has no graph for its branch.');
    return graph;
  }

  /** Traces a graph within a node and hands its results to the node's outputs. */
  #enter(
    node: OnnxNode,
    graph: OnnxGraph,
    inner: Map<string, Held | null>,
    around: readonly Scope[],
    outer: Scope,
    depth: number,
  ): boolean {
    this.#visits += graph.nodes.length;
    if (depth >= MAX_CALLS || this.#visits > MAX_VISITS) {
      this.#report(nodeLabel(node), `Branches and functions nest deeper than ${MAX_CALLS} or unfold to endless nodes.`);
      return false;
    }
    const scopes = [inner, ...around];
    if (!this.#trace(graph, scopes, depth + 1)) return false;
    for (const [index, { name }] of graph.outputs.entries()) {
      const result = scopes.find((scope) => scope.has(name))?.get(name);
      const output = node.outputs[index];
      if (result !== undefined && output !== undefined) outer.set(output, result);
    }
    return true;
  }

  /** Sizes beyond any memory make a sum beyond any memory, which placing the model refuses. */
  #bytesOf({ type, dims }: Pick<OnnxValue, 'type' | 'dims'>): number {
    return dims.reduce((product, size) => product * size, elementBytes(type, this.#floatDtype));
  }

  #stated(info: OnnxGraph['values'][number] | undefined): OnnxValue | 'unknown' {
    const dims = statedDims(info, this.#bindings);
    if (info === undefined || dims === null) return 'unknown';
    return { type: info.elementType, dims, data: null, isConstant: false };
  }
}

function storedValue({ elementType, dims, values }: OnnxTensor): OnnxValue {
  return { type: elementType, dims, data: values, isConstant: true };
}

/** Operators that any of the inputs waits for, ascending. */
function merged(held: readonly (Held | null)[]): readonly number[] {
  const lists = held.flatMap((one) => (one === null || one.sources.length === 0 ? [] : [one.sources]));
  if (lists.length <= 1) return lists[0] ?? [];
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}
