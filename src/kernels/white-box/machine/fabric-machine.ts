import type { Chip } from '../../../chips/chip/chip.js';
import { type FpgaFabric, fitFabric } from '../../../chips/chip/fpga-fabric.js';
import { FPGA_MEMORY_SHARE } from './fpga-memory-share.js';
import type { MappingMachine } from './mapping-machine.js';

/** Bytes of a block of 36 Kbit and of one of 288 Kbit, parity left out. */
const BRAM_BYTES = 4096;
const URAM_BYTES = 32768;

/**
 * An FPGA as the tile search sees it: pipelines at the clock of their utilisation, the buffers that they take, memory at the
 * share that published designs reach. A fabric without pipelines keeps the peak and the memories of the description.
 */
export function fabricMachine(chip: Chip, fabric: FpgaFabric | null, base: MappingMachine): MappingMachine {
  const dramBytesPerSec = FPGA_MEMORY_SHARE.value * chip.memory.bandwidthBytesPerSec.value;
  const common = {
    ...base,
    dramBytesPerSec,
    stepSec: 0,
    powerHeadroom: Number.POSITIVE_INFINITY,
    // Pipelines of dot products take one row of inputs as well as many.
    vectorOpsPerSec: Math.max(base.vectorOpsPerSec, base.opsPerUnitSec * base.units),
    levels: { ...base.levels, vectorProducts: true },
  };
  if (fabric === null || fabric.pipelines.length === 0) return common;
  const units = fabric.pipelines.reduce((sum, { count }) => sum + count, 0);
  const { used } = fitFabric(fabric);
  return {
    ...common,
    units,
    opsPerUnitSec: (base.opsPerUnitSec * base.units) / units,
    localBytes: (used.bramBlocks * BRAM_BYTES + used.uramBlocks * URAM_BYTES) / units,
    // What a pipeline does not take is no cache: nothing on the fabric is shared unless it is laid out.
    cacheBytes: 0,
    cacheBytesPerSec: Number.POSITIVE_INFINITY,
    cacheLatencySec: 0,
    levels: { ...common.levels, portBytesPerSec: Number.POSITIVE_INFINITY },
  };
}
