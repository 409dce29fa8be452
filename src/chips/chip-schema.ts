import { z } from 'zod';

const text = z.string().trim().min(1).max(2000);
const confidence = z.enum(['high', 'medium', 'low']);

/** Text with a unit such as "3.35 TB/s", or a bare number where the figure is a count. */
const quantity = z.union([z.string().max(100), z.number()]);

/** A figure: its quantity alone, or with range, source and confidence. */
export const figureSchema = z
  .union([
    quantity,
    z.strictObject({
      value: quantity,
      low: quantity.optional().describe('lower end of the 90 % range'),
      high: quantity.optional().describe('upper end of the 90 % range'),
      source: text.optional().describe('a key of sources, or the source itself'),
      confidence: confidence.optional(),
    }),
  ])
  .describe('a quantity with its unit, or {value, low, high, source, confidence}');

export type FigureInput = z.infer<typeof figureSchema>;

const figure = figureSchema.optional();

const rateNames = ['fp32', 'tf32', 'fp16', 'fp8', 'fp4', 'int8', 'int4'] as const;
const rates = z.strictObject({
  fp32: figure,
  tf32: figure,
  fp16: figure.describe('fp16 and bf16'),
  fp8: figure,
  fp4: figure,
  int8: figure,
  int4: figure,
});
export const RATE_NAMES: readonly (typeof rateNames)[number][] = rateNames;

const linkKind = z.enum(['nvlink', 'pcie', 'infinity-fabric', 'ethernet', 'proprietary']);
const count = z.number().int().positive().max(1e7);
const share = z.number().min(0).max(64).default(0);

/** Floor plan of a chip that exists only as a description. */
export const designSchema = z.strictObject({
  arrays: z.strictObject({
    count,
    rows: count,
    columns: count,
    macsPerCellCycle: z
      .strictObject({ fp16: share, fp8: share, fp4: share, int8: share, int4: share })
      .describe('multiply-accumulates a cell finishes each cycle, by format; 0 where it cannot'),
  }),
  vectorLanes: count.describe('32-bit lanes on the whole chip'),
  scratchpad: z.strictObject({
    capacity: z.string().describe('such as 96 MiB'),
    banks: count,
    bankWidth: z.string().describe('bytes a bank reads each cycle, such as 64 B'),
  }),
  dram: z
    .strictObject({
      kind: z.enum(['hbm', 'gddr', 'lpddr', 'ddr']),
      technology: text,
      channels: count,
      channelBits: count,
      pinRate: z.string().describe('such as 8.533 Gbit/s'),
      channelCapacity: z.string().describe('such as 8 GiB'),
    })
    .optional()
    .describe('left out on SRAM-only chips'),
  chipLink: z
    .strictObject({ kind: linkKind, lanes: count, laneRate: z.string().describe('one direction, such as 12.5 GB/s') })
    .optional(),
  pcieLanes: z.number().int().min(0).max(256),
});

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
  process: figureSchema.describe('marketing node, such as 7 nm'),
  die: z
    .strictObject({
      area: figure.describe('all dies together'),
      count: figure,
      transistors: figure.describe('all dies together'),
    })
    .optional(),
  cores: figure.describe('SMs, CUs, cores or tiles that work is scheduled on'),
  coresOnDie: figure.describe('disabled cores included'),
  clock: figureSchema,
  systolic: z.strictObject({ arrays: figureSchema, rows: figureSchema, columns: figureSchema }).optional(),
  rates: z
    .strictObject({
      matrix: rates.optional(),
      simt: rates.optional(),
      int32: figure.describe('32-bit integer operations a second'),
    })
    .optional()
    .describe('dense peak rates, multiply and add counted as two'),
  memory: z
    .strictObject({
      kind: z.enum(['hbm', 'gddr', 'lpddr', 'ddr', 'sram', 'rom']),
      technology: z.string().max(100).default(''),
      capacity: figureSchema.describe('DRAM is sold in powers of two: write GiB'),
      bandwidth: figureSchema,
    })
    .optional(),
  cache: z.strictObject({ capacity: figureSchema, bandwidth: figure }).optional(),
  localMemory: figure.describe('shared memory, first-level cache or scratchpad of one core'),
  link: z.strictObject({ kind: linkKind, bandwidth: figureSchema.describe('one direction, all lanes') }).optional(),
  launchFloor: figure.describe('fixed time of a kernel launch on the device'),
  tdp: figure,
  idle: figure.describe('clocks up, nothing running'),
  price: figure.describe('one chip or card'),
  lifetime: figure,
  design: designSchema.optional(),
});

export type ChipInput = z.infer<typeof chipSchema>;
export type DesignInput = z.infer<typeof designSchema>;
