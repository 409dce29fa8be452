import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { operatorCost } from '../../../../src/workloads/index.js';
import { FLOAT, type GraphParts, INT64, info, int64s, node, productFlops, read, weight } from './onnx-fixture.js';

/** The operators of one node on inputs of the given sizes. */
function single(
  op: string,
  inputs: readonly (readonly number[])[],
  given: {
    weights?: readonly ReturnType<typeof weight>[];
    attributes?: Parameters<typeof node>[3];
    opset?: number;
    outputs?: number;
  } = {},
) {
  const names = inputs.map((_, index) => `x${index}`);
  const weights = given.weights ?? [];
  const outputs = Array.from({ length: given.outputs ?? 1 }, (_, index) => `y${index}`);
  const graph: GraphParts = {
    input: inputs.map((dims, index) => info(`x${index}`, dims)),
    initializer: weights,
    node: [node(op, [...names, ...weights.map(({ name }) => String(name))], outputs, given.attributes ?? {})],
  };
  return read(graph, { opset: given.opset ?? 17 });
}

describe('convolutions', () => {
  it('are products of the unfolded input: ResNet-50, first layer, 118 million multiply-accumulates', () => {
    const conv = single('Conv', [[1, 3, 224, 224]], {
      weights: [weight('w', [64, 3, 7, 7])],
      attributes: { kernel_shape: [7, 7], strides: [2, 2], pads: [3, 3, 3, 3] },
    });
    expect(conv.graph.nodes[0]?.op).toEqual({ kind: 'gemm', m: 112 * 112, n: 64, k: 147, dtype: 'fp32' });
    expect(productFlops(conv)).toBe(2 * 118_013_952);
  });

  // He et al., "Deep residual learning", CVPR 2016: VGG-19 has 19.6 billion multiply-adds at 224 x 224.
  it('of VGG-19 and its three linear layers make 19.63 billion multiply-adds', () => {
    const stages = [
      [64, 64],
      [128, 128],
      [256, 256, 256, 256],
      [512, 512, 512, 512],
      [512, 512, 512, 512],
    ];
    const nodes: ReturnType<typeof node>[] = [];
    const weights: ReturnType<typeof weight>[] = [];
    let [value, channels] = ['x', 3];
    const then = (op: string, attributes: Parameters<typeof node>[3], ...others: string[]) => {
      const next = `v${nodes.length}`;
      nodes.push(node(op, [value, ...others], [next], attributes));
      value = next;
    };
    for (const stage of stages) {
      for (const filters of stage) {
        weights.push(weight(`w${weights.length}`, [filters, channels, 3, 3]));
        then('Conv', { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }, `w${weights.length - 1}`);
        then('Relu', {});
        channels = filters;
      }
      then('MaxPool', { kernel_shape: [2, 2], strides: [2, 2] });
    }
    then('Flatten', {});
    for (const [from, to] of [
      [25088, 4096],
      [4096, 4096],
      [4096, 1000],
    ] as const) {
      weights.push(weight(`w${weights.length}`, [to, from]));
      then('Gemm', { transB: 1 }, `w${weights.length - 1}`);
    }
    const vgg = read({ input: [info('x', [1, 3, 224, 224])], initializer: weights, node: nodes });
    expect(productFlops(vgg) / 2e9).toBeCloseTo(19.632, 3);
    // 143.7 million parameters, biases not counted here.
    expect(vgg.storedBytes / 4e6).toBeCloseTo(143.6525, 3);
  });

  it('have groups, dilations, automatic padding and one to three axes', () => {
    const flops = (dims: readonly number[], filter: readonly number[], attributes: Parameters<typeof node>[3]) =>
      productFlops(single('Conv', [dims], { weights: [weight('w', filter)], attributes }));
    // Depthwise: every channel its own product.
    expect(flops([2, 8, 10, 10], [8, 1, 3, 3], { group: 8 })).toBe(2 * 2 * 8 * 64 * 9);
    expect(flops([1, 4, 20], [6, 4, 3], { dilations: [2] })).toBe(2 * 16 * 6 * 12);
    expect(flops([1, 1, 5, 5, 5], [1, 1, 3, 3, 3], { auto_pad: 'SAME_UPPER', strides: [2, 2, 2] })).toBe(2 * 27 * 27);
    expect(
      productFlops(
        single('ConvTranspose', [[1, 8, 4, 4]], {
          weights: [weight('w', [8, 5, 2, 2])],
          attributes: { strides: [2, 2] },
        }),
      ),
    ).toBe(2 * 16 * 8 * 20);
  });

  // ONNX, ConvTranspose: stride (side - 1) + output_padding + (kernel - 1) dilation + 1 - pads.
  it('that are transposed have an output as large as stride, kernel, paddings and dilation make it', () => {
    const attributes = { strides: [2, 2], dilations: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 1] };
    const upsampled = read({
      input: [info('x', [1, 8, 4, 4])],
      initializer: [weight('w', [8, 5, 3, 3])],
      node: [node('ConvTranspose', ['x', 'w'], ['y'], attributes), node('Relu', ['y'], ['z'], {})],
    });
    const side = 2 * 3 + 1 + 2 * 2 + 1 - 2;
    expect(operatorCost(upsampled.graph.nodes.at(-1)!.op).bytes).toBe(2 * 4 * 5 * side ** 2);
  });

  it('that do not fit are refused with the sizes', () => {
    const conv = (dims: readonly number[], filter: readonly number[]) => () =>
      single('Conv', [dims], { weights: [weight('w', filter)] });
    expect(conv([1, 3, 8, 8], [4, 2, 3, 3])).toThrow('3 channels and 4 filters of depth 2');
    expect(conv([1, 3, 2, 2], [4, 3, 3, 3])).toThrow('larger than its padded input of 2');
    expect(conv([1, 3, 8], [4, 3, 3, 3])).toThrow('does not fit an input');
  });
});

describe('products', () => {
  it('broadcast batches, and share weights over all rows', () => {
    expect(
      single('MatMul', [
        [2, 1, 4, 8],
        [3, 8, 5],
      ]).graph.nodes[0]?.op,
    ).toEqual({
      kind: 'batched_gemm',
      ...{ batch: 6, m: 4, n: 5, k: 8, dtype: 'fp32' },
    });
    expect(single('MatMul', [[7, 9, 8]], { weights: [weight('w', [8, 5])] }).graph.nodes[0]?.op).toMatchObject({
      kind: 'gemm',
      m: 63,
      n: 5,
    });
    expect(productFlops(single('MatMul', [[8], [8, 3]]))).toBe(2 * 24);
    expect(() =>
      single('MatMul', [
        [2, 3],
        [4, 5],
      ]),
    ).toThrow('is not defined');
  });

  it('may be written as equations', () => {
    const einsum = (equation: string, a: readonly number[], b: readonly number[]) =>
      single('Einsum', [a, b], { attributes: { equation } });
    expect(einsum('bqhd,bkhd->bhqk', [2, 5, 3, 8], [2, 7, 3, 8]).graph.nodes[0]?.op).toMatchObject({
      batch: 6,
      m: 5,
      n: 7,
      k: 8,
    });
    expect(() => einsum('ij,kl->ik', [2, 3], [4, 5])).toThrow('sums over one operand alone');
    expect(() => einsum('ii,ij->j', [2, 2], [2, 3])).toThrow('does not fit');
  });

  it('of quantised operands take the integer path', () => {
    const graph: GraphParts = {
      input: [info('x', [4, 8])],
      initializer: [weight('w', [8, 16], 3), weight('wz', [], 3)],
      node: [
        node('DynamicQuantizeLinear', ['x'], ['q', 's', 'z']),
        node('MatMulInteger', ['q', 'w', 'z', 'wz'], ['y']),
        node('Cast', ['y'], ['f'], { to: FLOAT }),
      ],
    };
    expect(read(graph).graph.nodes[1]?.op).toEqual({ kind: 'gemm', m: 4, n: 16, k: 8, dtype: 'int8' });
    const double = { input: [info('x', [4, 8], 11), info('z', [8, 2], 11)], node: [node('MatMul', ['x', 'z'], ['y'])] };
    expect(() => read(double)).toThrow('Products of double have no numeric path');
  });

  it('of attention are two and a softmax', () => {
    const attention = single(
      'Attention',
      [
        [2, 4, 6, 8],
        [2, 2, 10, 8],
        [2, 2, 10, 8],
      ],
      { opset: 23 },
    );
    expect(attention.graph.nodes.map(({ op }) => op.kind)).toEqual(['batched_gemm', 'softmax', 'batched_gemm']);
    expect(productFlops(attention)).toBe(2 * 2 * 8 * 6 * 10 * 8);
  });
});

describe('recurrent cells', () => {
  it('are one product of all inputs and one a step: 4 x hidden gates of an LSTM', () => {
    const [steps, batch, width, hidden] = [5, 3, 7, 11];
    const lstm = single('LSTM', [[steps, batch, width]], {
      weights: [weight('w', [1, 4 * hidden, width]), weight('r', [1, 4 * hidden, hidden])],
      attributes: { hidden_size: hidden },
      outputs: 3,
    });
    expect(productFlops(lstm)).toBe(2 * steps * batch * 4 * hidden * (width + hidden));
    expect(lstm.graph.nodes).toHaveLength(1 + 2 * steps);
    // Each step waits for the one before.
    expect(lstm.graph.nodes.slice(1).every(({ id, deps }) => deps.length === 1 && deps[0] === id - 1)).toBe(true);
    const gru = single('GRU', [[steps, batch, width]], {
      weights: [weight('w', [2, 3 * hidden, width]), weight('r', [2, 3 * hidden, hidden])],
      attributes: { hidden_size: hidden, direction: 'bidirectional' },
    });
    expect(productFlops(gru)).toBe(2 * 2 * steps * batch * 3 * hidden * (width + hidden));
  });

  it('are refused for weights that do not fit and for endless sequences', () => {
    const weights = (depth: number) => [weight('w', [1, 8, 3]), weight('r', [1, 8, depth])];
    expect(() => single('LSTM', [[4, 1, 3]], { weights: weights(3) })).toThrow('do not fit 4 gates of 2 over 3');
    expect(() => single('LSTM', [[100_000, 1, 3]], { weights: weights(2) })).toThrow('longer than 4096');
  });
});

describe('computations of shapes', () => {
  /** A model that reshapes x to what the nodes compute, and applies a ReLU so that there is work. */
  function reshaped(
    dims: readonly number[],
    initializer: readonly ReturnType<typeof int64s>[],
    nodes: readonly ReturnType<typeof node>[],
  ) {
    const { graph } = read({
      input: [info('x', dims)],
      initializer,
      node: [...nodes, node('Reshape', ['x', 'shape'], ['r']), node('Relu', ['r'], ['y'])],
    });
    const op = graph.nodes.at(-1)?.op;
    return op?.kind === 'activation' ? [op.m, op.n] : null;
  }

  it('are carried out: gather, slice, arithmetic, concatenation, casts', () => {
    const nodes = [
      node('Shape', ['x'], ['s']),
      node('Slice', ['s', 'c0', 'c2', 'c0'], ['front']),
      node('Gather', ['s', 'c2'], ['last']),
      node('ReduceProd', ['front'], ['rows'], { axes: [0], keepdims: 1 }),
      node('Mul', ['rows', 'c2'], ['rows2']),
      node('Div', ['last', 'c2'], ['half']),
      node('Cast', ['half'], ['halff'], { to: FLOAT }),
      node('Floor', ['halff'], ['halffloor']),
      node('Cast', ['halffloor'], ['halfi'], { to: INT64 }),
      node('Concat', ['rows2', 'halfi'], ['shape'], { axis: 0 }),
    ];
    expect(reshaped([3, 4, 10], [int64s('c0', [0]), int64s('c2', [2])], nodes)).toEqual([24, 5]);
  });

  it('pick, turn and fill as numbers do (property)', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(sizes, fc.nat(), (dims, seed) => {
        const pick = seed % dims.length;
        const elements = dims.reduce((product, size) => product * size, 1);
        const nodes = [
          node('Shape', ['x'], ['s']),
          node('Slice', ['s', 'from', 'to', 'zero', 'step'], ['reversed']),
          node('Gather', ['reversed', 'at'], ['taken']),
          node('Concat', ['minus', 'taken'], ['shape'], { axis: 0 }),
        ];
        const initializer = [
          int64s('from', [-1]),
          int64s('to', [-(2 ** 31)]),
          int64s('zero', [0]),
          int64s('step', [-1]),
          int64s('at', [pick]),
          int64s('minus', [-1]),
        ];
        const last = dims[dims.length - 1 - pick] ?? 1;
        expect(reshaped(dims, initializer, nodes)).toEqual([elements / last, last]);
      }),
      { numRuns: 30 },
    );
  });

  it('that depend on the run are refused by the name of the value', () => {
    const graph: GraphParts = {
      input: [info('x', [4, 4]), info('n', [2], INT64)],
      node: [node('Reshape', ['x', 'n'], ['y'])],
    };
    expect(() => read(graph)).toThrow(
      /Reshape \(y\): Its input "n" decides sizes and is only known when the model runs/,
    );
  });
});

describe('nodes that move or reduce', () => {
  const bytes = (imported: ReturnType<typeof single>) =>
    imported.graph.nodes.map(({ op }) => (op.kind === 'vector' ? [op.ops, op.bytes] : null));

  it('count memory in and out, and an operation an element read', () => {
    expect(bytes(single('Transpose', [[4, 6]]))).toEqual([[0, 4 * 48]]);
    // Moving a size of 1 moves nothing.
    expect(() => single('Transpose', [[1, 6]])).toThrow('no operators that do any work');
    expect(bytes(single('ReduceSum', [[4, 6]], { attributes: { keepdims: 0 } }))).toEqual([[24, 4 * 25]]);
    expect(bytes(single('MaxPool', [[1, 2, 8, 8]], { attributes: { kernel_shape: [2, 2], strides: [2, 2] } }))).toEqual(
      [[4 * 32, 4 * (128 + 32)]],
    );
    for (const [mode, side] of [
      [0, 2],
      [1, 3],
    ] as const) {
      const attributes = { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: mode };
      expect(bytes(single('MaxPool', [[1, 1, 5, 5]], { attributes }))).toEqual([[4 * side ** 2, 4 * (25 + side ** 2)]]);
    }
    expect(bytes(single('Split', [[4, 6]], { outputs: 2, attributes: { axis: 1 } }))).toEqual([[0, 4 * 48]]);
    expect(
      bytes(
        single(
          'Concat',
          [
            [4, 6],
            [4, 2],
          ],
          { attributes: { axis: 1 } },
        ),
      ),
    ).toEqual([[0, 4 * 64]]);
  });

  it('that contradict themselves are refused', () => {
    expect(() =>
      single(
        'Concat',
        [
          [4, 6],
          [5, 2],
        ],
        { attributes: { axis: 1 } },
      ),
    ).toThrow('do not agree');
    expect(() =>
      single('Add', [
        [4, 6],
        [5, 6],
      ]),
    ).toThrow('do not agree');
    expect(() => single('Transpose', [[4, 6]], { attributes: { perm: [0, 0] } })).toThrow('does not fit');
    expect(() => single('Softmax', [[4, 6]], { attributes: { axis: 7 } })).toThrow('no axis 7 of 2');
  });
});
