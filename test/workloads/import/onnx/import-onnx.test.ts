import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, resolveChip } from '../../../../src/chips/index.js';
import { createDefaultCostModel } from '../../../../src/kernels/index.js';
import { simulateGraph } from '../../../../src/sim/machine/graph/simulate-graph.js';
import { operatorCost } from '../../../../src/workloads/index.js';
import {
  encode,
  type GraphParts,
  INT64,
  info,
  int64s,
  madeFunction,
  node,
  productFlops,
  read,
  readBytes,
  referring,
  weight,
} from './onnx-fixture.js';

/** x[batch, 784] through two linear layers of 128 and 10. */
const MLP: GraphParts = {
  input: [info('x', ['batch', 784])],
  initializer: [weight('w1', [784, 128]), weight('b1', [128]), weight('w2', [10, 128]), weight('b2', [10])],
  node: [
    node('MatMul', ['x', 'w1'], ['h']),
    node('Add', ['h', 'b1'], ['hb']),
    node('Relu', ['hb'], ['r']),
    node('Gemm', ['r', 'w2', 'b2'], ['y'], { transB: 1 }),
    node('Softmax', ['y'], ['p'], { axis: -1 }),
  ],
  output: [info('p', ['batch', 10])],
};

/** One pre-norm transformer layer as exporters write it: shapes computed, attention and norms in pieces. */
function transformer(width: number, heads: number, inter: number): GraphParts {
  const linear = (x: string, w: string, y: string) => node('MatMul', [x, w], [y]);
  const norm = (x: string, y: string) => [
    node('ReduceMean', [x], [`${y}.mean`], { axes: [-1] }),
    node('Sub', [x, `${y}.mean`], [`${y}.d`]),
    node('Pow', [`${y}.d`, 'two'], [`${y}.sq`]),
    node('ReduceMean', [`${y}.sq`], [`${y}.var`], { axes: [-1] }),
    node('Add', [`${y}.var`, 'eps'], [`${y}.veps`]),
    node('Sqrt', [`${y}.veps`], [`${y}.sd`]),
    node('Div', [`${y}.d`, `${y}.sd`], [`${y}.n`]),
    node('Mul', [`${y}.n`, 'gamma'], [`${y}.g`]),
    node('Add', [`${y}.g`, 'beta'], [y]),
  ];
  const split = (x: string, y: string) => [
    node('Reshape', [x, 'headed'], [`${y}.r`]),
    node('Transpose', [`${y}.r`], [y], { perm: [0, 2, 1, 3] }),
  ];
  return {
    input: [info('ids', ['batch', 'sequence'], INT64)],
    initializer: [
      weight('table', [1000, width]),
      ...['wq', 'wk', 'wv', 'wo'].map((name) => weight(name, [width, width])),
      weight('wu', [width, inter]),
      weight('wd', [inter, width]),
      ...['gamma', 'beta'].map((name) => weight(name, [width])),
      ...['two', 'eps', 'root', 'scale', 'half', 'one'].map((name) => weight(name, [])),
      int64s('i0', [0], []),
      int64s('i1', [1], []),
      int64s('a0', [0]),
      int64s('minus', [-1]),
      int64s('heads', [heads]),
      int64s('width', [width]),
    ],
    node: [
      node('Gather', ['table', 'ids'], ['x']),
      node('Shape', ['x'], ['shape']),
      node('Gather', ['shape', 'i0'], ['batch']),
      node('Gather', ['shape', 'i1'], ['length']),
      node('Unsqueeze', ['batch', 'a0'], ['batch1']),
      node('Unsqueeze', ['length', 'a0'], ['length1']),
      node('Concat', ['batch1', 'length1', 'heads', 'minus'], ['headed'], { axis: 0 }),
      node('Concat', ['batch1', 'length1', 'width'], ['flat'], { axis: 0 }),
      ...norm('x', 'n1'),
      linear('n1', 'wq', 'q'),
      linear('n1', 'wk', 'k'),
      linear('n1', 'wv', 'v'),
      ...split('q', 'qh'),
      ...split('k', 'kh'),
      ...split('v', 'vh'),
      node('Transpose', ['kh'], ['kt'], { perm: [0, 1, 3, 2] }),
      node('MatMul', ['qh', 'kt'], ['scores']),
      node('Div', ['scores', 'scale'], ['scaled']),
      node('Softmax', ['scaled'], ['probabilities'], { axis: -1 }),
      node('MatMul', ['probabilities', 'vh'], ['context']),
      node('Transpose', ['context'], ['merged'], { perm: [0, 2, 1, 3] }),
      node('Reshape', ['merged', 'flat'], ['joined']),
      linear('joined', 'wo', 'attended'),
      node('Add', ['x', 'attended'], ['x1']),
      ...norm('x1', 'n2'),
      linear('n2', 'wu', 'up'),
      node('Div', ['up', 'root'], ['up.r']),
      node('Erf', ['up.r'], ['up.e']),
      node('Add', ['up.e', 'one'], ['up.1']),
      node('Mul', ['up', 'up.1'], ['up.m']),
      node('Mul', ['up.m', 'half'], ['gelu']),
      linear('gelu', 'wd', 'down'),
      node('Add', ['x1', 'down'], ['y']),
    ],
    output: [info('y', ['batch', 'sequence', width])],
  };
}

describe('importOnnx', () => {
  it('reads a perceptron with the operations of a hand count', () => {
    const imported = read(MLP, { dims: { batch: 32 } });
    expect(imported.graph.nodes.map(({ group }) => group)).toEqual(['MatMul', 'Add', 'Relu', 'Gemm', 'Softmax']);
    expect(imported.graph.nodes[0]?.op).toEqual({ kind: 'gemm', m: 32, n: 128, k: 784, dtype: 'fp32' });
    expect(imported.graph.nodes[3]?.op).toEqual({ kind: 'gemm', m: 32, n: 10, k: 128, dtype: 'fp32' });
    expect(productFlops(imported)).toBe(2 * 32 * (784 * 128 + 128 * 10));
    expect(imported.storedBytes).toBe(4 * (784 * 128 + 128 + 1280 + 10));
    // The bias is read once, not once a row.
    expect(imported.graph.nodes[1]?.op).toMatchObject({
      kind: 'vector',
      ops: 32 * 128,
      bytes: 4 * (2 * 32 * 128 + 128),
    });
    expect(imported.graph.nodes.map(({ deps }) => deps)).toEqual([[], [0], [1], [2], [3]]);
  });

  it('names open sizes, and options that fit nothing', () => {
    expect(() => read(MLP)).toThrow(/sizes batch are open\. .*--dim batch=1/);
    expect(() => read(MLP, { dims: { batch: 1, sequence: 4 } })).toThrow(/sequence: No input has an open size/);
    expect(() => read(MLP, { dims: { batch: 0 } })).toThrow('found 0');
    expect(() => read(MLP, { dims: { batch: 1 }, values: { z: 3 } })).toThrow('no input of this name');
  });

  it('reads a transformer layer whose shapes are computed, with the operations of a hand count', () => {
    const [batch, length, width, heads, inter] = [2, 48, 64, 4, 256];
    const imported = read(transformer(width, heads, inter), { dims: { batch, sequence: length } });
    const tokens = batch * length;
    const linear = 2 * tokens * (4 * width * width + 2 * width * inter);
    const attention = 4 * batch * length * length * width;
    expect(productFlops(imported)).toBe(linear + attention);
    const softmax = imported.graph.nodes.find(({ op }) => op.kind === 'softmax');
    expect(softmax?.op).toMatchObject({ m: batch * heads * length, n: length });
    // An embedding reads the rows that it takes: 8-byte indices, rows read and rows written.
    expect(imported.graph.nodes[0]?.op).toMatchObject({ ops: 0, bytes: 8 * tokens + 2 * 4 * tokens * width });
    // Shapes and views are free: 8 shape nodes, 4 reshapes.
    expect(imported.nodes - imported.kernels).toBe(11);
    expect(imported.unknown).toEqual([]);
  });

  it('makes graphs that the cost models run on every kind of chip', () => {
    const { graph, storedBytes } = read(transformer(64, 4, 256), { dims: { batch: 1, sequence: 16 } });
    for (const id of ['a100-sxm-80gb', 'hypo-7nm-lpddr', 'epyc-9965']) {
      const chip = resolveChip(builtinCatalog(), id);
      const result = simulateGraph({ graph, source: '', notes: '', storedBytes }, chip, createDefaultCostModel());
      if ('refused' in result) throw new Error(result.refused);
      const { answer } = result;
      expect(answer.flops).toBeCloseTo(
        graph.nodes.reduce((sum, { op }) => sum + operatorCost(op).flops, 0),
        0,
      );
      expect(answer.operators).toBe(graph.nodes.length);
      expect(answer.seconds.low).toBeLessThanOrEqual(answer.seconds.value);
    }
  });

  it('refuses weights that no memory of the chip holds, with both sizes', () => {
    const big = {
      ...MLP,
      initializer: [
        weight('w1', [784, 128]),
        weight('b1', [128]),
        weight('w2', [10, 128]),
        weight('b2', [10]),
        weight('unused', [2 ** 20, 2 ** 16]),
      ],
    };
    const { graph, storedBytes } = read(big, { dims: { batch: 1 } });
    const chip = resolveChip(builtinCatalog(), 'a100-sxm-80gb');
    const answer = simulateGraph({ graph, source: '', notes: '', storedBytes }, chip, createDefaultCostModel());
    expect(answer).toMatchObject({ refused: expect.stringContaining('85899345920') });
  });

  it('lists operators without a rule with their number and share, and leaves them out on demand', () => {
    const graph: GraphParts = {
      ...MLP,
      node: [
        ...MLP.node,
        node('Mystery', ['p'], ['m1']),
        node('Mystery', ['m1'], ['m2']),
        node('Relu', ['m2'], ['z']),
        node('Erf', ['y'], ['e'], {}, 'my.domain'),
      ],
      output: [info('z', ['batch', 10])],
    };
    expect(() => read(graph, { dims: { batch: 1 } })).toThrow(
      /3 of 9 nodes \(33\.3 %\) have no rule here: Mystery \(2\), my\.domain\.Erf \(1\)\. 1 more have no sizes/,
    );
    const allowed = read(graph, { dims: { batch: 1 }, allowUnknown: true });
    expect(allowed.unknown).toEqual([
      { operator: 'Mystery', nodes: 2 },
      { operator: 'my.domain.Erf', nodes: 1 },
    ]);
    expect(allowed.unsized).toEqual([{ operator: 'Relu', nodes: 1 }]);
    // Where the file states the size behind an unknown operator, what follows is known again, in its order.
    const stated = read(
      { ...graph, value_info: [info('m2', ['batch', 10])] },
      { dims: { batch: 1 }, allowUnknown: true },
    );
    expect(stated.unsized).toEqual([]);
    expect(stated.graph.nodes.at(-1)).toMatchObject({ group: 'Relu', deps: [4] });
  });

  it('follows the branch that a known condition takes, and refuses one that is only known in the run', () => {
    const branch = (op: string, name: string) => ({
      name,
      node: [node(op, ['x'], [name])],
      output: [info(name, [4, 4])],
    });
    const graph: GraphParts = {
      input: [info('x', [4, 4]), info('rate', [], INT64)],
      initializer: [int64s('sixteen', [16], [])],
      node: [
        node('Equal', ['rate', 'sixteen'], ['is16']),
        node('If', ['is16'], ['y'], { then_branch: branch('Relu', 'a'), else_branch: branch('Tanh', 'b') }),
        node('Sigmoid', ['y'], ['z']),
      ],
    };
    expect(read(graph, { values: { rate: 16 } }).graph.nodes.map(({ group }) => group)).toEqual(['Relu', 'Sigmoid']);
    expect(read(graph, { values: { rate: 8 } }).graph.nodes.map(({ group }) => group)).toEqual(['Tanh', 'Sigmoid']);
    expect(() => read(graph)).toThrow(/If \(y\): Its condition is only known when the model runs.*--value/);
  });

  it('unfolds operators that the file defines for itself, with the attributes of each call', () => {
    const linear = madeFunction(
      'Linear',
      ['a', 'w'],
      ['y'],
      [referring(node('Gemm', ['a', 'w'], ['g']), 'transB', 'turned'), node('Relu', ['g'], ['y'])],
    );
    const graph: GraphParts = {
      input: [info('x', [4, 8])],
      initializer: [weight('w1', [16, 8]), weight('w2', [16, 5])],
      node: [
        node('Linear', ['x', 'w1'], ['h'], { turned: 1 }, 'own'),
        node('Linear', ['h', 'w2'], ['y'], { turned: 0 }, 'own'),
      ],
    };
    const imported = readBytes(encode(graph, 17, [linear]));
    expect(imported.graph.nodes.map(({ group }) => group)).toEqual(['Gemm', 'Relu', 'Gemm', 'Relu']);
    expect(productFlops(imported)).toBe(2 * 4 * (8 * 16 + 16 * 5));
    expect(imported.graph.nodes[2]?.deps).toEqual([1]);
  });

  it('does not need external weights, and names those whose values it does need', () => {
    const external = (name: string, dims: readonly number[], type: number) => ({
      ...weight(name, dims, type),
      data_location: 1,
      external_data: [{ key: 'location', value: '../../etc/passwd' }],
    });
    const linear: GraphParts = {
      input: [info('x', [8, 64])],
      initializer: [external('w', [64, 32], 1)],
      node: [node('MatMul', ['x', 'w'], ['y'])],
    };
    expect(read(linear).graph.nodes[0]?.op).toMatchObject({ m: 8, n: 32, k: 64 });
    const reshape = { ...linear, initializer: [external('w', [2], INT64)], node: [node('Reshape', ['x', 'w'], ['y'])] };
    expect(() => read(reshape)).toThrow(/Reshape \(y\): Its input "w" decides sizes/);
  });
});
