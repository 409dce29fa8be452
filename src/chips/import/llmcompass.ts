import { z } from 'zod';
import { parseDocument } from '../../foundation/document/document.js';
import type { ChipDescription } from '../describe/schema/chip-schema.js';
import type { designSchema } from '../describe/schema/design-schema.js';
import { completeChip, derivedTdp, fromFile, processYear, type StatedFigures } from './imported-chip.js';

const amount = z.number().positive().max(1e18);
const count = z.int().positive().max(1e7);

const hardware = z.object({
  name: z.string().min(1).max(200),
  interconnect: z.object({
    link: z.object({ name: z.string().max(100), bandwidth_per_direction_byte: amount }),
    link_count_per_device: count,
  }),
  device: z.object({
    frequency_Hz: amount,
    compute_chiplet_count: count,
    compute_chiplet: z.object({
      physical_core_count: count.optional(),
      core_count: count,
      process_node: z.string().regex(/^\d+(\.\d+)? ?nm$/),
      core: z.object({
        sublane_count: count,
        systolic_array: z.object({
          array_width: count,
          array_height: count,
          data_type: z.enum(['fp16', 'fp32', 'int8']),
          mac_per_cycle: amount,
        }),
        vector_unit: z.object({ int32_count: amount, fp32_count: amount }),
        register_file: z.object({ num_reg_files: count, num_registers: count, register_bitwidth: count }).optional(),
        SRAM_KB: amount,
      }),
    }),
    memory_protocol: z.enum(['HBM2', 'HBM2e', 'HBM3', 'DDR4', 'DDR5']),
    io: z.object({
      global_buffer_MB: amount,
      global_buffer_bandwidth_per_cycle_byte: amount,
      memory_channel_active_count: count,
      pin_count_per_channel: count,
      bandwidth_per_pin_bit: amount,
    }),
    memory: z.object({ total_capacity_GB: amount }),
  }),
});

type Hardware = z.output<typeof hardware>;

/**
 * The chip in an LLMCompass hardware file (format of PrincetonUniversity/LLMCompass@2e015fd, configs/): one device of the
 * system that it describes. The format has neither power nor year: unless stated, power is what its floor plan comes to
 * and the year that of its process. Throws a UserError with every field that is missing.
 *
 * @example
 * parseChip('ga100', importLlmCompass('GA100.json', text, new Map())).matrixRates.fp16
 */
export function importLlmCompass(file: string, text: string, stated: StatedFigures): ChipDescription {
  const { name, interconnect, device } = parseDocument(file, text, hardware).value;
  const { compute_chiplet: chiplet, io, memory, memory_protocol: technology, frequency_Hz: hertz } = device;
  const { systolic_array: array, vector_unit: vector, sublane_count: sublanes, SRAM_KB } = chiplet.core;
  const cores = chiplet.core_count * device.compute_chiplet_count;
  const lanes = cores * sublanes;
  const process = Number.parseFloat(chiplet.process_node);
  const matrixRate = 2 * lanes * array.array_width * array.array_height * array.mac_per_cycle * hertz;
  const draft = {
    name,
    vendor: 'as imported',
    kind: 'gpu',
    hypothetical: true,
    rationale: `Imported from ${file}, an LLMCompass hardware file; one device of its system.`,
    notes: `The year is that of the ${process} nm process; the file states none.`,
    architecture: 'llmcompass',
    year: processYear(process),
    sources: { file: `LLMCompass hardware file ${file}` },
    source: 'file',
    confidence: 'high',
    process: fromFile(process, 'nm'),
    cores: fromFile(cores, ''),
    ...(chiplet.physical_core_count === undefined
      ? {}
      : { coresOnDie: fromFile(chiplet.physical_core_count * device.compute_chiplet_count, '') }),
    clock: fromFile(hertz, 'GHz', 1e9),
    systolic: {
      arrays: fromFile(lanes, ''),
      rows: fromFile(array.array_height, ''),
      columns: fromFile(array.array_width, ''),
    },
    rates: {
      matrix: { [array.data_type]: fromFile(matrixRate, 'TOP/s', 1e12) },
      simt: { fp32: fromFile(2 * lanes * vector.fp32_count * hertz, 'TFLOP/s', 1e12) },
      int32: fromFile(lanes * vector.int32_count * hertz, 'TOP/s', 1e12),
    },
    memory: {
      kind: technology.startsWith('HBM') ? 'hbm' : 'ddr',
      technology,
      capacity: fromFile(memory.total_capacity_GB, 'GiB'),
      bandwidth: fromFile(memoryBits(io) / 8, 'GB/s', 1e9),
    },
    cache: {
      capacity: fromFile(io.global_buffer_MB, 'MiB'),
      bandwidth: fromFile(io.global_buffer_bandwidth_per_cycle_byte * hertz, 'GB/s', 1e9),
    },
    localMemory: fromFile(SRAM_KB, 'KiB'),
    link: {
      kind: /nvlink/i.test(interconnect.link.name) ? 'nvlink' : 'proprietary',
      bandwidth: fromFile(
        interconnect.link.bandwidth_per_direction_byte * interconnect.link_count_per_device,
        'GB/s',
        1e9,
      ),
    },
    tdp: derivedTdp(process, hertz, floorPlan({ name, interconnect, device })),
  };
  return completeChip(file, draft, [], stated);
}

function memoryBits(io: Hardware['device']['io']): number {
  return io.memory_channel_active_count * io.pin_count_per_channel * io.bandwidth_per_pin_bit;
}

/** The parts of the device that draw power; arrays of fp32 cells count as four of fp16 each. */
function floorPlan({ interconnect, device }: Hardware): z.input<typeof designSchema> {
  const { compute_chiplet: chiplet, io, memory_protocol: technology } = device;
  const { systolic_array: array, vector_unit: vector, register_file: registers } = chiplet.core;
  const cores = chiplet.core_count * device.compute_chiplet_count;
  const lanes = cores * chiplet.core.sublane_count;
  const perCell = array.mac_per_cycle;
  const bits = registers && registers.num_reg_files * registers.num_registers * registers.register_bitwidth;
  return {
    arrays: {
      count: lanes,
      rows: array.array_height,
      columns: array.array_width,
      macsPerCellCycle:
        array.data_type === 'int8' ? { int8: perCell } : { fp16: perCell * (array.data_type === 'fp32' ? 4 : 1) },
    },
    cores,
    vectorLanes: Math.round(lanes * vector.fp32_count),
    ...(bits === undefined ? {} : { registerFile: `${(bits * chiplet.core.sublane_count) / 8} B` }),
    localMemory: `${chiplet.core.SRAM_KB} KiB`,
    scratchpad: { capacity: `${io.global_buffer_MB} MiB`, managed: 'cache' },
    dram: {
      kind: technology.startsWith('HBM') ? 'hbm' : 'ddr',
      technology,
      channels: io.memory_channel_active_count,
      channelBits: io.pin_count_per_channel,
      pinRate: `${io.bandwidth_per_pin_bit / 1e9} Gbit/s`,
      channelCapacity: `${device.memory.total_capacity_GB / io.memory_channel_active_count} GiB`,
    },
    chipLink: {
      kind: 'proprietary',
      lanes: interconnect.link_count_per_device,
      laneRate: `${interconnect.link.bandwidth_per_direction_byte / 1e9} GB/s`,
    },
  };
}
