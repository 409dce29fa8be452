import {
  builtinCatalog,
  type Chip,
  type ChipDesign,
  designFigures,
  processNode,
  resolveChip,
} from '../../../chips/index.js';
import type { ParsedDocument } from '../../../foundation/document/document.js';
import { isUserError, type Problem, UserError } from '../../../foundation/errors/user-error.js';
import type { DesignOption, ReferenceHardware } from '../../../pow-model/market/design/index.js';
import type { DesignedFile } from '../../files/designed/designed-file.js';
import { factoryCost } from '../machine/factory-cost.js';
import type { ChipLookup } from '../machine/resolve-machines.js';
import { chipOption, LEAD_MONTHS, MACS_PER_TMAC, peakTmacPerSec } from './chip-option.js';

/** What the designs of a map are for: mining alone, or serving models as well. */
export type DesignPurpose = 'mining' | 'inference';

/** The catalog's description from which the designs of a map are varied. */
const TEMPLATE = 'hypo-7nm-lpddr';
/** Unit cost of an H100 SXM5 by siliconanalysts.com; the factory price of the maker is not published. */
const H100_FACTORY_USD = 3320;

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
      doubleBuffered: true,
    },
    dram: null,
    chipLink: null,
    pcieLanes: 4,
  };
}

/**
 * One floor plan on every process, with joules and dollars per TMAC from the chip model at the arrays' peak. Reference
 * and options are compared at the same share of peak, which therefore cancels. `startYear` is that of the run.
 */
export function designOptions(purpose: DesignPurpose, startYear: number): DesignOption[] {
  const chip = resolveChip(builtinCatalog(), TEMPLATE);
  if (chip.design === null) throw new Error(`The catalog's ${TEMPLATE} has no floor plan.`);
  const plan = purpose === 'mining' ? miningDesign(chip.design) : chip.design;
  return LEAD_MONTHS.map(([processNm, leadMonths]) => {
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
      nodeAvailableYear: node.availableYear.value - startYear,
      leadYears: leadMonths / 12,
    };
  });
}

/** A chip at its peak int8 rate and its market price, as the hardware that is there before any design. */
export function referenceHardware(chip: Chip, progressPerYear: number): ReferenceHardware | string {
  const tmacPerSec = peakTmacPerSec(chip);
  if (tmacPerSec === null) return `${chip.name} has no int8 matrix datapath, so its rate of the work is not known.`;
  if (chip.priceUsd === null) return `${chip.name} has no price.`;
  const factoryUsd = chip.id === 'h100-sxm' ? H100_FACTORY_USD : factoryCost(chip)?.unitUsd.value;
  if (factoryUsd === undefined) return `The die area of ${chip.name} is not known, so its factory cost is not.`;
  return {
    id: chip.id,
    label: chip.name,
    joulesPerWork: chip.tdpW.value / tmacPerSec,
    factoryUsdPerWork: factoryUsd / tmacPerSec,
    marketUsdPerWork: chip.priceUsd.value / tmacPerSec,
    progressPerYear,
  };
}

/** The chips of a file: what there is before, and what makers could bring. */
export interface DesignedHardware {
  readonly reference: ReferenceHardware;
  readonly options: readonly DesignOption[];
}

/**
 * Looks up the chips that a file names and computes the designs from their descriptions; a file that names none gets one
 * floor plan on every process. Throws a UserError with every chip that is unknown or cannot do the work.
 */
export function designedHardware(
  document: Pick<ParsedDocument<DesignedFile>, 'value' | 'problem'>,
  lookupChip: ChipLookup,
): DesignedHardware {
  const { value: file } = document;
  const problems: Problem[] = [];
  const found = <T>(name: string, path: readonly (string | number)[], use: (chip: Chip) => T | string): T | null => {
    try {
      const result = use(lookupChip(name));
      if (typeof result !== 'string') return result;
      problems.push(document.problem(path, 'unsuited-chip', result, 'Name another chip, or state what is missing.'));
    } catch (error) {
      if (!isUserError(error)) throw error;
      const at = (one: Problem) => document.problem(path, one.code, one.found, one.fix);
      problems.push(...error.problems.map((one) => (one.line === null ? at(one) : one)));
    }
    return null;
  };
  const reference = found(file.hardware, ['hardware'], (chip) => referenceHardware(chip, file.referenceProgress));
  const named = file.designs.flatMap(
    (entry, index) =>
      found(entry.chip, ['designs', index, 'chip'], (chip) => chipOption(chip, entry, file.start)) ?? [],
  );
  if (reference === null || problems.length > 0) throw new UserError(problems);
  // One chip may be listed twice with other costs; events and prices tell options apart by their id.
  const options = named.map((option, i) => ({ ...option, id: `${option.id}-${i + 1}` }));
  return { reference, options: options.length > 0 ? options : designOptions(file.purpose, file.start) };
}
