import { z } from 'zod';
import { parseDocument } from '../../foundation/document.js';
import type { ChipInput } from '../chip-schema.js';

const amount = z.number().positive().max(1e18);

const hardware = z.object({
  name: z.string().min(1).max(200),
  interconnect: z.object({
    link: z.object({ name: z.string().max(100), bandwidth_per_direction_byte: amount }),
    link_count_per_device: amount,
  }),
  device: z.object({
    frequency_Hz: amount,
    compute_chiplet_count: amount,
    compute_chiplet: z.object({
      core_count: amount,
      process_node: z.string().regex(/^\d+(\.\d+)? ?nm$/),
      core: z.object({
        sublane_count: amount,
        systolic_array: z.object({
          array_width: amount,
          array_height: amount,
          data_type: z.enum(['fp16', 'fp32', 'int8']),
          mac_per_cycle: amount,
        }),
        vector_unit: z.object({ int32_count: amount, fp32_count: amount }),
        SRAM_KB: amount,
      }),
    }),
    memory_protocol: z.enum(['HBM2', 'HBM2e', 'HBM3', 'DDR4', 'DDR5']),
    io: z.object({
      global_buffer_MB: amount,
      global_buffer_bandwidth_per_cycle_byte: amount,
      memory_channel_active_count: amount,
      pin_count_per_channel: amount,
      bandwidth_per_pin_bit: amount,
    }),
    memory: z.object({ total_capacity_GB: amount }),
  }),
});

/** What such a file does not state and a chip description needs. */
export interface UnstatedFigures {
  readonly tdpW: number;
  readonly year: number;
}

/**
 * The chip description in an LLMCompass hardware file (format of PrincetonUniversity/LLMCompass@2e015fd, configs/). The
 * format has neither power nor year, so the caller states them. Throws a UserError with every field that is missing.
 *
 * @example
 * parseChip('ga100', importLlmCompass('GA100.json', text, { tdpW: 400, year: 2020 })).matrixRates.fp16
 */
export function importLlmCompass(file: string, text: string, unstated: UnstatedFigures): ChipInput {
  const { name, interconnect, device } = parseDocument(file, text, hardware).value;
  const { compute_chiplet: chiplet, io, memory, memory_protocol: technology, frequency_Hz: hertz } = device;
  const { systolic_array: array, vector_unit: vector, sublane_count: sublanes, SRAM_KB } = chiplet.core;
  const cores = chiplet.core_count * device.compute_chiplet_count;
  const lanes = cores * sublanes;
  const matrixRate = 2 * lanes * array.array_width * array.array_height * array.mac_per_cycle * hertz;
  return {
    name,
    aliases: [],
    vendor: 'as imported',
    kind: 'gpu',
    hypothetical: true,
    rationale: `Imported from ${file}, an LLMCompass hardware file; power and year were stated at the import.`,
    notes: '',
    architecture: 'llmcompass',
    year: unstated.year,
    sources: {},
    source: `LLMCompass hardware file ${file}`,
    confidence: 'medium',
    process: Number.parseFloat(chiplet.process_node),
    cores,
    clock: hertz,
    systolic: { arrays: lanes, rows: array.array_height, columns: array.array_width },
    rates: {
      matrix: { [array.data_type]: matrixRate },
      simt: { fp32: 2 * lanes * vector.fp32_count * hertz },
      int32: lanes * vector.int32_count * hertz,
    },
    memory: {
      kind: technology.startsWith('HBM') ? 'hbm' : 'ddr',
      technology,
      capacity: memory.total_capacity_GB * 2 ** 30,
      bandwidth: (io.memory_channel_active_count * io.pin_count_per_channel * io.bandwidth_per_pin_bit) / 8,
    },
    cache: {
      capacity: io.global_buffer_MB * 2 ** 20,
      bandwidth: io.global_buffer_bandwidth_per_cycle_byte * hertz,
    },
    localMemory: SRAM_KB * 1024,
    link: {
      kind: /nvlink/i.test(interconnect.link.name) ? 'nvlink' : 'proprietary',
      bandwidth: interconnect.link.bandwidth_per_direction_byte * interconnect.link_count_per_device,
    },
    tdp: unstated.tdpW,
  };
}
