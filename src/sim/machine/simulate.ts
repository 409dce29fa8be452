import { builtinCatalog, resolveChip } from '../../chips/catalog/find-chip.js';
import type { Chip } from '../../chips/chip/chip.js';
import { parseChip, parseChipFile } from '../../chips/variant/parse-chip.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { createDefaultCostModel } from '../../kernels/compose/default-cost-model.js';
import type { CostModel } from '../../kernels/roofline/cost-model.js';
import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import { builtinModels, resolveModel } from '../../workloads/models/model-catalog.js';
import { PLAIN_WAY } from './inference-pass.js';
import { MACHINE_DEFAULTS } from './machine-defaults.js';
import { type MachineChoice, machineOf } from './machine-of.js';
import { type InferenceAnswer, type InferenceQuestion, simulateInference } from './simulate-inference.js';

/** How the model runs: the machine's choices, the question, and the model of kernel costs; each as the command has it by default. */
export type SimulateOptions = Partial<MachineChoice> &
  Partial<Omit<InferenceQuestion, 'machine' | 'architecture'>> & { readonly costs?: CostModel };

/** A name of the catalog, the text of a chip file, what such a file says as plain data, or a parsed chip. */
export type ChipArgument = string | Chip | { readonly [key: string]: unknown };

/**
 * One model on one kind of chip: seconds and joules with their 90 % intervals, where they go, and what limits them. Without
 * options it is a decode step of one sequence over a context of 1024 tokens in bf16 on one chip.
 *
 * @throws UserError for unknown names, every fault of a chip description, and models that the chips do not hold
 * @example simulate('h100-sxm', 'llama-3.1-8b').placement.count // 1
 */
export function simulate(
  chip: ChipArgument,
  model: string | LlmArchitecture,
  options: SimulateOptions = {},
): InferenceAnswer {
  const { costs, phase, contextTokens, inputTokens, outputTokens, hosts, way, onlyLayers, ...choice } = options;
  const answer = simulateInference(
    {
      machine: machineOf(chipOf(chip), choice),
      architecture: typeof model === 'string' ? resolveModel(model, builtinModels()) : model,
      phase: phase ?? 'decode',
      contextTokens: contextTokens ?? MACHINE_DEFAULTS.contextTokens,
      inputTokens: inputTokens ?? MACHINE_DEFAULTS.inputTokens,
      outputTokens: outputTokens ?? MACHINE_DEFAULTS.outputTokens,
      hosts: hosts ?? { gapSec: MACHINE_DEFAULTS.hostGapSec, powerW: 0 },
      way: way ?? PLAIN_WAY,
      onlyLayers: onlyLayers ?? null,
    },
    costs ?? createDefaultCostModel(),
  );
  if (!('refused' in answer)) return answer;
  const { refused: found, fix } = answer;
  throw new UserError([{ code: 'infeasible', file: 'simulate', line: null, path: '', found, fix }]);
}

function chipOf(chip: ChipArgument): Chip {
  if (typeof chip === 'string')
    return isFileText(chip) ? parseChipFile('chip', chip, 'chip') : resolveChip(builtinCatalog(), chip);
  return isChip(chip) ? chip : parseChip('chip', chip);
}

/** Descriptions have keys with colons, and names have none. */
function isFileText(text: string): boolean {
  return text.includes(':');
}

/** A description states `tdp`; a chip that was read from one has it in watts. */
function isChip(chip: Chip | { readonly [key: string]: unknown }): chip is Chip {
  return 'tdpW' in chip;
}
