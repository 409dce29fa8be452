import type { Operator } from '../../../operators/operator.js';
import { type NodeEffect, NodeFault, type NodeScope, type OperatorRule } from '../model/node-scope.js';
import { productWork } from './matrix.js';

// Steps depend on each other, so each is an operator of its own; longer sequences would make graphs of no use.
const MAX_STEPS = 4096;

interface Cell {
  readonly gates: number;
  /** Operations an element of the state beside the products: adding the two products, functions, mixing. */
  readonly opsPerElement: number;
}

const CELLS: Readonly<Record<string, Cell>> = {
  // Two products added in each of four gates, three sigmoids and two tanhs, two products and a sum of the state, one product.
  LSTM: { gates: 4, opsPerElement: 13 },
  // Three gates, two sigmoids and a tanh, the reset product, and the mix of the old and the new state.
  GRU: { gates: 3, opsPerElement: 10 },
  RNN: { gates: 1, opsPerElement: 2 },
};

export const RECURRENT_RULES: Readonly<Record<string, OperatorRule>> = Object.fromEntries(
  Object.entries(CELLS).map(([name, cell]) => [name, (node: NodeScope) => recurrent(node, cell)]),
);

/** The product of all inputs at once, then step after step the product of the state and the gates. */
function recurrent(node: NodeScope, { gates, opsPerElement }: Cell): NodeEffect {
  const [x, weights, state] = [node.input(0), node.input(1), node.input(2)];
  const batchFirst = node.int('layout', 0) === 1;
  const [first = 1, second = 1, width = 1] = x.dims;
  const [steps, batch] = batchFirst ? [second, first] : [first, second];
  const [directions = 1, rows = 1, depth = 1] = weights.dims;
  const hidden = node.attribute('hidden_size')?.int ?? rows / gates;
  const [, stateRows, stateDepth] = state.dims;
  if (rows !== gates * hidden || depth !== width || stateRows !== rows || stateDepth !== hidden)
    throw new NodeFault(
      `Weights of [${weights.dims.join(', ')}] and [${state.dims.join(', ')}] do not fit ${gates} gates of ${hidden} over ${width} inputs.`,
    );
  if (steps > MAX_STEPS) throw new NodeFault(`A sequence of ${steps} steps is longer than ${MAX_STEPS}.`);
  const { type } = x;
  const dtype = node.productDtype(type);
  const work: Operator[] = [];
  for (let direction = 0; direction < directions; direction++) {
    work.push(...productWork(1, steps * batch, rows, width, dtype, NOT_STORED, STORED));
    for (let step = 0; step < steps; step++) {
      work.push(...productWork(1, batch, rows, hidden, dtype, NOT_STORED, STORED));
      const gate = { type, dims: [batch, rows] };
      const result = { type, dims: [batch, hidden] };
      const read = [gate, gate, result].map((one) => ({ ...one, data: null, isConstant: false }));
      work.push(node.stream(`${node.node.opType} gates`, opsPerElement * batch * hidden, [result, result], read));
    }
  }
  const all = batchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden];
  const last = batchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
  return { results: [all, last, last].map((dims) => ({ type, dims, data: null })), work };
}

const NOT_STORED = { isConstant: false, dims: [] };
const STORED = { isConstant: true, dims: [] };
