import { z } from 'zod';
import { RUN_DEFAULTS } from '../../../foundation/defaults/run-defaults.js';
import { quantity } from '../../../foundation/document/document-fields.js';
import { rewardPreset } from '../../../pow-model/rules/reward-presets.js';
import type { RewardRule } from '../../../pow-model/rules/reward-rule.js';
import { MACHINE_DEFAULTS } from '../../../sim/machine/machine-defaults.js';
import { DTYPES, type Dtype } from '../../../workloads/operators/dtype.js';

/** An id of a study, a machine, a workload or a rule. */
export const idField = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes');
/** A name for people. */
export const labelField = z.string().min(1).max(120);
/** Chips, ranks, tokens or requests. */
export const countField = z.int().min(1).max(65536);
/** A share from 0 to 1. */
export const shareField = quantity('ratio', { min: 0, max: 1 });
/** What random streams are made from. */
export const seedField = z.union([z.int(), z.string().min(1).max(64)]).default(RUN_DEFAULTS.seed);

/** Fields of a machine: chips, how a model is split over them, and how many requests it serves. */
export const machineSchema = z.strictObject({
  id: idField,
  label: labelField.optional(),
  chip: z.string().min(1).describe('Name or alias of a catalog chip, or a path to a chip file.'),
  count: z
    .union([countField, z.literal('fit')])
    .default(1)
    .describe('Chips of the machine; fit: the fewest that hold the model.'),
  tensor: countField.nullable().default(null).describe('Ranks of tensor parallelism.'),
  pipeline: countField.nullable().default(null).describe('Pipeline stages.'),
  expert: countField.default(1).describe('Ranks that divide experts and sequences.'),
  context: countField.default(1).describe('Ranks that divide the tokens of a sequence.'),
  microbatches: countField.nullable().default(null).describe('Parts that the batch is dealt out to; one a stage.'),
  dtype: z.enum(DTYPES as readonly [Dtype, ...Dtype[]]).default(MACHINE_DEFAULTS.dtype),
  kvDtype: z.enum(['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'int4']).default(MACHINE_DEFAULTS.kvDtype),
  batch: countField.default(MACHINE_DEFAULTS.batchServed).describe('Sequences that the whole machine serves at once.'),
});

export type MachineEntry = z.output<typeof machineSchema>;

/** Fields of a reward rule that a file describes. */
export const customRuleSchema = z.strictObject({
  id: idField,
  label: labelField.optional(),
  work: shareField.describe('Share of emission paid for the paid workload.'),
  otherWork: shareField.default(0).describe('Share paid for work that the study does not simulate.'),
  stake: shareField.default(0),
  owner: shareField.default(0),
  burn: shareField.default(0),
});

/** The reward rule that an entry of `rules` names or describes. */
export function ruleOf(entry: string | z.output<typeof customRuleSchema>): RewardRule | null {
  if (typeof entry === 'string') return rewardPreset(entry);
  const work = [{ label: 'work', workloadClass: 'large-model', share: entry.work }];
  if (entry.otherWork > 0) work.push({ label: 'other work', workloadClass: 'other', share: entry.otherWork });
  return {
    id: entry.id,
    label: entry.label ?? entry.id,
    work: work.filter((part) => part.share > 0),
    stake: entry.stake,
    owner: entry.owner,
    burn: entry.burn,
    derivation: 'Stated in the study file.',
    source: 'study file',
  };
}
