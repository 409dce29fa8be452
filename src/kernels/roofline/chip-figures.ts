import { requireBuilt } from '../../chips/chip/built-chip.js';
import type { Chip } from '../../chips/chip/chip.js';
import type { PeakRates } from '../../chips/chip/chip-parts.js';
import type { RateName } from '../../workloads/operators/dtype.js';
import type { DeviceFigures } from './device-figures.js';

/**
 * Bytes a core takes from the shared cache each cycle where the cache's bandwidth is unpublished: 64 on every NVIDIA
 * generation since Volta (Jia et al., "Dissecting the NVIDIA Volta GPU architecture via microbenchmarking", 2018).
 */
const CACHE_BYTES_PER_CORE_CYCLE = 64;

/** The plain best values of a chip that physical forms read. */
export function deviceFigures(chip: Chip): DeviceFigures {
  requireBuilt(chip);
  const smCount = chip.coreCount.value;
  const clockHz = chip.clockHz.value;
  const l2Bytes = chip.cache?.capacityBytes.value ?? 0;
  const memoryBytesPerSec = chip.memory.bandwidthBytesPerSec.value;
  const estimate = smCount * clockHz * CACHE_BYTES_PER_CORE_CYCLE;
  const l2BytesPerSec = chip.cache?.bandwidthBytesPerSec?.value ?? Math.max(estimate, memoryBytesPerSec);
  return {
    id: chip.id,
    architecture: chip.architecture,
    year: chip.year,
    processNm: chip.processNm.value,
    smCount,
    clockHz,
    memoryBytesPerSec,
    eccShare: checksInline(chip) ? 15 / 16 : 1,
    l2Bytes,
    l2Partitions: cachePartitions(chip),
    l2BytesPerSec,
    matrixOpsPerSec: plainRates(chip.matrixRates),
    simtOpsPerSec: plainRates(chip.simtRates),
    int32OpsPerSec: chip.int32OpsPerSec?.value ?? 0,
    tdpW: chip.tdpW.value,
    idleW: chip.idleW.value,
    linkBytesPerSec: chip.link?.bandwidthBytesPerSec.value ?? 0,
    linkKind: chip.link?.kind ?? 'none',
  };
}

/** Data-centre cards with GDDR check it by default; GeForce and Titan cards do not. */
function checksInline(chip: Chip): boolean {
  return chip.vendor === 'NVIDIA' && chip.memory.kind === 'gddr' && !/^(gtx|titan|rtx-\d)/.test(chip.id);
}

/** NVIDIA's HBM dies since 2020 (GA100, GH100, GB100) have two-partition caches; graphics dies and older ones have one. */
function cachePartitions(chip: Chip): number {
  return chip.vendor === 'NVIDIA' && chip.memory.kind === 'hbm' && chip.year >= 2020 ? 2 : 1;
}

function plainRates(rates: PeakRates): Record<RateName, number> {
  return {
    fp32: rates.fp32?.value ?? 0,
    tf32: rates.tf32?.value ?? 0,
    fp16: rates.fp16?.value ?? 0,
    fp8: rates.fp8?.value ?? 0,
    fp4: rates.fp4?.value ?? 0,
    int8: rates.int8?.value ?? 0,
    int4: rates.int4?.value ?? 0,
  };
}
