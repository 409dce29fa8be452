/** Largest tick: every integer up to 2^53 - 1 is exact in a float64, so time never loses a tick to rounding. */
export const MAX_TICK = Number.MAX_SAFE_INTEGER;

/** Length of one tick: chip models count picoseconds (2.5 h at most), serving nanoseconds (104 days), networks microseconds (285 years). */
export type TickUnit = 'ps' | 'ns' | 'us';

const TICKS_PER_SECOND: { readonly [unit in TickUnit]: number } = { ps: 1e12, ns: 1e9, us: 1e6 };

/** Longest horizon in seconds whose ticks are exact; loaders compare the user's horizon with it. */
export function maxHorizonSeconds(unit: TickUnit): number {
  return MAX_TICK / TICKS_PER_SECOND[unit];
}

/**
 * Seconds as whole ticks, to the nearest.
 *
 * Throws a RangeError where the seconds are negative, not finite, or more than `maxHorizonSeconds(unit)`.
 *
 * @example
 * secondsToTicks(1.5e-9, 'ps') // 1500
 */
export function secondsToTicks(seconds: number, unit: TickUnit): number {
  const ticks = Math.round(seconds * TICKS_PER_SECOND[unit]);
  if (!(ticks >= 0 && ticks <= MAX_TICK)) {
    throw new RangeError(
      `${seconds} s is not a time of 0 to ${maxHorizonSeconds(unit)} s, which is what 2^53 ticks of 1 ${unit} hold.`,
    );
  }
  return ticks;
}

/**
 * Ticks as seconds.
 *
 * @example
 * ticksToSeconds(1500, 'ps') // 1.5e-9
 */
export function ticksToSeconds(ticks: number, unit: TickUnit): number {
  return ticks / TICKS_PER_SECOND[unit];
}
