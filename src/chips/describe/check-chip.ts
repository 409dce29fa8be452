import { requireBuilt } from '../chip/built-chip.js';
import type { Chip } from '../chip/chip.js';
import type { Figure } from '../chip/chip-parts.js';
import { RETICLE_LIMIT_MM2 } from '../silicon/die-cost.js';
import { nearestProcessNode } from '../silicon/process-node.js';
import { type DerivedFigure, derivedFigures } from './derived-figures.js';
import { type DesignFigures, designFigures } from './design-figures.js';
import { RATE_NAMES } from './schema/chip-schema.js';

/** Something about a chip's figures that a reader should know; none makes the description unusable. */
export interface ChipRemark {
  readonly code:
    | 'differs-from-design'
    | 'differs-from-structure'
    | 'not-derivable'
    | 'die-too-large'
    | 'too-dense'
    | 'hot'
    | 'low-confidence';
  readonly text: string;
}

export interface ChipCheck {
  /** What the floor plan decides; null for chips known by published figures only. */
  readonly design: DesignFigures | null;
  /** Published figures beside what the chip's structure gives; empty for chips with a floor plan. */
  readonly derived: readonly DerivedFigure[];
  readonly remarks: readonly ChipRemark[];
}

// Stated and derived figures may differ by this share before it is remarked on.
const TOLERANCE = 0.03;

// H100, the hottest of the air-cooled: 700 W over 814 mm2 is 0.86 W/mm2; direct liquid cooling reaches about 1.5 (unverified).
const COOLABLE_W_PER_MM2 = 1.5;

/** Derives what a chip's design decides and compares its stated figures with what its own structure implies. */
export function checkChip(chip: Chip): ChipCheck {
  requireBuilt(chip);
  const design = chip.design === null ? null : designFigures(chip.design);
  const derived = derivedFigures(chip);
  return {
    design,
    derived,
    remarks: [
      ...(design === null ? [] : overriddenFigures(chip, design)),
      ...structureRemarks(derived),
      ...underivable(chip, derived),
      ...dieRemarks(chip),
      ...confidenceRemarks(chip),
    ],
  };
}

function overriddenFigures(chip: Chip, design: DesignFigures): ChipRemark[] {
  const pairs: readonly (readonly [string, Figure | null, Figure | null])[] = [
    ['rates.matrix.fp16', chip.matrixRates.fp16, design.matrixRates.fp16],
    ['rates.matrix.fp8', chip.matrixRates.fp8, design.matrixRates.fp8],
    ['rates.matrix.int8', chip.matrixRates.int8, design.matrixRates.int8],
    ['rates.simt.fp32', chip.simtRates.fp32, design.simtRates.fp32],
    ['memory.capacity', chip.memory.capacityBytes, design.memoryCapacityBytes],
    ['memory.bandwidth', chip.memory.bandwidthBytesPerSec, design.memoryBandwidthBytesPerSec],
    ['die.area', chip.dieAreaMm2, design.dieAreaMm2],
    ['tdp', chip.tdpW, design.tdpW],
    ['price', chip.priceUsd, design.priceUsd],
  ];
  return pairs.flatMap(([name, stated, derived]) => {
    if (stated === null || derived === null) return [];
    const ratio = stated.value / derived.value;
    if (Math.abs(ratio - 1) <= TOLERANCE) return [];
    const text = `${name} is stated ${percentOff(ratio)} what the design gives (${stated.value} against ${derived.value}).`;
    return [{ code: 'differs-from-design' as const, text }];
  });
}

/** Published figures that arithmetic on the chip's own published structure does not give. */
function structureRemarks(derived: readonly DerivedFigure[]): ChipRemark[] {
  return derived
    .filter((figure) => figure.kind === 'exact' && Math.abs(figure.stated / figure.derived - 1) > TOLERANCE)
    .map(({ name, stated, derived: value, formula }) => ({
      code: 'differs-from-structure',
      text: `${name} is published ${percentOff(stated / value)} ${formula}.`,
    }));
}

/** What the published figures of a chip leave unchecked, since no structure of theirs implies it. */
function underivable(chip: Chip, derived: readonly DerivedFigure[]): ChipRemark[] {
  if (chip.design !== null) return [];
  const found = new Set(derived.map(({ name }) => name.replace(/^rates\.matrix\..*/, 'rates.matrix')));
  const hasMatrix = RATE_NAMES.some((rate) => chip.matrixRates[rate] !== null);
  const missing = [
    ...(hasMatrix && !found.has('rates.matrix') ? ['the matrix rates'] : []),
    ...(found.has('memory.bandwidth') ? [] : ['the memory bandwidth']),
  ];
  if (missing.length === 0) return [];
  return [{ code: 'not-derivable', text: `Nothing published of the chip implies ${missing.join(' or ')}.` }];
}

function dieRemarks(chip: Chip): ChipRemark[] {
  const { dieAreaMm2, dieCount, transistorCount } = chip;
  if (dieAreaMm2 === null) return [];
  const remarks: ChipRemark[] = [];
  const perDie = dieAreaMm2.value / (dieCount?.value ?? 1);
  if (perDie > RETICLE_LIMIT_MM2) {
    const text = `A die of ${Math.round(perDie)} mm2 is larger than one exposure (${RETICLE_LIMIT_MM2} mm2).`;
    remarks.push({ code: 'die-too-large', text });
  }
  const node = nearestProcessNode(chip.processNm.value);
  if (transistorCount !== null && chip.design === null) {
    const density = transistorCount.value / dieAreaMm2.value;
    if (density > 1.1 * node.transistorsPerMm2.high) {
      const text = `${Math.round(density / 1e6)} million transistors a mm2 exceed what ${node.processNm} nm holds.`;
      remarks.push({ code: 'too-dense', text });
    }
  }
  const heat = chip.tdpW.value / dieAreaMm2.value;
  if (chip.design === null && heat > COOLABLE_W_PER_MM2) {
    remarks.push({
      code: 'hot',
      text: `${heat.toFixed(2)} W/mm2 exceed what liquid carries off (${COOLABLE_W_PER_MM2}).`,
    });
  }
  return remarks;
}

function confidenceRemarks(chip: Chip): ChipRemark[] {
  const deciding = [chip.memory.capacityBytes, chip.memory.bandwidthBytesPerSec, chip.matrixRates.fp16, chip.tdpW];
  const doubtful = deciding.filter((figure) => figure !== null && figure.confidence === 'low').length;
  if (doubtful === 0 || chip.design !== null) return [];
  const text = `${doubtful} of the figures that decide speed and power have low confidence.`;
  return [{ code: 'low-confidence', text }];
}

function percentOff(ratio: number): string {
  return `${Math.abs(100 * (ratio - 1)).toFixed(1)} % ${ratio > 1 ? 'above' : 'below'}`;
}
