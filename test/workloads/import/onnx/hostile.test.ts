import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isUserError } from '../../../../src/foundation/index.js';
import {
  encode,
  type GraphParts,
  INT64,
  info,
  int64s,
  madeFunction,
  node,
  read,
  readBytes,
  weight,
} from './onnx-fixture.js';

const SOUND: GraphParts = {
  input: [info('x', [2, 8])],
  initializer: [weight('w', [8, 4]), int64s('s', [4, 2])],
  node: [
    node('MatMul', ['x', 'w'], ['h']),
    node('Reshape', ['h', 's'], ['r']),
    node('Softmax', ['r'], ['y'], { axis: -1 }),
  ],
  output: [info('y', [4, 2])],
};

/** A varint of a length or a tag. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest % 128) | (rest >= 128 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}

/** A field with its length, around other bytes. */
function field(number: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.from([...varint(number * 8 + 2), ...varint(content.length)]), content]);
}

describe('a hostile ONNX file', () => {
  it('with a cycle is refused by the nodes that wait for each other', () => {
    const graph: GraphParts = {
      input: [info('x', [2, 8])],
      node: [
        node('Add', ['x', 'c'], ['a']),
        node('Relu', ['a'], ['b']),
        node('Tanh', ['b'], ['c']),
        node('Relu', ['x'], ['d']),
      ],
    };
    expect(() => read(graph)).toThrow(/has a cycle; these wait for each other: Add \(a\), Relu \(b\), Tanh \(c\)\./);
  });

  it('out of order is read in order, and one with a missing or a doubled name is refused', () => {
    const sorted = read({ ...SOUND, node: [...SOUND.node].reverse() });
    expect(sorted.graph.nodes.map(({ group }) => group)).toEqual(['MatMul', 'Softmax']);
    expect(() => read({ ...SOUND, node: [node('Relu', ['nowhere'], ['y'])] })).toThrow(
      'Nothing makes its input "nowhere"',
    );
    expect(() => read({ ...SOUND, node: [node('Relu', ['x'], ['y']), node('Tanh', ['x'], ['y'])] })).toThrow(
      'Two nodes make "y"',
    );
  });

  it('that is cut off anywhere is refused or read, and nothing else', () => {
    const whole = encode(SOUND);
    for (let length = 0; length < whole.length; length++) {
      try {
        readBytes(whole.subarray(0, length));
      } catch (error) {
        if (!isUserError(error)) throw error;
      }
    }
    expect(() => readBytes(whole.subarray(0, whole.length - 20))).toThrow(/claims \d+ bytes; \d+ are left|no graph/);
  });

  it('that claims two gigabytes is refused by what is left', () => {
    const claim = Uint8Array.from([8, 8, 0x3a, ...varint(2 ** 31), 1, 2, 3]);
    expect(() => readBytes(claim)).toThrow('The part at byte 3 claims 2147483648 bytes; 3 are left.');
    const inner = field(7, Uint8Array.from([0x2a, ...varint(2 ** 31 - 1), 0]));
    expect(() => readBytes(inner)).toThrow('claims 2147483647 bytes');
  });

  it('whose fields are written as another kind is refused', () => {
    expect(() => readBytes(field(7, field(1, Uint8Array.from([8, 5]))))).toThrow('is written as type 0 instead of 2');
  });

  it('that nests without end is refused by its depth', () => {
    let graph: Uint8Array = new Uint8Array(0);
    for (let level = 0; level < 2000; level++) graph = field(1, field(5, field(6, graph)));
    expect(() => readBytes(field(7, graph))).toThrow('nests deeper than 32 messages');
  });

  it('of millions of nodes or fields is refused by their number', () => {
    const nodes = new Uint8Array(600_000);
    for (let at = 0; at < nodes.length; at += 2) nodes[at] = 0x0a;
    expect(() => readBytes(field(7, nodes))).toThrow('more than 250000 nodes');
    // Field 15 of a graph, a number that means nothing here, over and over.
    const fields = new Uint8Array(11_000_000).fill(0x78);
    expect(() => readBytes(field(7, fields))).toThrow('more than 5000000 fields');
  }, 60_000);

  it('with sizes beyond any memory is refused by the node or by the sum', () => {
    const huge = 2 ** 31;
    expect(() =>
      read({
        ...SOUND,
        input: [info('x', [huge, huge, 8])],
        initializer: [weight('w', [8, 4])],
        node: [node('MatMul', ['x', 'w'], ['y'])],
      }),
    ).toThrow('fits no memory');
    expect(() =>
      read({
        input: [info('x', [1])],
        initializer: [int64s('s', [huge, huge])],
        node: [node('ConstantOfShape', ['s'], ['c']), node('Add', ['x', 'c'], ['y'])],
      }),
    ).toThrow('fits no memory');
    expect(
      read({ ...SOUND, initializer: [...(SOUND.initializer ?? []), weight('unused', [huge, huge, huge])] }).storedBytes,
    ).toBeGreaterThan(1e28);
  });

  it('whose functions call themselves or unfold without end is refused', () => {
    const graph: GraphParts = { input: [info('x', [2])], node: [node('F0', ['x'], ['y'], {}, 'own')] };
    const self = madeFunction('F0', ['a'], ['b'], [node('F0', ['a'], ['b'], {}, 'own')]);
    expect(() => readBytes(encode(graph, 17, [self]))).toThrow('nest deeper than 16');
    // Each of ten functions calls the next eight times: 8^10 nodes.
    const calls = (level: number) =>
      Array.from({ length: 8 }, (_, index) =>
        node(`F${level + 1}`, ['a'], [index === 7 ? 'b' : `c${index}`], {}, 'own'),
      );
    const tree = Array.from({ length: 10 }, (_, level) => madeFunction(`F${level}`, ['a'], ['b'], calls(level)));
    const leaf = madeFunction('F10', ['a'], ['b'], [node('Relu', ['a'], ['b'])]);
    expect(() => readBytes(encode(graph, 17, [...tree, leaf]))).toThrow(
      /unfold to endless nodes|more than 200000 operators/,
    );
  }, 60_000);

  it('with endless work is refused by its operators', () => {
    const graph: GraphParts = {
      input: [info('x', [4000, 1, 4])],
      initializer: [weight('w', [1, 16, 4]), weight('r', [1, 16, 4])],
      node: Array.from({ length: 30 }, (_, index) => node('LSTM', ['x', 'w', 'r'], [`y${index}`], { hidden_size: 4 })),
    };
    expect(() => read(graph)).toThrow('more than 200000 operators');
  }, 60_000);

  it('whose unknown operators tie everything together is refused in bounded memory', () => {
    const relus = Array.from({ length: 5000 }, (_, index) => node('Relu', ['x'], [`r${index}`]));
    const knot = node(
      'Mystery',
      relus.map((_, index) => `r${index}`),
      ['m'],
    );
    const graph: GraphParts = { input: [info('x', [2])], node: [...relus, knot], value_info: [info('m', [2])] };
    expect(() => read(graph, { allowUnknown: true })).toThrow('waits for 5000 operators, more than 4096');
  });

  it('of changed bytes is refused or read, and nothing else (property)', () => {
    const whole = encode({
      ...SOUND,
      node: [
        ...SOUND.node,
        node('If', ['s'], ['z'], { then_branch: { name: 'a', node: [] }, else_branch: { name: 'b', node: [] } }),
      ],
      value_info: [info('h', ['batch', 4], INT64)],
    });
    const change = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          readBytes(bytes, { allowUnknown: true });
        } catch (error) {
          if (!isUserError(error)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('of any bytes is refused (property)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readBytes(bytes);
          return false;
        } catch (error) {
          return isUserError(error);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
