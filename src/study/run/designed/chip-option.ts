import { type Chip, nearestProcessNode } from '../../../chips/index.js';
import { plainBand } from '../../../foundation/quantity/band-arithmetic.js';
import type { DesignOption } from '../../../pow-model/market/design/index.js';
import type { DesignEntry } from '../../files/designed/designed-file.js';
import { factoryCost } from '../machine/factory-cost.js';

/** Months from the decision to volume, by process: assumption, longer where masks and tests take longer. */
export const LEAD_MONTHS: readonly (readonly [processNm: number, months: number])[] = [
  [28, 18],
  [16, 20],
  [7, 22],
  [5, 24],
  [3, 26],
];

export const MACS_PER_TMAC = 1e12;

/** TMAC/s of int8 at the arrays' peak; null where a chip has no int8 matrix datapath. */
export function peakTmacPerSec(chip: Chip): number | null {
  const rate = chip.matrixRates.int8;
  return rate === null ? null : rate.value / 2 / MACS_PER_TMAC;
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
