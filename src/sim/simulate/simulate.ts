import { parseSystemFile } from '../../chips/network/parse-system.js';
import { type ChipArgument, readChip } from '../../chips/variant/read-chip.js';
import { parseData } from '../../foundation/document/document.js';
import { readAll } from '../../foundation/document/read-all.js';
import { isUserError, UserError } from '../../foundation/errors/user-error.js';
import { createDefaultCostModel } from '../../kernels/compose/default-cost-model.js';
import type { CostModel } from '../../kernels/roofline/cost-model.js';
import { type ModelArgument, readModel } from '../../workloads/models/read-model.js';
import { questionOf, runCosts, runSimulation, type Simulation } from './run-simulation.js';
import { type SimulateOptions, simulateOptionsSchema } from './simulate-options.js';

/**
 * One model on a machine of equal chips: seconds, joules and dollars with their 90 % intervals, and where they go; the
 * figures of the command `simulate`. Without options it is a decode step of one sequence in bf16 on one chip. `costs`
 * says what kernels cost instead of the default model, such as one of measured timings.
 *
 * @throws UserError with every problem of chip, model and options, or why the model does not run on the machine
 * @example
 * (await simulate('h100-sxm', 'llama-3.1-8b', { batch: 16 })).tokens // 16
 */
export async function simulate(
  chip: ChipArgument,
  model: ModelArgument,
  options: SimulateOptions & { readonly costs?: CostModel | undefined } = {},
): Promise<Simulation> {
  const { costs, system: stated, ...given } = options;
  const systemText = typeof stated === 'object' && stated !== null ? JSON.stringify(stated) : stated;
  const [described, architecture, { value: choices, problem }] = readAll([
    () => named('chip', () => readChip(chip)),
    () => named('model', () => readModel(model)),
    () => parseData(SIMULATE, { ...given, system: systemText }, simulateOptionsSchema),
  ] as const);
  const { system: text, kernelGapSec, elasticity } = choices;
  const { volume, usdPerKwh, pue, lifetimeYears, load } = choices;
  const layers = architecture.layers.length;
  if (choices.onlyLayers !== null && choices.onlyLayers > layers) {
    const found = `${architecture.name} has ${layers} layers.`;
    throw new UserError([problem(['onlyLayers'], 'bad-option', found, 'Ask for no more layers than there are.')]);
  }
  const system = text === null ? null : parseSystemFile('system', text, described);
  const question = questionOf(described, architecture, choices, system);
  const terms = { volume, usdPerKwh, pue, lifetimeYears, load };
  const run = runCosts(costs ?? createDefaultCostModel(), kernelGapSec);
  const simulation = runSimulation(question, run, terms, elasticity);
  if ('refused' in simulation) throw new UserError([problem([], 'infeasible', simulation.refused, simulation.fix)]);
  return simulation;
}

/** What stands for the file in problems of options. */
const SIMULATE = 'simulate';

/** Problems of a bare name are those of the argument that it was given as. */
function named<T>(argument: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isUserError(error)) throw error;
    throw new UserError(
      error.problems.map((one) => (one.file === 'command line' ? { ...one, file: SIMULATE, path: argument } : one)),
    );
  }
}
