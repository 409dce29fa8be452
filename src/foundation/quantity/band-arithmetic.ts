import { exp, ln } from '../numeric/portable-math.js';
import type { Band } from './estimate.js';

/**
 * All arithmetic of intervals. Errors that have nothing to do with each other add in quadrature (`addBands`, and
 * `multiplyBands` and `divideBands` in logarithms); errors with one cause move together (`bandOfEnds`, `addAlike`); limits
 * that are assumed rather than estimated meet at their corners (`divideLimits`).
 */
export type BandEnd = keyof Band;

/** A figure without an error. */
export function exactly(value: number): Band {
  return { value, low: value, high: value };
}

/** The numbers of a figure without its source or provenance. */
export function plainBand({ value, low, high }: Band): Band {
  return { value, low, high };
}

export function scaleBand(band: Band, factor: number): Band {
  return { value: band.value * factor, low: band.low * factor, high: band.high * factor };
}

/** The band about another value with the same relative width. */
export function bandAbout(value: number, like: Band): Band {
  return { ...scaleBand(like, value / like.value), value };
}

/**
 * A figure at the best values and at both ends of all its inputs, whose errors have one cause. `at` grows with its inputs.
 *
 * @example
 * bandOfEnds((end) => Math.min(10, { value: 8, low: 6, high: 12 }[end])) // { value: 8, low: 6, high: 10 }
 */
export function bandOfEnds(at: (end: BandEnd) => number): Band {
  return { value: at('value'), low: at('low'), high: at('high') };
}

/** Sum of bands whose errors have one cause: low with low, high with high. */
export function addAlike(...bands: readonly Band[]): Band {
  return bandOfEnds((end) => bands.reduce((sum, band) => sum + band[end], 0));
}

/** Sum of independent bands: each side widens by the root of the summed squares. */
export function addBands(...bands: readonly Band[]): Band {
  let value = 0;
  let below = 0;
  let above = 0;
  for (const band of bands) {
    value += band.value;
    below += (band.value - band.low) * (band.value - band.low);
    above += (band.high - band.value) * (band.high - band.value);
  }
  return { value, low: value - Math.sqrt(below), high: value + Math.sqrt(above) };
}

/** Product of independent positive bands: each side widens in logarithms by the root of the summed squares. */
export function multiplyBands(...bands: readonly Band[]): Band {
  let value = 1;
  let below = 0;
  let above = 0;
  for (const band of bands) {
    if (band.value === 0) return exactly(0);
    value *= band.value;
    const down = ln(band.value / band.low);
    const up = ln(band.high / band.value);
    below += down * down;
    above += up * up;
  }
  return { value, low: value * exp(-Math.sqrt(below)), high: value * exp(Math.sqrt(above)) };
}

export function invertBand(band: Band): Band {
  return { value: 1 / band.value, low: 1 / band.high, high: 1 / band.low };
}

/** Ratio of independent positive bands. */
export function divideBands(numerator: Band, denominator: Band): Band {
  return multiplyBands(numerator, invertBand(denominator));
}

/** Ratio of limits: what is possible between them at most, corner by corner. */
export function divideLimits(numerator: Band, denominator: Band): Band {
  return {
    value: numerator.value / denominator.value,
    low: numerator.low / denominator.high,
    high: numerator.high / denominator.low,
  };
}
