import { z } from 'zod';
import type { PublishedStructure } from '../../chip/published-structure.js';
import { positive } from './design-schema.js';

const count = z.number().positive().max(1e7);

/** What a published chip's peak figures follow from. */
export const structureSchema = z.strictObject({
  memoryBus: z.number().int().positive().max(1e6).optional().describe('bits of all channels together'),
  pinRate: positive('bytesPerSec').optional().describe('of one pin, such as 3.2 Gbit/s'),
  macsPerCore: z
    .strictObject({
      fp32: count.optional(),
      tf32: count.optional(),
      fp16: count.optional(),
      fp8: count.optional(),
      fp4: count.optional(),
      int8: count.optional(),
      int4: count.optional(),
    })
    .optional()
    .describe('dense multiply-accumulates of one core each cycle'),
  lanesPerCore: count.optional().describe('32-bit multiply-adds of one core each cycle'),
  matrixClock: positive('hertz').optional().describe('clock of the matrix rates, where it is another'),
  source: z.string().trim().min(1).max(2000),
});

export function toStructure(
  input: z.output<typeof structureSchema>,
  sources: Readonly<Record<string, string>>,
): PublishedStructure {
  const macs = input.macsPerCore ?? {};
  return {
    memoryBusBits: input.memoryBus ?? null,
    bitsPerPinSec: input.pinRate === undefined ? null : 8 * input.pinRate,
    macsPerCoreCycle: {
      fp32: macs.fp32 ?? null,
      tf32: macs.tf32 ?? null,
      fp16: macs.fp16 ?? null,
      fp8: macs.fp8 ?? null,
      fp4: macs.fp4 ?? null,
      int8: macs.int8 ?? null,
      int4: macs.int4 ?? null,
    },
    lanesPerCore: input.lanesPerCore ?? null,
    matrixClockHz: input.matrixClock ?? null,
    source: sources[input.source] ?? input.source,
  };
}
