import { requireBuilt } from '../chip/built-chip.js';
import type { Chip } from '../chip/chip.js';
import type { Figure, PeakRates } from '../chip/chip-parts.js';
import { RATE_NAMES } from './schema/chip-schema.js';

/** One figure of a chip by the name that its file uses. */
export interface NamedFigure {
  readonly name: string;
  /** Unit of the value; empty for counts. */
  readonly unit: string;
  readonly figure: Figure;
}

/** Every figure that a chip has, in the order of its file. */
export function chipFigures(chip: Chip): NamedFigure[] {
  requireBuilt(chip);
  const named = (name: string, unit: string, figure: Figure | null | undefined): NamedFigure[] =>
    figure ? [{ name, unit, figure }] : [];
  return [
    ...named('process', 'nm', chip.processNm),
    ...named('die.area', 'mm2', chip.dieAreaMm2),
    ...named('die.count', '', chip.dieCount),
    ...named('die.transistors', '', chip.transistorCount),
    ...named('cores', '', chip.coreCount),
    ...named('coresOnDie', '', chip.coresOnDie),
    ...named('clock', 'Hz', chip.clockHz),
    ...named('systolic.arrays', '', chip.systolic?.arrays),
    ...named('systolic.rows', '', chip.systolic?.rows),
    ...named('systolic.columns', '', chip.systolic?.columns),
    ...rateFigures('rates.matrix', chip.matrixRates),
    ...rateFigures('rates.simt', chip.simtRates),
    ...named('rates.int32', 'OP/s', chip.int32OpsPerSec),
    ...named('memory.capacity', 'B', chip.memory.capacityBytes),
    ...named('memory.bandwidth', 'B/s', chip.memory.bandwidthBytesPerSec),
    ...named('cache.capacity', 'B', chip.cache?.capacityBytes),
    ...named('cache.bandwidth', 'B/s', chip.cache?.bandwidthBytesPerSec),
    ...named('localMemory', 'B', chip.localMemoryBytes),
    ...named('link.bandwidth', 'B/s', chip.link?.bandwidthBytesPerSec),
    ...named('launchFloor', 's', chip.launchFloorSec),
    ...named('tdp', 'W', chip.tdpW),
    ...named('idle', 'W', chip.idleW),
    ...named('price', 'USD', chip.priceUsd),
    ...named('lifetime', 'years', chip.lifetimeYears),
  ];
}

function rateFigures(group: string, rates: PeakRates): NamedFigure[] {
  return RATE_NAMES.flatMap((rate) => {
    const figure = rates[rate];
    const unit = rate.startsWith('int') ? 'OP/s' : 'FLOP/s';
    return figure === null ? [] : [{ name: `${group}.${rate}`, unit, figure }];
  });
}
