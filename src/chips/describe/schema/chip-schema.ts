import { z } from 'zod';
import { addFieldProblem } from '../../../foundation/document/document-fields.js';
import type { Dimension } from '../../../foundation/quantity/dimensions.js';
import { designSchema, linkKind, positive } from './design-schema.js';
import { fabricSchema } from './fpga-schema.js';
import { structureSchema } from './structure-schema.js';

const text = z.string().trim().min(1).max(2000);
const confidence = z.enum(['high', 'medium', 'low']);

/** A figure: its quantity alone, or with range, source and confidence. */
function figure(dimension: Dimension) {
  const full = z.strictObject({
    value: positive(dimension),
    low: positive(dimension).optional().describe('lower end of the 90 % range'),
    high: positive(dimension).optional().describe('upper end of the 90 % range'),
    source: text.optional().describe('a key of sources, or the source itself'),
    confidence: confidence.optional(),
  });
  const ranged = full.superRefine(({ value, low, high }, context) => {
    if ((low ?? value) <= value && (high ?? value) >= value) return;
    const found = 'The value lies outside its own range.';
    addFieldProblem(context, { code: 'range-excludes-value', found, fix: 'Give low <= value <= high.' });
  });
  return z.union([positive(dimension), ranged]);
}

export type FigureInput = z.infer<ReturnType<typeof figure>>;

const rateNames = ['fp32', 'tf32', 'fp16', 'fp8', 'fp4', 'int8', 'int4'] as const;
const rate = figure('opsPerSec');
const rates = z.strictObject({
  fp32: rate.optional(),
  tf32: rate.optional(),
  fp16: rate.optional().describe('fp16 and bf16'),
  fp8: rate.optional(),
  fp4: rate.optional(),
  int8: rate.optional(),
  int4: rate.optional(),
});
export const RATE_NAMES: readonly (typeof rateNames)[number][] = rateNames;

/** A chip file. Rates, area, memory, power and price may be left out where `design` decides them. */
export const chipSchema = z.strictObject({
  name: text,
  aliases: z.array(text).max(50).default([]),
  vendor: text,
  kind: z.enum(['gpu', 'fpga', 'asic', 'cpu']),
  hypothetical: z.boolean().default(false),
  rationale: z.string().max(5000).default(''),
  notes: z.string().max(5000).default(''),
  architecture: text.describe('chips of one architecture share kernel behaviour, such as hopper'),
  year: z.number().int().min(1990).max(2100),
  sources: z.record(z.string(), text).default({}).describe('long sources by a short key that figures name'),
  source: text.optional().describe('source of figures that name none'),
  confidence: confidence.optional().describe('confidence of figures that name none'),
  process: figure('nm').describe('marketing node, such as 7 nm'),
  die: z
    .strictObject({
      area: figure('mm2').optional().describe('all dies together'),
      count: figure('ratio').optional(),
      transistors: figure('ratio').optional().describe('all dies together'),
    })
    .optional(),
  cores: figure('ratio').optional().describe('SMs, CUs, cores or tiles that work is scheduled on'),
  coresOnDie: figure('ratio').optional().describe('disabled cores included'),
  clock: figure('hertz'),
  systolic: z.strictObject({ arrays: figure('ratio'), rows: figure('ratio'), columns: figure('ratio') }).optional(),
  rates: z
    .strictObject({
      matrix: rates.optional(),
      simt: rates.optional(),
      int32: rate.optional().describe('32-bit integer operations a second'),
    })
    .optional()
    .describe('dense peak rates, multiply and add counted as two'),
  memory: z
    .strictObject({
      kind: z.enum(['hbm', 'gddr', 'lpddr', 'ddr', 'sram', 'rom']),
      technology: z.string().max(100).default(''),
      capacity: figure('bytes').describe('DRAM is sold in powers of two: write GiB'),
      bandwidth: figure('bytesPerSec'),
    })
    .optional(),
  cache: z.strictObject({ capacity: figure('bytes'), bandwidth: figure('bytesPerSec').optional() }).optional(),
  localMemory: figure('bytes').optional().describe('shared memory, first-level cache or scratchpad of one core'),
  link: z
    .strictObject({ kind: linkKind, bandwidth: figure('bytesPerSec').describe('one direction, all lanes') })
    .optional(),
  launchFloor: figure('seconds').optional().describe('fixed time of a kernel launch on the device'),
  tdp: figure('watt').optional(),
  idle: figure('watt').optional().describe('clocks up, nothing running'),
  price: figure('usd').optional().describe('one chip or card'),
  lifetime: figure('years').optional(),
  design: designSchema.optional(),
  structure: structureSchema.optional().describe('published inside, from which peak figures follow'),
  fabric: fabricSchema.optional().describe('budget and pipelines of an FPGA'),
});

/** A chip description as a file states it, quantities with their units. */
export type ChipDescription = z.input<typeof chipSchema>;

/** The same, read: quantities in base units, defaults filled in. */
export type ChipInput = z.infer<typeof chipSchema>;
