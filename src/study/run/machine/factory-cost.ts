import { type BoardCost, boardCost, type Chip, designFigures, nearestProcessNode } from '../../../chips/index.js';
import { scaleBand } from '../../../foundation/quantity/band-arithmetic.js';

/** Cores that a sold die may lack are unknown for chips that are known by their data sheets: none is assumed. */
const NO_SPARE_CORES = 0;

/** What a board of the chip costs to make: from its floor plan, or from its published dies, memory and power; null where its dies are not known. */
export function factoryCost(chip: Chip): BoardCost | null {
  if (chip.design !== null) return designFigures(chip.design).cost;
  if (chip.dieAreaMm2 === null) return null;
  const dies = chip.dieCount?.value ?? 1;
  return boardCost({
    areaMm2: scaleBand(chip.dieAreaMm2, 1 / dies),
    dies,
    packaging: chip.memory.kind === 'hbm' ? 'interposer' : dies > 1 ? 'mcm' : 'monolithic',
    coresPerDie: chip.coreCount.value / dies,
    spareCoresPerDie: NO_SPARE_CORES,
    node: nearestProcessNode(chip.processNm.value),
    memoryKind: chip.memory.kind,
    memoryBytes: chip.memory.capacityBytes.value,
    tdpW: chip.tdpW,
  });
}
