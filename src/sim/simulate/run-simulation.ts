import type { Chip } from '../../chips/chip/chip.js';
import { levelSize } from '../../chips/network/network.js';
import type { SystemDescription } from '../../chips/network/parse-system.js';
import { launchedCostModel } from '../../kernels/compose/launched-cost-model.js';
import { memoCostModel } from '../../kernels/compose/memo-cost-model.js';
import type { CostModel } from '../../kernels/roofline/cost-model.js';
import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import type { Dtype } from '../../workloads/operators/dtype.js';
import { chipElasticities, type Elasticity } from '../machine/chip-elasticity.js';
import { MACHINE_DEFAULTS } from '../machine/place/machine-defaults.js';
import { machineOf } from '../machine/place/machine-of.js';
import type { PlacementRefusal } from '../machine/place/place-machine.js';
import { type InferenceAnswer, type InferenceQuestion, simulateInference } from '../machine/simulate-inference.js';
import { type TokenCost, type TokenCostTerms, tokenCost } from '../machine/token-cost.js';
import type { SimulateChoices } from './simulate-options.js';

/** What a model does on a machine and what its tokens cost: the figures of the command `simulate`, as plain data. */
export interface Simulation extends InferenceAnswer {
  /** Id of the chip. */
  readonly chip: string;
  /** Id of the model. */
  readonly model: string;
  readonly dtype: Dtype;
  readonly batch: number;
  readonly cost: TokenCost & { readonly terms: TokenCostTerms };
  /** What more of each resource does; null where it was not asked for. */
  readonly elasticity: readonly Elasticity[] | null;
}

/** The question that choices ask of a chip and a model; `system` is null for the chip's usual network. */
export function questionOf(
  chip: Chip,
  architecture: LlmArchitecture,
  choices: SimulateChoices,
  system: SystemDescription | null,
): InferenceQuestion {
  const { phase, contextTokens, inputTokens, outputTokens, onlyLayers, overlap, exchange } = choices;
  const { dtype, kvDtype, batch, tp, pp, ep, cp, dp, microbatches } = choices;
  const axes = { tp, pp, ep, cp, dp, microbatches };
  const machine = machineOf(chip, { ...axes, dtype, kvDtype, batch, network: system?.network ?? null });
  const gapSec = choices.hostGapSec ?? system?.hostGapSec ?? MACHINE_DEFAULTS.hostGapSec;
  const powerW = hostPowerW(system, tp * pp * ep * cp * dp);
  return {
    machine,
    architecture,
    phase,
    contextTokens,
    inputTokens,
    outputTokens,
    hosts: { gapSec, powerW },
    way: { overlap, exchange },
    onlyLayers,
  };
}

/** Of the hosts of all nodes that the chips fill. */
function hostPowerW(system: SystemDescription | null, chips: number): number {
  if (system === null || system.hostPowerW === null) return 0;
  return system.hostPowerW * Math.ceil(chips / levelSize(system.network.node));
}

/** What the kernels of a run are charged: each distinct operator is costed once; a host that launches one by one comes on top. */
export function runCosts(model: CostModel, kernelGapSec: number): CostModel {
  const costs = memoCostModel(model);
  return kernelGapSec === 0 ? costs : launchedCostModel(costs, kernelGapSec);
}

/** Runs a question and works out what its tokens cost, or refuses with the arithmetic of what does not fit. */
export function runSimulation(
  question: InferenceQuestion,
  costs: CostModel,
  terms: TokenCostTerms,
  withElasticity: boolean,
): Simulation | PlacementRefusal {
  const { machine, architecture } = question;
  const answer = simulateInference(question, costs);
  if ('refused' in answer) return answer;
  return {
    chip: machine.chip.id,
    model: architecture.id,
    dtype: machine.dtype,
    batch: machine.batch,
    ...answer,
    cost: { ...tokenCost(answer.withHostGap, machine.chip, answer.placement.count, terms), terms },
    elasticity: withElasticity ? chipElasticities(question, answer, costs) : null,
  };
}
