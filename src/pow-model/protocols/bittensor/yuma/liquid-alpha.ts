import { exp } from '../../../../foundation/numeric/portable-math.js';
import { type Fixed, fromNumber, multiply, ONE, proportion, toNumber } from './fixed-point.js';

/** Bounds of the bonds' rate as u16 proportions and the steepness of its sigmoid in hundredths. */
export interface LiquidAlpha {
  readonly alphaLow?: number;
  readonly alphaHigh?: number;
  readonly steepness?: number;
}

// opentensor/subtensor@14bc6f9: default alpha values and sigmoid steepness.
const ALPHA_LOW = 45_875;
const ALPHA_HIGH = 58_982;
const STEEPNESS = 1000;

const clamp = (value: Fixed): Fixed => (value < 0n ? 0n : value > ONE ? ONE : value);

/**
 * Rate at which a bond follows its weight: low + (high - low) x sigmoid(steepness / 100 x (difference - 0.5)), the
 * difference being weight above consensus when buying and bond above weight when selling.
 * Source: subtensor `alpha_sigmoid`. The exponential is taken in double precision and truncated to 32 bits.
 */
export function liquidAlphaRate(options: LiquidAlpha, consensus: Fixed, weight: Fixed, bond: Fixed): Fixed {
  const low = proportion(options.alphaLow ?? ALPHA_LOW);
  const high = proportion(options.alphaHigh ?? ALPHA_HIGH);
  const difference = weight >= bond ? clamp(weight - consensus) : clamp(bond - weight);
  const exponent = (-(options.steepness ?? STEEPNESS) / 100) * (toNumber(difference) - 0.5);
  const sigmoid = fromNumber(1 / (1 + exp(exponent)));
  const rate = low + multiply(sigmoid, high - low);
  return rate < low ? low : rate > high ? high : rate;
}
