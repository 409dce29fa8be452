import { exp, ln } from '../numeric/portable-math.js';
import type { Band } from './estimate.js';

export function exactly(value: number): Band {
  return { value, low: value, high: value };
}

export function scaleBand(band: Band, factor: number): Band {
  return { value: band.value * factor, low: band.low * factor, high: band.high * factor };
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

export function divideBands(numerator: Band, denominator: Band): Band {
  return multiplyBands(numerator, invertBand(denominator));
}
