import type { Chip } from '../../../chips/chip/chip.js';
import { organisationOf } from '../../../chips/chip/organisation-of.js';
import type { Dtype } from '../../../workloads/operators/dtype.js';
import { dtypeLayout } from '../../../workloads/operators/dtype.js';
import { figuresFor } from '../../roofline/format-support.js';
import { unknownLevels } from './core-levels.js';
import { designedMachine } from './designed-machine.js';
import { fabricMachine } from './fabric-machine.js';
import type { MappingMachine } from './mapping-machine.js';
import { powerHeadroom } from './power-headroom.js';
import { WHITE_BOX_CONSTANTS, type WhiteBoxConstants } from './white-box-constants.js';

/** A core that publishes no local memory has its share of a scratchpad, or the 128 KiB of a V100's (NVIDIA V100 whitepaper, 2017). */
const USUAL_LOCAL_BYTES = 128 * 1024;
/** Share of the local memory that operands may take: 163 of 192 KiB on A100, 227 of 256 on H100 (CUDA C++ programming guide). */
const OPERAND_SHARE = 0.85;
/** Exponentials a fused multiply-add lane: a quarter, 16 special-function units beside 64 lanes (A100 whitepaper, 2020). */
const SPECIAL_SHARE = 1 / 4;
/** Caches keep lines by policy and lose reuse by and by; a program knows what fits its scratchpad. */
const CACHE_EDGE = 4;
const MANAGED_EDGE = 32;
/** What the port of a core takes from a cache. Jia et al., "Dissecting the NVIDIA Volta GPU architecture via microbenchmarking", 2018; unchanged since. */
const PORT_BYTES_PER_CYCLE = 64;
/**
 * Latencies of an idle chip: 466 cycles on A100, 478 on H100 and 541 on Ada from main memory, which is 71 ns in the
 * devices and 365 cycles on the way; about 260 from the cache on all three (Luo et al., "Benchmarking and Dissecting the
 * Nvidia Hopper GPU Architecture", 2024). Pipelines of slower chips are shorter: below 1 GHz the time stays.
 */
const DRAM_DEVICE_SEC = 71e-9;
const DRAM_CYCLES = 365;
const CACHE_CYCLES = 260;
const SLOWEST_PIPELINE_HZ = 1e9;

/**
 * Architectures whose engine copies tiles by itself, delivers one read to a cluster of cores, 2 x 2 in common kernels,
 * and multiplies asynchronously (H100 whitepaper, 2022).
 */
const BULK_COPYING: readonly string[] = ['hopper', 'blackwell'];

/** What the search knows of a chip for operands of one format. */
export function mappingMachine(
  chip: Chip,
  dtype: Dtype,
  constants: WhiteBoxConstants = WHITE_BOX_CONSTANTS,
): MappingMachine {
  const figures = figuresFor(chip, dtype);
  const { rate } = dtypeLayout(dtype);
  const onMatrixUnits = figures.matrixOpsPerSec[rate] >= figures.simtOpsPerSec[rate];
  const peak = Math.max(figures.matrixOpsPerSec[rate], figures.simtOpsPerSec[rate]);
  const { systolic } = chip;
  const cores = Math.max(1, figures.smCount);
  const units = systolic === null ? cores : Math.max(1, systolic.arrays.value);
  // Chips without published vector rates are not limited by them: bandwidth decides their row-wise kernels.
  const vector = figures.simtOpsPerSec.fp32 || peak || Number.POSITIVE_INFINITY;
  const managed = chip.kind === 'asic' || chip.kind === 'fpga';
  const scratchpad =
    chip.localMemoryBytes?.value ?? Math.max(USUAL_LOCAL_BYTES, managed || systolic ? figures.l2Bytes / cores : 0);
  const localBytes = scratchpad * OPERAND_SHARE * Math.min(1, cores / units);
  const bulk = systolic !== null || managed || BULK_COPYING.includes(chip.architecture);
  // Only programs take cycles of their own for a step; pipelines and arrays run it in their own.
  const programmed = systolic === null && !managed;
  const pipelineHz = Math.max(SLOWEST_PIPELINE_HZ, figures.clockHz);
  const cacheBytesPerSec = Math.max(figures.l2BytesPerSec, figures.memoryBytesPerSec);
  const stream = constants.sustainedMemory * figures.eccShare * figures.memoryBytesPerSec;
  const idleLatency = DRAM_DEVICE_SEC + DRAM_CYCLES / pipelineHz;
  // Each unit waits a latency for what it may ask for at once, and the memory serves all of them in turn.
  const inFlight = bulk ? localBytes : Math.min(localBytes, constants.inFlightBytes);
  // Full rate of a format draws about what the 16-bit rate does: narrower operations cost less in proportion.
  const power = (onMatrixUnits ? figures.matrixOpsPerSec.fp16 : figures.simtOpsPerSec.fp32) || peak;
  const machine: MappingMachine = {
    units,
    opsPerUnitSec: peak / units,
    vectorOpsPerSec: vector,
    exponentialsPerSec: (vector / 2) * SPECIAL_SHARE,
    powerHeadroom: systolic === null ? powerHeadroom(chip, power, onMatrixUnits) : Number.POSITIVE_INFINITY,
    localBytes,
    cacheBytes: managed ? figures.l2Bytes : (constants.usableCache * figures.l2Bytes) / figures.l2Partitions,
    cacheEdge: managed ? MANAGED_EDGE : CACHE_EDGE,
    cacheBytesPerSec,
    cacheLatencySec: (constants.cacheLoad * CACHE_CYCLES) / pipelineHz,
    multicast: BULK_COPYING.includes(chip.architecture) ? 2 : 1,
    streamBytesPerSec: stream,
    dramBytesPerSec: stream / (1 + (stream * idleLatency) / (units * inFlight)),
    dramLatencySec: constants.memoryLoad * idleLatency,
    threads: chip.kind === 'gpu',
    asynchronous: bulk,
    threadStepSec: programmed ? constants.stepCycles / figures.clockHz : 0,
    stepSec: programmed ? (constants.stepCycles * (bulk ? constants.asyncStepShare : 1)) / figures.clockHz : 0,
    floorSec: chip.launchFloorSec.value,
    launchSec: (chip.kind === 'gpu' ? constants.launchShare : 1) * chip.launchFloorSec.value,
    array:
      systolic === null
        ? null
        : {
            rows: Math.round(systolic.rows.value),
            columns: Math.round(systolic.columns.value),
            dataflow: 'ws',
            count: 1,
            overlappedFolds: true,
          },
    levels: unknownLevels(Math.max(PORT_BYTES_PER_CYCLE * figures.clockHz, cacheBytesPerSec / units)),
  };
  if (chip.kind === 'fpga') return fabricMachine(chip, chip.fabric, machine);
  const design = organisationOf(chip);
  return design === null ? machine : designedMachine(chip, design, dtype, machine);
}
