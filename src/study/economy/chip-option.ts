import { type BoardCost, boardCost, type Chip, designFigures, nearestProcessNode } from '../../chips/index.js';
import { plainBand, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { DesignOption } from '../../pow-model/market/design/index.js';
import type { DesignEntry } from './designed-file.js';

/** Months from the decision to volume, by process: assumption, longer where masks and tests take longer. */
export const LEAD_MONTHS: readonly (readonly [processNm: number, months: number])[] = [
  [28, 18],
  [16, 20],
  [7, 22],
  [5, 24],
  [3, 26],
];

export const MACS_PER_TMAC = 1e12;

/** Cores that a sold die may lack are unknown for chips that are known by their data sheets: none is assumed. */
const NO_SPARE_CORES = 0;

/** TMAC/s of int8 at the arrays' peak; null where a chip has no int8 matrix datapath. */
export function peakTmacPerSec(chip: Chip): number | null {
  const rate = chip.matrixRates.int8;
  return rate === null ? null : rate.value / 2 / MACS_PER_TMAC;
}

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

/**
 * A chip as a design that a maker could bring: joules and dollars per TMAC at the arrays' peak, design cost, date and lead
 * of its process unless the entry states its own. Text where the chip cannot be an option, with the reason.
 */
export function chipOption(chip: Chip, entry: DesignEntry, startYear: number): DesignOption | string {
  const tmacPerSec = peakTmacPerSec(chip);
  if (tmacPerSec === null) return `${chip.name} has no int8 matrix datapath, so its rate of the work is not known.`;
  const unitUsd = entry.unitCost ?? factoryCost(chip)?.unitUsd.value;
  if (unitUsd === undefined) return `The die area of ${chip.name} is not known, so its cost is not. State unitCost.`;
  const node = nearestProcessNode(chip.processNm.value);
  return {
    id: chip.id,
    label: entry.label ?? chip.name,
    processNm: chip.processNm.value,
    joulesPerWork: chip.tdpW.value / tmacPerSec,
    factoryUsdPerWork: unitUsd / tmacPerSec,
    nreUsd: entry.nre ?? plainBand(node.nreUsd),
    nodeAvailableYear: (entry.available ?? node.availableYear.value) - startYear,
    leadYears: entry.lead ?? leadMonths(chip.processNm.value) / 12,
  };
}

/** The lead of the described process that is nearest in ratio. */
function leadMonths(processNm: number): number {
  let best = LEAD_MONTHS[0]!;
  const distance = ([nm]: readonly [number, number]) => Math.max(nm / processNm, processNm / nm);
  for (const one of LEAD_MONTHS) if (distance(one) < distance(best)) best = one;
  return best[1];
}
