import type { Chip } from '../../chips/chip.js';
import type { Dtype } from '../../workloads/dtype.js';
import { dtypeLayout } from '../../workloads/dtype.js';
import { deviceFigures } from '../calibrated/chip-figures.js';
import { type CoreLevels, unknownLevels } from './core-levels.js';
import { designedMachine, organisationOf } from './designed-machine.js';
import type { SystolicArray } from './systolic-cycles.js';

/** A chip as the tile search sees it: plain best values, rates of one unit, capacities of each level. */
export interface MappingMachine {
  /** Cores, or systolic arrays where the chip has them: each works on one tile at a time. */
  readonly units: number;
  /** Operations a second of one unit at full rate; 0 where the chip lacks the datapath. */
  readonly opsPerUnitSec: number;
  readonly vectorOpsPerSec: number;
  readonly exponentialsPerSec: number;
  /** Operand and accumulator bytes that one unit holds. */
  readonly localBytes: number;
  readonly cacheBytes: number;
  readonly cacheBytesPerSec: number;
  /** Units that one read of the cache serves, along each side of a tile. */
  readonly multicast: number;
  readonly dramBytesPerSec: number;
  readonly launchSec: number;
  /** The array of one unit; null where a unit multiplies small fragments. */
  readonly array: SystolicArray | null;
  readonly levels: CoreLevels;
}

/** Shares of peak that hand-tuned kernels sustain, the same for every chip; see docs/chip-design.md for their sources. */
const SUSTAINED_MATRIX = 0.85;
const SUSTAINED_DRAM = 0.87;
/** A core that publishes no local memory has the 128 KiB of a V100's (NVIDIA V100 whitepaper, 2017). */
const USUAL_LOCAL_BYTES = 128 * 1024;
/** Exponentials a fused multiply-add lane: a quarter, 16 special-function units beside 64 lanes (A100 whitepaper, 2020). */
const SPECIAL_SHARE = 1 / 4;

/** Architectures whose copy engine delivers one read to a cluster of cores, 2 x 2 in common kernels (H100 whitepaper, 2022). */
const CLUSTERED: readonly string[] = ['hopper', 'blackwell'];

export function mappingMachine(chip: Chip, dtype: Dtype): MappingMachine {
  const figures = deviceFigures(chip);
  const { rate } = dtypeLayout(dtype);
  const peak = Math.max(figures.matrixOpsPerSec[rate], figures.simtOpsPerSec[rate]);
  const { systolic } = chip;
  const cores = Math.max(1, figures.smCount);
  const units = systolic === null ? cores : Math.max(1, systolic.arrays.value);
  // Chips without published vector rates are not limited by them: bandwidth decides their row-wise kernels.
  const vector = figures.simtOpsPerSec.fp32 > 0 ? figures.simtOpsPerSec.fp32 : peak;
  const scratchpad =
    chip.localMemoryBytes?.value ?? Math.max(USUAL_LOCAL_BYTES, systolic ? figures.l2Bytes / cores : 0);
  const cacheBytesPerSec = Math.max(figures.l2BytesPerSec, figures.memoryBytesPerSec);
  const machine: MappingMachine = {
    units,
    opsPerUnitSec: (peak * (systolic === null ? SUSTAINED_MATRIX : 1)) / units,
    vectorOpsPerSec: vector,
    exponentialsPerSec: (vector / 2) * SPECIAL_SHARE,
    localBytes: scratchpad * Math.min(1, cores / units),
    cacheBytes: figures.l2Bytes / figures.l2Partitions,
    cacheBytesPerSec,
    multicast: CLUSTERED.includes(chip.architecture) ? 2 : 1,
    dramBytesPerSec: SUSTAINED_DRAM * figures.memoryBytesPerSec,
    launchSec: chip.launchFloorSec.value,
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
    levels: unknownLevels(cacheBytesPerSec, units),
  };
  const design = organisationOf(chip);
  return design === null ? machine : designedMachine(chip, design, dtype, machine);
}
