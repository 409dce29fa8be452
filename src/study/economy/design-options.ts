import { builtinCatalog, type ChipDesign, designFigures, processNode, resolveChip } from '../../chips/index.js';
import type { DesignOption, ReferenceHardware } from '../../pow-model/market/designed/index.js';

/** What the designs of a map are for: mining alone, or serving models as well. */
export type DesignPurpose = 'mining' | 'inference';

/** The catalog's description from which the designs of a map are varied. */
const TEMPLATE = 'hypo-7nm-lpddr';
/** The general-purpose hardware of a map. */
const REFERENCE = 'h100-sxm';
/** Unit cost of an H100 SXM5 by siliconanalysts.com; the factory price of the maker is not published. */
const REFERENCE_FACTORY_USD = 3320;

/** Processes on offer, with the months from decision to volume. */
const NODES: readonly (readonly [processNm: number, leadMonths: number])[] = [
  [28, 18],
  [16, 20],
  [7, 22],
  [5, 24],
  [3, 26],
];

const MACS_PER_TMAC = 1e12;

/** A chip that only mines int8 products: no DRAM, no links, no fp16, little scratchpad. */
function miningDesign(template: ChipDesign): ChipDesign {
  return {
    ...template,
    arrays: { ...template.arrays, macsPerCellCycle: { fp16: 0, fp8: 0, fp4: 0, int8: 1, int4: 0 } },
    vectorLanes: 512,
    scratchpad: {
      managed: 'software',
      bytes: 8 * 2 ** 20,
      banks: 64,
      bytesPerBankCycle: 64,
    },
    dram: null,
    chipLink: null,
    pcieLanes: 4,
  };
}

/**
 * One floor plan on every process, with joules and dollars per TMAC from the chip model at the arrays' peak. Reference
 * and options are compared at the same share of peak, which therefore cancels.
 */
export function designOptions(purpose: DesignPurpose): DesignOption[] {
  const chip = resolveChip(builtinCatalog(), TEMPLATE);
  if (chip.design === null) throw new Error(`The catalog's ${TEMPLATE} has no floor plan.`);
  const plan = purpose === 'mining' ? miningDesign(chip.design) : chip.design;
  return NODES.map(([processNm, leadMonths]) => {
    const figures = designFigures({ ...plan, processNm });
    const rate = figures.matrixRates.int8;
    const node = processNode(processNm);
    if (rate === null || node === null) throw new Error(`No int8 design at ${processNm} nm.`);
    const tmacPerSec = rate.value / 2 / MACS_PER_TMAC;
    const { nreUsd } = node;
    return {
      id: `${purpose}-${processNm}nm`,
      label: `${processNm} nm ${purpose} chip`,
      processNm,
      joulesPerWork: figures.power.tdpW.value / tmacPerSec,
      factoryUsdPerWork: figures.cost.unitUsd.value / tmacPerSec,
      nreUsd: { value: nreUsd.value, low: nreUsd.low, high: nreUsd.high },
      nodeAvailableYear: -1,
      leadYears: leadMonths / 12,
    };
  });
}

/** The catalog's H100 at peak int8, at its market price. */
export function referenceHardware(progressPerYear: number): ReferenceHardware {
  const chip = resolveChip(builtinCatalog(), REFERENCE);
  const rate = chip.matrixRates.int8;
  if (rate === null || chip.priceUsd === null) throw new Error(`The catalog's ${REFERENCE} lacks a rate or a price.`);
  const tmacPerSec = rate.value / 2 / MACS_PER_TMAC;
  return {
    id: chip.id,
    label: chip.name,
    joulesPerWork: chip.tdpW.value / tmacPerSec,
    factoryUsdPerWork: REFERENCE_FACTORY_USD / tmacPerSec,
    marketUsdPerWork: chip.priceUsd.value / tmacPerSec,
    progressPerYear,
  };
}
