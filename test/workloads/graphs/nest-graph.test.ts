import { describe, expect, it } from '@jest/globals';
import { type NestProblem, nestGraph } from '../../../src/workloads/index.js';

const rank = (...dimensions: string[]) => dimensions.map((dimension) => ({ dimension, stride: 1 }));
const nest = (sizes: Record<string, number>, spaces: Record<string, string[][]>, result: string): NestProblem => ({
  name: 'nest',
  sizes: new Map(Object.entries(sizes)),
  dataSpaces: Object.entries(spaces).map(([name, ranks]) => ({
    name,
    ranks: ranks.map((one) => rank(...one)),
    written: name === result,
  })),
});

describe('nestGraph', () => {
  it('unfolds a convolution: pixels by filters by filter volume', () => {
    const conv = nest(
      { C: 3, M: 32, R: 3, S: 3, N: 2, P: 112, Q: 112 },
      {
        Weights: [['C'], ['M'], ['R'], ['S']],
        Inputs: [['N'], ['C'], ['R', 'P'], ['S', 'Q']],
        Outputs: [['N'], ['M'], ['Q'], ['P']],
      },
      'Outputs',
    );
    expect(nestGraph('p', conv, 'int8').nodes[0]?.op).toEqual({
      kind: 'gemm',
      m: 2 * 112 * 112,
      n: 32,
      k: 27,
      dtype: 'int8',
    });
  });

  it('makes loops of all three a batch, and refuses what is no product', () => {
    const batched = nest(
      { B: 4, M: 2, N: 3, K: 5 },
      { A: [['B'], ['M'], ['K']], W: [['B'], ['K'], ['N']], Z: [['B'], ['M'], ['N']] },
      'Z',
    );
    expect(nestGraph('p', batched, 'fp16').nodes[0]?.op).toEqual({
      kind: 'batched_gemm',
      batch: 4,
      m: 2,
      n: 3,
      k: 5,
      dtype: 'fp16',
    });
    const alone = nest({ M: 2, X: 3 }, { A: [['M'], ['X']], W: [['M']], Z: [['M']] }, 'Z');
    expect(() => nestGraph('p', alone, 'fp16')).toThrow('Loop X indexes only one');
    const three = nest({ M: 2 }, { A: [['M']], B: [['M']], C: [['M']], Z: [['M']] }, 'Z');
    expect(() => nestGraph('p', three, 'fp16')).toThrow('two operands and one result');
  });
});
