import { z } from 'zod';
import { type FpgaFabric, PIPELINE_FORMATS } from '../../chip/fpga-fabric.js';
import { positive } from './design-schema.js';

const amount = z.number().min(0).max(1e9);
const budget = z.strictObject({
  luts: amount.default(0),
  flipFlops: amount.default(0),
  bramBlocks: amount.default(0).describe('of 36 Kbit'),
  uramBlocks: amount.default(0).describe('of 288 Kbit'),
  dsps: amount.default(0),
});

/** What an FPGA offers and which spatial pipelines are laid out on it. */
export const fabricSchema = z.strictObject({
  budget,
  topClock: positive('hertz').describe('of a nearly empty fabric'),
  pipelines: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(200),
        count: z.number().int().positive().max(1e6).default(1),
        uses: budget.describe('of one copy'),
        initiationInterval: z.number().int().positive().max(1e6).default(1).describe('cycles between two starts'),
        macsPerStart: z.number().min(0).max(1e9),
        format: z.enum(PIPELINE_FORMATS).default('int8').describe('what it multiplies'),
      }),
    )
    .max(1000)
    .default([]),
  memory: z.strictObject({ channels: z.number().int().positive().max(1024), bandwidth: positive('bytesPerSec') }),
});

export function toFabric(input: z.infer<typeof fabricSchema>): FpgaFabric {
  return {
    budget: input.budget,
    topClockHz: input.topClock,
    pipelines: input.pipelines,
    memoryChannels: input.memory.channels,
    bytesPerChannelSec: input.memory.bandwidth,
  };
}
