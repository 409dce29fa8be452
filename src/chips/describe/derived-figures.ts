import { scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import { requireBuilt } from '../chip/built-chip.js';
import type { Chip } from '../chip/chip.js';
import type { Figure, PeakRates } from '../chip/chip-parts.js';
import { energyPerAction } from '../power/energy-per-action.js';
import { boardCost } from '../silicon/board-cost.js';
import { RETICLE_LIMIT_MM2 } from '../silicon/die-cost.js';
import { nearestProcessNode } from '../silicon/process-node.js';
import { RATE_NAMES } from './schema/chip-schema.js';

/** A published figure beside what the chip's own structure gives. */
export interface DerivedFigure {
  readonly name: string;
  readonly unit: string;
  readonly stated: number;
  readonly derived: number;
  readonly formula: string;
  /**
   * `exact`: arithmetic on published counts, so that a difference is one between published figures. `model`: a model of
   * energy or cost, which is expected to differ.
   */
  readonly kind: 'exact' | 'model';
}

// GPUs have 64 or 128 lanes a core in all makes since 2014; where nothing is published the nearer is taken.
const USUAL_LANES = [64, 128];

/** Every peak figure of a published chip that its structure implies; empty for chips whose floor plan decides them. */
export function derivedFigures(chip: Chip): DerivedFigure[] {
  requireBuilt(chip);
  if (chip.design !== null) return [];
  return [
    ...matrixFigures(chip),
    ...laneFigures(chip),
    ...bandwidthFigures(chip),
    ...powerFigures(chip),
    ...costFigures(chip),
  ];
}

function exact(name: string, unit: string, stated: Figure | null, derived: number, formula: string): DerivedFigure[] {
  return stated === null ? [] : [{ name, unit, stated: stated.value, derived, formula, kind: 'exact' }];
}

/** Cores x multiply-accumulates x clock, or the cells of systolic arrays. */
function matrixFigures(chip: Chip): DerivedFigure[] {
  const { structure, systolic } = chip;
  if (systolic !== null) {
    const { arrays, rows, columns } = systolic;
    const cells = arrays.value * rows.value * columns.value;
    const rate = cells * 2 * chip.clockHz.value;
    // Cells may do two narrow products or half a wide one: the format whose rate is nearest is theirs.
    const formats = RATE_NAMES.filter((name) => chip.matrixRates[name] !== null);
    const nearest = formats.reduce<keyof PeakRates | null>((best, name) => {
      const off = (one: keyof PeakRates) => Math.abs(chip.matrixRates[one]!.value / rate - 1);
      return best === null || off(name) < off(best) ? name : best;
    }, null);
    if (nearest === null) return [];
    const formula = `${arrays.value} x ${rows.value} x ${columns.value} cells x 2 x ${ghz(chip.clockHz.value)}`;
    return exact(`rates.matrix.${nearest}`, unitOf(nearest), chip.matrixRates[nearest], rate, formula);
  }
  if (structure === null) return [];
  const clock = structure.matrixClockHz ?? chip.clockHz.value;
  return RATE_NAMES.flatMap((name) => {
    const macs = structure.macsPerCoreCycle[name];
    if (macs === null) return [];
    const formula = `${chip.coreCount.value} cores x ${macs} x 2 x ${ghz(clock)}`;
    const derived = chip.coreCount.value * macs * 2 * clock;
    return exact(`rates.matrix.${name}`, unitOf(name), chip.matrixRates[name], derived, formula);
  });
}

function laneFigures(chip: Chip): DerivedFigure[] {
  const fp32 = chip.simtRates.fp32;
  if (fp32 === null) return [];
  const perLane = 2 * chip.coreCount.value * chip.clockHz.value;
  const off = (lanes: number) => Math.abs(fp32.value / perLane - lanes);
  const usual =
    chip.kind === 'gpu' ? USUAL_LANES.reduce((best, lanes) => (off(lanes) < off(best) ? lanes : best)) : null;
  const lanes = chip.structure?.lanesPerCore ?? usual;
  if (lanes === null) return [];
  const formula = `${chip.coreCount.value} cores x ${lanes} lanes x 2 x ${ghz(chip.clockHz.value)}`;
  return exact('rates.simt.fp32', 'FLOP/s', fp32, lanes * perLane, formula);
}

function bandwidthFigures(chip: Chip): DerivedFigure[] {
  const bits = chip.structure?.memoryBusBits ?? null;
  const pin = chip.structure?.bitsPerPinSec ?? null;
  if (bits === null || pin === null) return [];
  const formula = `${bits} bits x ${Number((pin / 1e9).toPrecision(5))} Gbit/s`;
  return exact('memory.bandwidth', 'B/s', chip.memory.bandwidthBytesPerSec, (bits * pin) / 8, formula);
}

/** Board power with the matrix units at their 16-bit peak and idle beside, by the energies of the node. */
function powerFigures(chip: Chip): DerivedFigure[] {
  const rates = chip.matrixRates.fp16 ? chip.matrixRates : chip.simtRates;
  const name = RATE_NAMES.find((rate) => rate === 'fp16' && rates.fp16 !== null) ?? (rates.fp32 ? 'fp32' : null);
  if (name === null) return [];
  const energy = energyPerAction(chip);
  const perOp = (rates === chip.matrixRates ? energy.matrixJoulesPerOp : energy.simtJoulesPerOp)[name].value;
  const derived = rates[name]!.value * perOp + chip.idleW.value;
  const formula = `${name} at peak x ${(perOp * 1e12).toPrecision(3)} pJ + idle`;
  return [{ name: 'tdp', unit: 'W', stated: chip.tdpW.value, derived, formula, kind: 'model' }];
}

/** What making a board costs: a price is what the market pays. */
function costFigures(chip: Chip): DerivedFigure[] {
  const { dieAreaMm2, dieCount, priceUsd, memory } = chip;
  if (dieAreaMm2 === null || priceUsd === null) return [];
  const dies = Math.max(1, Math.round(dieCount?.value ?? 1));
  if (dieAreaMm2.value / dies > RETICLE_LIMIT_MM2) return [];
  const coresPerDie = Math.max(1, Math.round((chip.coresOnDie ?? chip.coreCount).value / dies));
  const cost = boardCost({
    areaMm2: scaleBand(dieAreaMm2, 1 / dies),
    dies,
    packaging: memory.kind === 'hbm' ? 'interposer' : dies > 1 ? 'mcm' : 'monolithic',
    coresPerDie,
    spareCoresPerDie: Math.max(0, coresPerDie - Math.round(chip.coreCount.value / dies)),
    node: nearestProcessNode(chip.processNm.value),
    memoryKind: memory.kind,
    memoryBytes: memory.capacityBytes.value,
    tdpW: chip.tdpW,
  });
  const formula = 'unit cost of dies, package, memory and board';
  return [{ name: 'price', unit: 'USD', stated: priceUsd.value, derived: cost.unitUsd.value, formula, kind: 'model' }];
}

function unitOf(rate: keyof PeakRates): string {
  return rate.startsWith('int') ? 'OP/s' : 'FLOP/s';
}

function ghz(hertz: number): string {
  return `${Number((hertz / 1e9).toPrecision(4))} GHz`;
}
