import { exp, expm1, ln, log1p, normalQuantile, pow } from '../portable-math.js';
import type { RandomStream } from '../random-stream.js';

/** Uniform on [low, high); one uniform a draw. */
export function uniform(stream: RandomStream, low: number, high: number): number {
  return low + (high - low) * stream.nextUniform();
}

/** Exponential with the given rate (mean 1/rate) by inversion; one uniform a draw. */
export function exponential(stream: RandomStream, rate: number): number {
  return -ln(1 - stream.nextUniform()) / rate;
}

/** Standard normal by inversion (AS 241), which keeps draws monotone in one uniform for common random numbers. */
export function standardNormal(stream: RandomStream): number {
  return normalQuantile(stream.nextOpenUniform());
}

/** Normal with the given mean and standard deviation; one uniform a draw. */
export function normal(stream: RandomStream, mean: number, standardDeviation: number): number {
  return mean + standardDeviation * standardNormal(stream);
}

/** Lognormal: exp of a normal with mean `mu` and standard deviation `sigma`; median e^mu; one uniform a draw. */
export function lognormal(stream: RandomStream, mu: number, sigma: number): number {
  return exp(mu + sigma * standardNormal(stream));
}

/**
 * The `mu` and `sigma` of the lognormal with the given mean and coefficient of variation (standard deviation / mean).
 *
 * @example
 * lognormalFromMean(1, 0) // { mu: 0, sigma: 0 }
 */
export function lognormalFromMean(mean: number, variation: number): { mu: number; sigma: number } {
  const variance = log1p(variation * variation);
  return { mu: ln(mean) - variance / 2, sigma: Math.sqrt(variance) };
}

/** Weibull with the given shape and scale by inversion; one uniform a draw. */
export function weibull(stream: RandomStream, shape: number, scale: number): number {
  return scale * pow(-ln(1 - stream.nextUniform()), 1 / shape);
}

/** Pareto (type I) on [minimum, infinity): survival (minimum/x)^shape; one uniform a draw. */
export function pareto(stream: RandomStream, shape: number, minimum: number): number {
  return minimum * pow(1 - stream.nextUniform(), -1 / shape);
}

/** Pareto cut to [minimum, maximum], by inversion of the conditional CDF; one uniform a draw. */
export function boundedPareto(stream: RandomStream, shape: number, minimum: number, maximum: number): number {
  const shortfall = expm1(shape * ln(minimum / maximum));
  return Math.min(maximum, minimum * pow(1 + stream.nextUniform() * shortfall, -1 / shape));
}

/** Triangular on [low, high] with its mode in between, by inversion; one uniform a draw. */
export function triangular(stream: RandomStream, low: number, mode: number, high: number): number {
  const u = stream.nextUniform();
  if (high === low) return low;
  const split = (mode - low) / (high - low);
  if (u < split) return low + Math.sqrt(u * (high - low) * (mode - low));
  return high - Math.sqrt((1 - u) * (high - low) * (high - mode));
}

/**
 * Gamma with the given shape > 0 and scale (mean shape * scale). G. Marsaglia and W. W. Tsang, "A simple method for
 * generating gamma variables", ACM TOMS 26 (2000); the number of uniforms a draw varies.
 */
export function gamma(stream: RandomStream, shape: number, scale: number): number {
  if (shape < 1) {
    const boost = pow(stream.nextOpenUniform(), 1 / shape);
    return gamma(stream, shape + 1, scale) * boost;
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = standardNormal(stream);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = stream.nextOpenUniform();
    const x2 = x * x;
    if (u < 1 - 0.0331 * x2 * x2 || ln(u) < 0.5 * x2 + d * (1 - v + ln(v))) return d * v * scale;
  }
}

/** Beta(a, b) on (0, 1) from two gamma variables. */
export function beta(stream: RandomStream, a: number, b: number): number {
  const x = gamma(stream, a, 1);
  const y = gamma(stream, b, 1);
  return x / (x + y);
}
