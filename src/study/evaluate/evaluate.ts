import { z } from 'zod';
import { type ChipCheck, checkChip } from '../../chips/describe/check-chip.js';
import { chipFigures, type NamedFigure } from '../../chips/describe/chip-figures.js';
import { type ChipArgument, readChip } from '../../chips/variant/read-chip.js';
import { parseData } from '../../foundation/document/document.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { createDefaultCostModel, isRefusal, type KernelCost, parseOperator } from '../../kernels/index.js';
import { WEIGHT_COPIES } from '../../kernels/roofline/weight-copies.js';
import type { Simulation } from '../../sim/simulate/run-simulation.js';
import { simulate } from '../../sim/simulate/simulate.js';
import type { SimulateOptions } from '../../sim/simulate/simulate-options.js';
import type { ModelArgument } from '../../workloads/models/read-model.js';
import type { Outcome } from '../outcome/outcome.js';
import { powRate } from '../rates/pow-rate.js';
import type { PowRate } from '../rates/rate-figures.js';
import { runStudy, type StudyOptions } from './run-study.js';

/** What can be asked, by kind: plain data, so that any field of it can be set by its path, such as `chip.memory.bandwidth`. */
export interface EvaluationInputs {
  /** A model on a machine; options beside chip and model. */
  readonly simulate: { readonly chip: ChipArgument; readonly model: ModelArgument } & SimulateOptions;
  /** A study file of any kind as plain data, or its text. */
  readonly study: string | object;
  readonly chip: { readonly chip: ChipArgument };
  /** One operator, such as `{ kind: 'gemm', m: 16, n: 4096, k: 4096 }`; `weightCopies` are the weights that are cycled through, default 64. */
  readonly kernel: {
    readonly chip: ChipArgument;
    readonly operator: Readonly<Record<string, string | number | boolean>>;
    readonly weightCopies?: number | undefined;
  };
  /** A chip under a protocol of proof of work. */
  readonly pow: { readonly chip: ChipArgument; readonly protocol: string };
}

/** What comes of it: plain data too. */
export interface EvaluationResults {
  readonly simulate: Simulation;
  readonly study: Outcome;
  readonly chip: ChipCheck & { readonly chip: string; readonly name: string; readonly figures: readonly NamedFigure[] };
  readonly kernel: KernelCost & { readonly chip: string };
  readonly pow: PowRate;
}

export type EvaluationKind = keyof EvaluationInputs;

type Evaluate<Kind extends EvaluationKind> = (
  input: EvaluationInputs[Kind],
  options: StudyOptions,
) => Promise<EvaluationResults[Kind]>;

const EVALUATIONS: { readonly [Kind in EvaluationKind]: Evaluate<Kind> } = {
  simulate: ({ chip, model, ...options }) => simulate(chip, model, options),
  study: runStudy,
  chip: async (input) => {
    const chip = readChip(checked('chip', input, { chip: chipField }).chip);
    return { chip: chip.id, name: chip.name, figures: chipFigures(chip), ...checkChip(chip) };
  },
  kernel: async (input) => {
    const { operator, weightCopies, ...given } = checked('kernel', input, kernelFields);
    const chip = readChip(given.chip);
    const { kind = '', ...sizes } = operator;
    const op = parseOperator(
      String(kind),
      Object.entries(sizes).map(([name, value]) => `${name}=${value}`),
    );
    const system = { chip, count: 'ranks' in op ? op.ranks : 1, topology: 'single' } as const;
    const cost = createDefaultCostModel().estimate(op, system, { weightCopies });
    if (isRefusal(cost)) throw refusal('kernel', cost.refused, 'Choose another chip or number format.');
    return { chip: chip.id, ...cost };
  },
  pow: async (input) => {
    const { protocol, ...given } = checked('pow', input, { chip: chipField, protocol: z.string() });
    const chip = readChip(given.chip);
    const rate = powRate(protocol, chip, createDefaultCostModel());
    if ('refused' in rate) throw refusal('pow', rate.refused, 'Choose another chip or protocol.');
    return rate;
  },
};

/** The kinds in a fixed order. */
export const EVALUATION_KINDS = Object.keys(EVALUATIONS) as readonly EvaluationKind[];

/**
 * The one entrance for everything that is computed from a whole input: plain data in, plain data out, so that whoever
 * explores needs to know neither. `surroundings` are those of studies; other kinds need none.
 *
 * @throws UserError with every mistake of the input, and for what is physically impossible
 * @example
 * (await evaluate('simulate', { chip: 'h100-sxm', model: 'llama-3.1-8b', batch: 8 })).tokens // 8
 */
export async function evaluate<Kind extends EvaluationKind>(
  kind: Kind,
  input: EvaluationInputs[Kind],
  surroundings: StudyOptions = {},
): Promise<EvaluationResults[Kind]> {
  if (Object.hasOwn(EVALUATIONS, kind)) return EVALUATIONS[kind](input, surroundings);
  const found = `${JSON.stringify(String(kind).slice(0, 60))} is no kind of question.`;
  throw refusal('evaluate', found, `Ask for one of: ${EVALUATION_KINDS.join(', ')}.`);
}

const chipField = z.custom<ChipArgument>(
  (given) => typeof given === 'string' || (typeof given === 'object' && given !== null),
  'A chip is a name, the text of a chip file, or what such a file says.',
);
const kernelFields = {
  chip: chipField,
  operator: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  weightCopies: z.number().positive().default(WEIGHT_COPIES.uncached),
};

/** The fields of an input, as they are: their own readers look closer. @throws UserError with every field that is wrong */
function checked<Fields extends z.ZodRawShape>(kind: EvaluationKind, input: unknown, fields: Fields) {
  const schema = z.strictObject(fields);
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : parseData(kind, input, schema).value;
}

function refusal(file: string, found: string, fix: string): UserError {
  return new UserError([{ code: 'infeasible', file, line: null, path: '', found, fix }]);
}
