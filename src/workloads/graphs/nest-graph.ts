import { UserError } from '../../foundation/errors/user-error.js';
import type { Dtype } from '../operators/dtype.js';
import { isIndexedBy, type NestProblem } from '../operators/nest-problem.js';
import type { Graph } from './graph.js';

/**
 * The matrix product that a loop nest of two operands and one result is: loops that index the result and one operand are
 * its rows or columns, those of both operands alone its depth, those of all three a batch. A convolution becomes the
 * product of its unfolded input. The operand whose name speaks of weights or filters, else the second, is stored. Throws
 * a UserError for nests that are no product.
 *
 * @example
 * const space = (name, letters, written) => ({ name, written, ranks: [...letters].map((dimension) => [{ dimension, stride: 1 }]) });
 * const nest = { name: 'product', sizes: new Map([['M', 4], ['N', 5], ['K', 6]]), dataSpaces: [space('A', 'MK', false), space('B', 'KN', false), space('Z', 'MN', true)] };
 * nestGraph('p.yaml', nest, 'int8').nodes[0].op // { kind: 'gemm', m: 4, n: 5, k: 6, dtype: 'int8' }
 */
export function nestGraph(file: string, problem: NestProblem, dtype: Dtype): Graph {
  const refuse = (found: string) => {
    const fix = 'Evaluate it under a mapping instead: simulate --workload FILE --mapping FILE.';
    return new UserError([{ code: 'not-supported', file, line: null, path: 'problem.shape', found, fix }]);
  };
  const [result, ...others] = problem.dataSpaces.filter(({ written }) => written);
  const operands = problem.dataSpaces.filter(({ written }) => !written);
  if (result === undefined || others.length > 0 || operands.length !== 2)
    throw refuse('Only a nest of two operands and one result is a product.');
  const named = operands.findIndex(({ name }) => /weight|filter|kernel/i.test(name));
  const stored = operands[named < 0 ? 1 : named];
  const streamed = operands[named === 0 ? 1 : 0];
  if (stored === undefined || streamed === undefined) throw new Error('two operands were counted');
  let [batch, m, n, k] = [1, 1, 1, 1];
  for (const [dimension, size] of problem.sizes) {
    const uses = [result, streamed, stored].map((space) => isIndexedBy(space, dimension));
    const [inResult, inStreamed, inStored] = uses;
    if (inResult && inStreamed && inStored) batch *= size;
    else if (inResult && inStreamed) m *= size;
    else if (inResult && inStored) n *= size;
    else if (!inResult && inStreamed && inStored) k *= size;
    else if (size > 1) throw refuse(`Loop ${dimension} indexes only one of the data spaces.`);
  }
  const op =
    batch === 1
      ? ({ kind: 'gemm', m, n, k, dtype } as const)
      : ({ kind: 'batched_gemm', batch, m, n, k, dtype } as const);
  return { name: file, nodes: [{ id: 0, name: problem.name, group: problem.name, op, deps: [] }] };
}
