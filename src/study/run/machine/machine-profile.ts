import { plainBand } from '../../../foundation/quantity/band-arithmetic.js';
import { isAbsent } from '../../../foundation/quantity/reasoned.js';
import type { MachineProfile } from '../../../pow-model/machine.js';
import { PEARL_BLOCK_SEC } from '../../../pow-model/protocols/pearl/pearl-next-target.js';
import { PEARL_TILE, patternLength } from '../../../workloads/pow/pearl-rules.js';
import { machinePriceUsd, type StudyMachine } from './study-machine.js';
import type { WorkloadResult } from './workload-result.js';

/** Seconds between blocks, over which one proof is verified (Bitcoin's target; Pearl's parameter file). */
const BLOCK_SECONDS = { hash: 600, mac: PEARL_BLOCK_SEC, token: PEARL_BLOCK_SEC } as const;

/**
 * What a market may know of a machine under a workload, or null where it does no such work or has no price. The
 * verification share is that of a network that consists of this machine alone: an upper bound.
 */
export function machineProfile(machine: StudyMachine, result: WorkloadResult): MachineProfile | null {
  const { chip } = machine.spec;
  const price = machinePriceUsd(chip, machine.placement.count);
  if (price === null || isAbsent(result.workPerSec) || isAbsent(result.powerW)) return null;
  return {
    id: machine.id,
    label: machine.label,
    chip: chip.id,
    vendor: chip.vendor,
    generalPurpose: chip.kind !== 'asic',
    chips: machine.placement.count,
    workUnit: result.workUnit,
    workPerSec: result.workPerSec,
    tokensPerSec: result.tokensPerSec,
    powerW: result.powerW,
    priceUsd: price,
    lifetimeYears: plainBand(chip.lifetimeYears),
    usefulShare: result.usefulShare,
    verificationShare: verificationUnits(result.workUnit) / (result.workPerSec.value * BLOCK_SECONDS[result.workUnit]),
  };
}

/** Work units that checking one block's proof takes: one hash; one opened tile at k = 4096; one token recomputed. */
function verificationUnits(unit: WorkloadResult['workUnit']): number {
  if (unit !== 'mac') return 1;
  return patternLength(PEARL_TILE.rowsPattern) * patternLength(PEARL_TILE.colsPattern) * 4096;
}
