import { exp, expm1, lgamma, ln, log1p, pow } from '../portable-math.js';
import type { RandomStream } from '../random-stream.js';

/** True with the given probability; one uniform a draw. */
export function bernoulli(stream: RandomStream, probability: number): boolean {
  return stream.nextUniform() < probability;
}

/** Number of failures before the first success of the given probability in (0, 1]; one uniform a draw. */
export function geometric(stream: RandomStream, probability: number): number {
  const u = stream.nextUniform();
  return probability === 1 ? 0 : Math.floor(ln(1 - u) / log1p(-probability));
}

/**
 * Poisson with the given mean >= 0. Below 10 by sequential inversion (one uniform); from 10 on by W. Hormann's
 * transformed rejection PTRS ("The transformed rejection method for generating Poisson random variables", 1993).
 */
export function poisson(stream: RandomStream, mean: number): number {
  if (!(mean >= 0) || mean === Number.POSITIVE_INFINITY)
    throw new Error(`A Poisson mean is finite and >= 0, not ${mean}.`);
  return mean < 10 ? poissonByInversion(stream, mean) : poissonByRejection(stream, mean);
}

function poissonByInversion(stream: RandomStream, mean: number): number {
  let u = stream.nextUniform();
  let probability = exp(-mean);
  let k = 0;
  // Beyond 200 the remaining probability is below 1e-150; rounding of the sum could otherwise loop on.
  while (u >= probability && k < 200) {
    u -= probability;
    k++;
    probability *= mean / k;
  }
  return k;
}

function poissonByRejection(stream: RandomStream, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const acceptAtOnce = 0.9277 - 3.6224 / (b - 2);
  const lnMean = ln(mean);
  for (;;) {
    const u = stream.nextUniform() - 0.5;
    const v = stream.nextOpenUniform();
    const us = 0.5 - Math.abs(u);
    if (us === 0) continue;
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= acceptAtOnce) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (ln((v * inverseAlpha) / (a / (us * us) + b)) <= -mean + k * lnMean - lgamma(k + 1)) return k;
  }
}

/**
 * Zipf on 1..count with P(k) proportional to k^-exponent, exponent > 0, in constant time for any count.
 * W. Hormann and G. Derflinger, "Rejection-inversion to generate variates from monotone discrete distributions",
 * ACM TOMACS 6 (1996).
 */
export function zipf(stream: RandomStream, exponent: number, count: number): number {
  const atFirst = zipfIntegral(1.5, exponent) - 1;
  const atLast = zipfIntegral(count + 0.5, exponent);
  const shortcut = 2 - zipfIntegralInverse(zipfIntegral(2.5, exponent) - pow(2, -exponent), exponent);
  for (;;) {
    const u = atLast + stream.nextUniform() * (atFirst - atLast);
    const x = zipfIntegralInverse(u, exponent);
    const k = Math.min(count, Math.max(1, Math.round(x)));
    if (k - x <= shortcut || u >= zipfIntegral(k + 0.5, exponent) - pow(k, -exponent)) return k;
  }
}

/** The integral of t^-exponent from 1 to x, stable at exponent 1. */
function zipfIntegral(x: number, exponent: number): number {
  const lnX = ln(x);
  const t = (1 - exponent) * lnX;
  return (Math.abs(t) > 1e-8 ? expm1(t) / t : 1 + t / 2) * lnX;
}

function zipfIntegralInverse(value: number, exponent: number): number {
  const t = Math.max(-1, value * (1 - exponent));
  return exp((Math.abs(t) > 1e-8 ? log1p(t) / t : 1 - t / 2) * value);
}

/** Index i with probability weights[i] / sum, by linear search; weights >= 0 with a positive sum; one uniform a draw. */
export function weightedIndex(stream: RandomStream, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]!;
  if (!(sum > 0) || sum === Number.POSITIVE_INFINITY)
    throw new Error(`Weights need a positive finite sum, not ${sum}.`);
  let rest = stream.nextUniform() * sum;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    if (rest < weight) return i;
    rest -= weight;
    last = i;
  }
  return last;
}

/** A random permutation of the elements in place (Fisher and Yates); one bounded integer an element. */
export function shuffle<T>(stream: RandomStream, values: T[]): T[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = stream.nextBelow(i + 1);
    const held = values[i]!;
    values[i] = values[j]!;
    values[j] = held;
  }
  return values;
}
