import { builtinCatalog } from '../../chips/index.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { median } from '../../stats/median.js';
import { MATMUL_POW_RATES } from './reference-rates.js';

/** Share of a chip's published int8 rate that a measured row is, by catalog id; null for a chip without the datapath. */
function shares(without: string | null): number[] {
  const { chips } = builtinCatalog();
  return MATMUL_POW_RATES.filter(({ chip, gated }) => gated && chip !== without).flatMap(({ chip, unitsPerSec }) => {
    const peak = chips.get(chip)?.matrixRates.int8?.value;
    return peak === undefined ? [] : [(2 * unitsPerSec) / peak];
  });
}

/**
 * Share of the published dense int8 rate that pure mining sustains: median and range of the measured cards, those of one
 * chip left out where its own rate is to be predicted. Above 1 where a card boosts beyond its published clock.
 */
export function sustainedShare(without: string | null): Band {
  const all = shares(without);
  return { value: median(all), low: Math.min(...all), high: Math.max(...all) };
}
