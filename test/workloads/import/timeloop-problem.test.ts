import { describe, expect, it } from '@jest/globals';
import { importTimeloopProblem, nestMacs, spaceWords } from '../../../src/workloads/index.js';

const TEXT = `problem:
  version: 0.4
  shape:
    name: conv1d
    dimensions: [P, R]
    coefficients: [{ name: stride, default: 1 }]
    data_spaces:
    - { name: In, projection: [[[P, stride], [R]]] }
    - { name: Out, projection: [[[P]]], read_write: true }
  instance: { P: 8, R: 3, stride: 2, unused: 7 }
`;
const read = (text: string) => importTimeloopProblem('p.yaml', text);

describe('importTimeloopProblem', () => {
  it('reads sizes, strides and what is written', () => {
    const problem = read(TEXT);
    expect(nestMacs(problem)).toBe(24);
    expect(problem.dataSpaces.map((space) => [space.name, spaceWords(space, problem.sizes), space.written])).toEqual([
      ['In', 17, false],
      ['Out', 8, true],
    ]);
    expect(spaceWords(read(TEXT.replace(', stride: 2', '')).dataSpaces[0]!, problem.sizes)).toBe(10);
  });

  it('names every size that is missing or no whole number, and every name that is not declared', () => {
    expect(() => read(TEXT.replace('R: 3, ', ''))).toThrow(/p\.yaml:10: .*Dimension R has no size/);
    expect(() => read(TEXT.replace('P: 8', 'P: -8').replace('R: 3', 'R: 2.5'))).toThrow(/found -8[\s\S]*found 2\.5/);
    expect(() => read(TEXT.replace('[[[P]]]', '[[[Q]]]'))).toThrow(/p\.yaml:9: .*Q is no dimension/);
    expect(() => read(TEXT.replace('[P, stride]', '[P, pitch]'))).toThrow('pitch is no coefficient');
    expect(() => read('problem: 3')).toThrow(/p\.yaml:1/);
  });
});
