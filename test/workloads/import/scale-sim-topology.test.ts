import { describe, expect, it } from '@jest/globals';
import { importScaleSimTopology } from '../../../src/workloads/index.js';

const conv = 'Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides, \n';
const read = (text: string) => importScaleSimTopology('t.csv', text, 'int8');

describe('importScaleSimTopology', () => {
  it('reads products in the order of the header', () => {
    const graph = read('Layer,N,M,K,\r\nfirst,2,3,5,\r\nsecond,7,11,13\r\n\r\n');
    expect(graph.nodes.map((node) => node.op)).toEqual([
      { kind: 'gemm', m: 3, n: 2, k: 5, dtype: 'int8' },
      { kind: 'gemm', m: 11, n: 7, k: 13, dtype: 'int8' },
    ]);
    expect(graph.nodes[1]).toMatchObject({ name: '1.second', group: 'second', deps: [0] });
  });

  it('reads past a byte order mark, empty rows and trailing commas, and refuses cells without a column', () => {
    const graph = read('\uFEFFLayer,M,N,K,\r\na,4,5,6,\r\n,,,,\r\n\r\n');
    expect(graph.nodes).toHaveLength(1);
    expect(() => read('Layer,M,N,K\na,4,5,6,7\n')).toThrow(/t\.csv:2: .*5 cells under 4 columns/);
    expect(() => read('Layer,M,N,K\na,0x10,2,3\nb,1e3,2,3\nc,1.5,2,3\n')).toThrow(
      /t\.csv:2:.*\n.*t\.csv:3:.*\n.*t\.csv:4:/,
    );
  });

  it('unfolds a convolution: 224 x 224 with a 7 x 7 filter and stride 2 has 110 x 110 outputs', () => {
    expect(read(`${conv}Conv1,224,224,7,7,3,64,2,\n`).nodes[0]?.op).toEqual({
      kind: 'gemm',
      m: 110 * 110,
      n: 64,
      k: 147,
      dtype: 'int8',
    });
  });

  it('reports every bad line with its number', () => {
    const text = 'Layer,M,N,K\na,1,2,3\nb,-1,2,3\nc,1,,3\nd,1,2,1e99\n';
    expect(() => read(text)).toThrow(/t\.csv:3:.*\nt\.csv:4:.*\nt\.csv:5:/);
  });

  it('refuses a filter larger than its input, sparsity, a foreign header and an empty file', () => {
    expect(() => read(`${conv}c,4,4,7,7,3,64,2\n`)).toThrow('larger than its input');
    expect(() => read('Layer,M,N,K,Sparsity\na,1,2,3,2:4\n')).toThrow('sparse (2:4)');
    expect(read('Layer,M,N,K,Sparsity\na,1,2,3,1:1\n').nodes).toHaveLength(1);
    expect(() => read('a;b;c\n')).toThrow('header has neither');
    expect(() => read('')).toThrow('header has neither');
    expect(() => read('Layer,M,N,K\n')).toThrow('no layers');
  });

  it('refuses a file of endless lines in bounded time', () => {
    expect(() => read(`Layer,M,N,K\n${'a,0,0,0\n'.repeat(50_000)}`)).toThrow();
    expect(() => read(`Layer,M,N,K\n${'a,1,1,1\n'.repeat(200_000)}`)).toThrow('at most 100000');
  });
});
