import { z } from 'zod';
import { type ParsedDocument, parseDocument } from '../../foundation/document/document.js';
import type { Problem } from '../../foundation/errors/user-error.js';
import type { DataSpace, IndexTerm, NestProblem } from '../operators/nest-problem.js';

const name = z.string().min(1).max(100);
const size = z
  .int()
  .min(1)
  .max(2 ** 31);
const MOST = 64;

const shape = z.looseObject({
  name: name.default('problem'),
  dimensions: z.array(name).min(1).max(MOST),
  coefficients: z
    .array(z.looseObject({ name, default: size }))
    .max(MOST)
    .default([]),
  data_spaces: z
    .array(
      z.looseObject({
        name,
        projection: z.array(z.array(z.array(name).min(1).max(2)).min(1).max(MOST)).max(MOST),
        read_write: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(MOST),
});

const file = z.looseObject({
  problem: z.looseObject({
    shape,
    instance: z.record(
      name,
      z.union([z.number(), z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]),
    ),
  }),
});

type TimeloopFile = z.output<typeof file>;

/**
 * Reads a Timeloop problem (version 0.4: `problem` with `shape` and `instance`). Densities and other entries beside them
 * are read past. Throws a UserError with every dimension without a size and every name that is not declared.
 *
 * @example
 * importTimeloopProblem('gemm.yaml', 'problem: { shape: { dimensions: [M], data_spaces: [{ name: Z, projection: [[[M]]], read_write: true }] }, instance: { M: 4 } }').sizes.get('M') // 4
 */
export function importTimeloopProblem(path: string, text: string): NestProblem {
  const document = parseDocument(path, text, file, problemsOf);
  const { shape, instance } = document.value.problem;
  const strides = stridesOf(document.value);
  const dataSpaces = shape.data_spaces.map((space): DataSpace => {
    const ranks = space.projection.map((rank) =>
      rank.map(([dimension = '', coefficient]): IndexTerm => {
        return { dimension, stride: coefficient === undefined ? 1 : (strides.get(coefficient) ?? 1) };
      }),
    );
    return { name: space.name, ranks, written: space.read_write };
  });
  const sizes = new Map(shape.dimensions.map((dimension) => [dimension, Number(instance[dimension])] as const));
  return { name: shape.name, sizes, dataSpaces };
}

/** Steps by the name of their coefficient: of the instance, else the default of the shape. */
function stridesOf({ problem }: TimeloopFile): Map<string, number> {
  return new Map(
    problem.shape.coefficients.map(({ name, default: usual }) => {
      const given = problem.instance[name];
      return [name, given === undefined ? usual : Number(given)] as const;
    }),
  );
}

function problemsOf({ value, problem }: ParsedDocument<TimeloopFile>): Problem[] {
  const { shape, instance } = value.problem;
  const found: Problem[] = [];
  const whole = (given: unknown) => Number.isInteger(given) && Number(given) >= 1 && Number(given) <= 2 ** 31;
  const declared = new Set(shape.dimensions);
  for (const dimension of declared) {
    const given = instance[dimension];
    if (given === undefined) {
      const text = `Dimension ${dimension} has no size.`;
      found.push(problem(['problem', 'instance'], 'missing-key', text, `Add ${dimension}: <number>.`));
    } else if (!whole(given)) {
      const text = `It must be a whole number from 1 to ${2 ** 31}; found ${JSON.stringify(given)}.`;
      found.push(problem(['problem', 'instance', dimension], 'out-of-range', text, 'Correct the size.'));
    }
  }
  for (const [coefficient, stride] of stridesOf(value)) {
    if (whole(stride)) continue;
    const text = `A coefficient must be a whole number of at least 1; found ${coefficient}.`;
    found.push(problem(['problem', 'instance', coefficient], 'out-of-range', text, 'Correct it.'));
  }
  const coefficients = new Set(shape.coefficients.map(({ name }) => name));
  shape.data_spaces.forEach((space, index) => {
    const path = ['problem', 'shape', 'data_spaces', index, 'projection'];
    for (const [dimension = '', coefficient] of space.projection.flat()) {
      if (!declared.has(dimension))
        found.push(problem(path, 'unknown-dimension', `${dimension} is no dimension.`, 'Declare it or correct it.'));
      if (coefficient !== undefined && !coefficients.has(coefficient))
        found.push(problem(path, 'unknown-coefficient', `${coefficient} is no coefficient.`, 'Declare it.'));
    }
  });
  return found;
}
