import type { Chip } from '../../../chips/chip/chip.js';
import type { ChipDesign } from '../../../chips/chip/chip-design.js';
import { type Dtype, dtypeLayout } from '../../../workloads/operators/dtype.js';
import { figuresFor } from '../../roofline/format-support.js';
import type { MappingMachine } from './mapping-machine.js';
import { networkBytesPerCycle } from './network-throughput.js';

/** Half of a memory stages tiles in flight, half holds what is used again, where one memory does both. */
const STAGING_SHARE = 0.5;
/** A bank of the die answers in about as long as a cache under load does. */
const ON_CHIP_LATENCY_SEC = 0.2e-6;

/** What the floor plan decides; counts, clock and capacities are those of the chip, which a variant may have changed. */
export function designedMachine(chip: Chip, design: ChipDesign, dtype: Dtype, base: MappingMachine): MappingMachine {
  const figures = figuresFor(chip, dtype);
  const cores = figures.smCount;
  const clock = figures.clockHz;
  const { rate } = dtypeLayout(dtype);
  const onArrays = figures.matrixOpsPerSec[rate] >= figures.simtOpsPerSec[rate];
  const dot = design.arrays.dataflow === 'dot' || !onArrays;
  const units = dot ? cores : Math.max(1, design.arrays.count * (cores / design.cores));
  const unitsPerCore = units / cores;
  const { scratchpad, localMemory, registerFile, network } = design;
  const banks = Math.max(1, scratchpad.banks * (cores / design.cores));
  const shared = Math.min(banks * scratchpad.bytesPerBankCycle * clock, networkBytesPerCycle(network, cores) * clock);
  const sharedBytes = chip.cache?.capacityBytes.value ?? scratchpad.bytes;
  const staging = localMemory === null ? STAGING_SHARE : 1;
  const port = Math.min(network.bytesPerPortCycle * clock, shared) / Math.max(1, unitsPerCore);
  const localBytes =
    localMemory === null
      ? (sharedBytes * staging) / units
      : (chip.localMemoryBytes?.value ?? localMemory.bytes) / Math.max(1, unitsPerCore);
  const bankRate = (banks: number, width: number) => (banks * width * clock) / Math.max(1, unitsPerCore);
  const offChip = design.dram !== null;
  const onChipBytesPerSec = Math.min(figures.memoryBytesPerSec, design.rom ? Number.POSITIVE_INFINITY : shared);
  return {
    ...base,
    units,
    opsPerUnitSec: (base.opsPerUnitSec * base.units) / units,
    vectorOpsPerSec: figures.simtOpsPerSec.fp32,
    exponentialsPerSec: (figures.simtOpsPerSec.fp32 / 2) * design.specialFunctionsPerLaneCycle,
    // The cap of a floor plan is kept kernel by kernel, from the joules of its parts.
    powerHeadroom: Number.POSITIVE_INFINITY,
    localBytes,
    cacheBytes: chip.cache === null ? 0 : sharedBytes * staging,
    cacheBytesPerSec: shared,
    dramBytesPerSec: offChip ? base.dramBytesPerSec : onChipBytesPerSec,
    streamBytesPerSec: offChip ? base.streamBytesPerSec : onChipBytesPerSec,
    array:
      base.array === null || dot
        ? null
        : {
            rows: design.arrays.rows,
            columns: design.arrays.columns,
            dataflow: design.arrays.dataflow as 'os' | 'ws' | 'is',
            count: 1,
            overlappedFolds: design.arrays.doubleBuffered,
          },
    levels: {
      localBytesPerSec: localMemory === null ? port : bankRate(localMemory.banks, localMemory.bytesPerBankCycle),
      localDoubleBuffered: localMemory?.doubleBuffered ?? scratchpad.doubleBuffered,
      sharedDoubleBuffered: scratchpad.doubleBuffered,
      sumBytes: (registerFile?.bytes ?? 0) / Math.max(1, unitsPerCore),
      sumBytesPerSec:
        registerFile === null ? Number.POSITIVE_INFINITY : bankRate(registerFile.banks, registerFile.bytesPerBankCycle),
      portBytesPerSec: port,
      memoryLatencySec: offChip ? null : ON_CHIP_LATENCY_SEC,
      vectorProducts: true,
      hashesPerSec: { sha256d: design.hashEngines * clock * (cores / design.cores) },
    },
  };
}
