import { scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import { buildChip, type ChipOrigin, requireBuilt } from '../chip/built-chip.js';
import type { Chip } from '../chip/chip.js';
import type { Figure, PeakRates } from '../chip/chip-parts.js';
import type { Change, VariantInput } from './variant-schema.js';

/** One figure that differs from the parent's. */
export interface AppliedChange {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** Something that the parent does not have. */
export interface VariantFault {
  readonly path: readonly string[];
  readonly found: string;
  readonly fix: string;
}

type Rates = { -readonly [Name in keyof PeakRates]: PeakRates[Name] };

/**
 * The chip that a variant describes. Cores and clock scale the peak rates that are not stated; figures that a change of
 * silicon makes unknown (area, transistors, the price unless stated) become null, and so does the floor plan.
 */
export function applyVariant(
  id: string,
  parent: Chip,
  input: VariantInput,
  origin: ChipOrigin,
): { readonly chip: Chip; readonly changes: readonly AppliedChange[]; readonly faults: readonly VariantFault[] } {
  requireBuilt(parent);
  const changes: AppliedChange[] = [];
  const faults: VariantFault[] = [];
  const set = (path: readonly string[], figure: Figure, change: Change | undefined): Figure => {
    if (change === undefined) return figure;
    const factor = change.kind === 'factor' ? change.factor : change.value / figure.value;
    changes.push({ path: path.join('.'), from: figure.value, to: figure.value * factor });
    return scaled(figure, factor, `variant of ${parent.id}: ${path.join('.')}`);
  };
  const setOrNull = (path: readonly string[], figure: Figure | null, change: Change | undefined): Figure | null => {
    if (figure !== null || change === undefined) return figure === null ? null : set(path, figure, change);
    if (change.kind === 'value') {
      changes.push({ path: path.join('.'), from: 0, to: change.value });
      return {
        value: change.value,
        low: change.value,
        high: change.value,
        source: `variant of ${parent.id}`,
        confidence: 'medium',
      };
    }
    faults.push({
      path,
      found: `${parent.name} has no such figure to change by a factor.`,
      fix: 'State the figure with its unit.',
    });
    return null;
  };
  const coreCount = set(['cores'], parent.coreCount, input.cores);
  const clockHz = set(['clock'], parent.clockHz, input.clock);
  const speedUp = (coreCount.value / parent.coreCount.value) * (clockHz.value / parent.clockHz.value);
  const rates = (path: 'matrix' | 'simt', base: PeakRates): PeakRates => {
    const result: Rates = { ...base };
    for (const name of Object.keys(base) as (keyof PeakRates)[]) {
      const stated = input.rates?.[path]?.[name];
      const figure = base[name];
      if (stated !== undefined) result[name] = setOrNull(['rates', path, name], figure, stated);
      else if (figure !== null && speedUp !== 1)
        result[name] = scaled(figure, speedUp, `variant of ${parent.id}: cores and clock`);
    }
    return result;
  };
  const int32 = input.rates?.int32;
  const sameSilicon = input.cores === undefined && input.cache === undefined && input.localMemory === undefined;
  if (input.cache !== undefined && parent.cache === null) {
    faults.push({ path: ['cache'], found: `${parent.name} has no shared cache.`, fix: 'Leave the cache out.' });
  }
  if (input.link !== undefined && parent.link === null) {
    faults.push({ path: ['link'], found: `${parent.name} has no link.`, fix: 'Leave the link out.' });
  }
  const figures: Pick<Chip, keyof Chip> = {
    ...parent,
    id,
    name: input.name ?? `${parent.name} (variant ${id})`,
    aliases: [],
    hypothetical: true,
    rationale: input.rationale,
    coreCount,
    coresOnDie: input.cores === undefined ? parent.coresOnDie : null,
    clockHz,
    dieAreaMm2: sameSilicon ? parent.dieAreaMm2 : null,
    transistorCount: sameSilicon ? parent.transistorCount : null,
    matrixRates: rates('matrix', parent.matrixRates),
    simtRates: rates('simt', parent.simtRates),
    int32OpsPerSec:
      int32 !== undefined || parent.int32OpsPerSec === null || speedUp === 1
        ? setOrNull(['rates', 'int32'], parent.int32OpsPerSec, int32)
        : scaled(parent.int32OpsPerSec, speedUp, `variant of ${parent.id}: cores and clock`),
    memory: {
      ...parent.memory,
      capacityBytes: set(['memory', 'capacity'], parent.memory.capacityBytes, input.memory?.capacity),
      bandwidthBytesPerSec: set(['memory', 'bandwidth'], parent.memory.bandwidthBytesPerSec, input.memory?.bandwidth),
    },
    cache:
      parent.cache === null
        ? null
        : {
            capacityBytes: set(['cache', 'capacity'], parent.cache.capacityBytes, input.cache?.capacity),
            bandwidthBytesPerSec: setOrNull(
              ['cache', 'bandwidth'],
              parent.cache.bandwidthBytesPerSec,
              input.cache?.bandwidth,
            ),
          },
    localMemoryBytes: setOrNull(['localMemory'], parent.localMemoryBytes, input.localMemory),
    link:
      parent.link === null
        ? null
        : {
            ...parent.link,
            bandwidthBytesPerSec: set(['link', 'bandwidth'], parent.link.bandwidthBytesPerSec, input.link?.bandwidth),
          },
    launchFloorSec: set(['launchFloor'], parent.launchFloorSec, input.launchFloor),
    tdpW: set(['tdp'], parent.tdpW, input.tdp),
    idleW: set(['idle'], parent.idleW, input.idle),
    priceUsd: sameSilicon || input.price !== undefined ? setOrNull(['price'], parent.priceUsd, input.price) : null,
    lifetimeYears: set(['lifetime'], parent.lifetimeYears, input.lifetime),
    design: null,
    structure: null,
    variantOf: parent,
  };
  return { chip: buildChip(figures, origin), changes, faults };
}

function scaled(figure: Figure, factor: number, source: string): Figure {
  return {
    ...scaleBand(figure, factor),
    source: `${source}; parent: ${figure.source}`,
    confidence: figure.confidence,
  };
}
