import { z } from 'zod';
import { RUN_DEFAULTS } from '../../../foundation/defaults/run-defaults.js';
import { quantity } from '../../../foundation/document/document-fields.js';
import { MACHINE_DEFAULTS } from '../../../sim/machine/place/machine-defaults.js';
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
  tp: countField.nullable().default(null).describe('Ranks of tensor parallelism.'),
  pp: countField.nullable().default(null).describe('Pipeline stages.'),
  ep: countField.default(1).describe('Ranks that divide experts and sequences.'),
  cp: countField.default(1).describe('Ranks that divide the tokens of a sequence.'),
  microbatches: countField.nullable().default(null).describe('Parts that the batch is dealt out to; one a stage.'),
  dtype: z.enum(DTYPES as readonly [Dtype, ...Dtype[]]).default(MACHINE_DEFAULTS.dtype),
  kvDtype: z.enum(['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'int4']).default(MACHINE_DEFAULTS.kvDtype),
  batch: countField.default(MACHINE_DEFAULTS.batchServed).describe('Sequences that the whole machine serves at once.'),
});

export type MachineEntry = z.output<typeof machineSchema>;
