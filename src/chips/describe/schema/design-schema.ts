import { z } from 'zod';
import { addFieldProblem, quantity } from '../../../foundation/document/document-fields.js';
import type { Dimension } from '../../../foundation/quantity/dimensions.js';

/** A quantity above zero: a chip that lacks a thing leaves its figure out. */
export function positive(dimension: Dimension) {
  return quantity(dimension).superRefine((value, context) => {
    if (value > 0) return;
    const fix = 'Leave the figure out where the chip lacks the thing.';
    addFieldProblem(context, { code: 'out-of-range', found: 'The figure is zero.', fix });
  });
}

export const linkKind = z.enum(['nvlink', 'pcie', 'infinity-fabric', 'ethernet', 'proprietary']);

const count = z.number().int().positive().max(1e7);
const share = z.number().min(0).max(64).default(0);

const arrays = z.strictObject({
  count,
  rows: count,
  columns: count,
  macsPerCellCycle: z
    .strictObject({ fp16: share, fp8: share, fp4: share, int8: share, int4: share })
    .describe('multiply-accumulates a cell finishes each cycle, by format; 0 where it cannot'),
  dataflow: z
    .enum(['os', 'ws', 'is', 'dot'])
    .default('ws')
    .describe('output, weight or input stationary; dot: small products out of registers, as in GPUs'),
  doubleBuffered: z.boolean().default(true).describe('operands of the next fold load while a fold runs'),
  sparsity: z
    .strictObject({ kept: count.max(64), of: count.max(64) })
    .superRefine(({ kept, of }, context) => {
      if (kept <= of) return;
      const found = `${kept} of ${of} elements are no part of them.`;
      addFieldProblem(context, { code: 'out-of-range', found, fix: 'Keep at most as many elements as there are.' });
    })
    .optional()
    .describe('N:M structured sparsity that the cells skip, such as { kept: 2, of: 4 }'),
  blockElements: count.optional().describe('elements that share a scale in block formats (MX: 32)'),
});

const level = z.strictObject({
  capacity: positive('bytes'),
  banks: count.optional(),
  bankWidth: positive('bytes').optional().describe('what a bank reads each cycle, such as 64 B'),
  managed: z.enum(['software', 'cache']).optional(),
  doubleBuffered: z.boolean().default(true).describe('the next tile loads while this one is worked on'),
});
const coreLevel = z.union([positive('bytes'), level]);

/** Floor plan of a chip: what its rates, area, power and cost follow from. */
export const designSchema = z.strictObject({
  arrays,
  cores: count.optional().describe('default: one array a core'),
  vectorLanes: count.optional().describe('32-bit lanes on the whole chip; default: one a column of the arrays'),
  specialFunctions: z.number().positive().max(16).default(0.25).describe('of one lane each cycle'),
  registerFile: coreLevel.optional().describe('of one core, for partial sums: its size, or size, banks and width'),
  localMemory: coreLevel.optional().describe('of one core, for operand tiles; managed by hardware unless stated'),
  hashEngines: z.number().int().min(0).max(1e6).default(0).describe('pipelines of one double SHA-256 a cycle'),
  computeInMemory: z.boolean().default(false).describe('the scratchpad multiplies where the weights lie'),
  scratchpad: z.strictObject({
    capacity: positive('bytes'),
    banks: count.optional().describe('default: one for each 256 KiB'),
    bankWidth: positive('bytes').default(64).describe('what a bank reads each cycle, such as 64 B'),
    managed: z.enum(['software', 'cache']).default('software'),
    doubleBuffered: z.boolean().default(true).describe('the next tile loads while this one is worked on'),
  }),
  network: z
    .strictObject({
      topology: z.enum(['crossbar', 'mesh', 'ring']).default('crossbar'),
      portWidth: positive('bytes').optional().describe('of one core each cycle; default: as fast as the banks'),
      energy: z.number().positive().max(1000).optional().describe('pJ for each byte and mm; default 0.64'),
    })
    .default({ topology: 'crossbar' })
    .describe('between cores and scratchpad'),
  rom: z
    .strictObject({ capacity: positive('bytes'), bandwidth: positive('bytesPerSec') })
    .optional()
    .describe('weights in metal, the main memory of the chip'),
  dram: z
    .strictObject({
      kind: z.enum(['hbm', 'gddr', 'lpddr', 'ddr']),
      technology: z.string().trim().min(1).max(200),
      channels: count,
      channelBits: count,
      pinRate: positive('bytesPerSec').describe('of one pin, such as 8.533 Gbit/s'),
      channelCapacity: positive('bytes'),
    })
    .optional()
    .describe('left out on SRAM-only chips'),
  chipLink: z
    .strictObject({
      kind: linkKind,
      lanes: count,
      laneRate: positive('bytesPerSec').describe('one direction, such as 12.5 GB/s'),
    })
    .optional(),
  pcieLanes: z.number().int().min(0).max(256).default(16),
  packaging: z
    .enum(['monolithic', 'mcm', 'fan-out', 'interposer'])
    .optional()
    .describe('default: interposer with HBM, mcm with several dies, else monolithic'),
  dies: count.max(64).default(1).describe('equal dies that the design is cut into'),
  spareCores: z.number().int().min(0).max(1e6).default(0).describe('cores that a sold part may lack'),
  voltages: z
    .array(z.strictObject({ clock: positive('hertz'), supply: positive('volt') }))
    .max(100)
    .default([])
    .describe('clock and supply in rising order'),
  restState: z.enum(['idle', 'clock-gated']).default('idle').describe('between kernels'),
  powerCap: positive('watt').optional(),
  cooling: positive('wattPerMm2').default(1.5).describe('heat carried off each mm2'),
});
