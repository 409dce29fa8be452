import type { Chip } from '../../chips/chip/chip.js';
import { parseVariant } from '../../chips/variant/parse-variant.js';
import type { VariantDescription } from '../../chips/variant/variant-schema.js';
import { ln } from '../../foundation/numeric/portable-math.js';
import type { CostModel } from '../../kernels/roofline/cost-model.js';
import { type InferenceAnswer, type InferenceQuestion, simulateInference } from './simulate-inference.js';

/** What ten per cent more of one resource does. */
export interface Elasticity {
  readonly resource: string;
  /** d ln(tokens/s) over d ln(resource); null where the chip lacks the resource. */
  readonly throughput: number | null;
  /** d ln(J/token) over d ln(resource). */
  readonly energyPerToken: number | null;
}

const STEP = 1.1;
const MORE = `x${STEP}`;

/** The resources in the order of the report; null where a chip has none of it. */
function resources(chip: Chip): readonly (readonly [string, Partial<VariantDescription> | null])[] {
  return [
    ['memory bandwidth', { memory: { bandwidth: MORE } }],
    ['clock', { clock: MORE }],
    ['cores', { cores: MORE }],
    ['SRAM', sram(chip)],
    ['links', chip.link === null ? null : { link: { bandwidth: MORE } }],
    ['launch floor', { launchFloor: MORE }],
  ] as const;
}

/** All memory on the die grows together. */
function sram(chip: Chip): Partial<VariantDescription> | null {
  if (chip.cache === null && chip.localMemoryBytes === null) return null;
  return {
    ...(chip.cache === null ? {} : { cache: { capacity: MORE } }),
    ...(chip.localMemoryBytes === null ? {} : { localMemory: MORE }),
  };
}

/**
 * Elasticities of a simulation with respect to the resources of its chip, from a step of ten per cent each with all else
 * equal; board power and idle power stay as they are. `base` is the answer for the chip itself.
 */
export function chipElasticities(question: InferenceQuestion, base: InferenceAnswer, model: CostModel): Elasticity[] {
  return resources(question.machine.chip).map(([resource, change]) => {
    if (change === null) return { resource, throughput: null, energyPerToken: null };
    const { id } = question.machine.chip;
    const chip = parseVariant(`${id}+${resource}`, { extends: id, ...change }, () => question.machine.chip);
    const answer = simulateInference({ ...question, machine: { ...question.machine, chip } }, model);
    if ('refused' in answer) return { resource, throughput: null, energyPerToken: null };
    const slope = (pick: (one: InferenceAnswer) => number) => ln(pick(answer) / pick(base)) / ln(STEP);
    return {
      resource,
      throughput: slope((one) => one.tokens / one.kernelSeconds.value),
      energyPerToken: slope((one) => one.joulesPerToken.value),
    };
  });
}
