import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStream, type RandomStream } from '../../../../src/foundation/index.js';
import {
  bernoulli,
  beta,
  boundedPareto,
  drawEmpirical,
  drawInterpolated,
  empirical,
  exponential,
  gamma,
  geometric,
  lognormal,
  lognormalFromMean,
  normal,
  pareto,
  poisson,
  shuffle,
  triangular,
  uniform,
  weibull,
  weightedIndex,
  zipf,
} from '../../../../src/foundation/numeric/distributions/index.js';
import { betaI, exp, gammaP, ln, normalCdf, pow } from '../../../../src/foundation/numeric/portable-math.js';

const N = 20_000;
/** 99.9 % point of Kolmogorov's distribution. */
const KOLMOGOROV_999 = 1.949;

type Case = readonly [string, (stream: RandomStream) => number, (x: number) => number];

const CONTINUOUS: readonly Case[] = [
  ['uniform', (s) => uniform(s, 2, 5), (x) => (x - 2) / 3],
  ['exponential', (s) => exponential(s, 3), (x) => 1 - exp(-3 * x)],
  ['normal', (s) => normal(s, 5, 2), (x) => normalCdf((x - 5) / 2)],
  ['lognormal', (s) => lognormal(s, 1, 0.5), (x) => normalCdf((ln(x) - 1) / 0.5)],
  ['weibull', (s) => weibull(s, 1.7, 4), (x) => 1 - exp(-pow(x / 4, 1.7))],
  ['pareto', (s) => pareto(s, 2.5, 3), (x) => 1 - pow(3 / x, 2.5)],
  ['bounded pareto', (s) => boundedPareto(s, 1.2, 1, 50), (x) => (1 - pow(x, -1.2)) / (1 - pow(50, -1.2))],
  ['triangular', (s) => triangular(s, 0, 1, 4), (x) => (x < 1 ? (x * x) / 4 : 1 - (4 - x) ** 2 / 12)],
  ['gamma of shape 3.5', (s) => gamma(s, 3.5, 2), (x) => gammaP(3.5, x / 2)],
  ['gamma of shape 0.4', (s) => gamma(s, 0.4, 1), (x) => gammaP(0.4, x)],
  ['beta', (s) => beta(s, 2, 5), (x) => betaI(x, 2, 5)],
  ['interpolated empirical', (s) => drawInterpolated(s, empirical([4, 0, 1])), (x) => (x < 1 ? x / 2 : (x + 2) / 6)],
];

describe('continuous distributions', () => {
  it.each(CONTINUOUS)('%s passes the Kolmogorov-Smirnov test against its CDF', (name, draw, cdf) => {
    const stream = createStream(1, `ks ${name}`);
    const sorted = Float64Array.from({ length: N }, () => draw(stream)).sort();
    let distance = 0;
    sorted.forEach((x, i) => {
      const p = cdf(x);
      distance = Math.max(distance, Math.abs(p - i / N), Math.abs(p - (i + 1) / N));
    });
    expect(distance * Math.sqrt(N)).toBeLessThan(KOLMOGOROV_999);
  });

  it('a lognormal made from mean and variation has that mean and variance', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (mean, variation) => {
          const { mu, sigma } = lognormalFromMean(mean, variation);
          const s2 = sigma * sigma;
          expect(exp(mu + s2 / 2) / mean).toBeCloseTo(1, 10);
          expect(exp(s2) - 1).toBeCloseTo(variation * variation, 10);
        },
      ),
      { seed: 1 },
    );
  });
});

const DISCRETE: readonly (readonly [string, (stream: RandomStream) => number, (k: number) => number, number])[] = [
  ['poisson of mean 3', (s) => poisson(s, 3), (k) => poissonProbability(k, 3), 0],
  ['poisson of mean 9.99', (s) => poisson(s, 9.99), (k) => poissonProbability(k, 9.99), 0],
  ['poisson of mean 10', (s) => poisson(s, 10), (k) => poissonProbability(k, 10), 0],
  ['poisson of mean 87.5', (s) => poisson(s, 87.5), (k) => poissonProbability(k, 87.5), 0],
  ['geometric', (s) => geometric(s, 0.2), (k) => 0.2 * pow(0.8, k), 0],
  ['zipf of exponent 1', (s) => zipf(s, 1, 100), zipfProbability(1, 100), 1],
  ['zipf of exponent 0.6', (s) => zipf(s, 0.6, 20), zipfProbability(0.6, 20), 1],
  ['zipf of exponent 2.2', (s) => zipf(s, 2.2, 1000), zipfProbability(2.2, 1000), 1],
  ['weighted index', (s) => weightedIndex(s, [1, 0, 3, 6]), (k) => [0.1, 0, 0.3, 0.6][k] ?? 0, 0],
  ['bernoulli', (s) => Number(bernoulli(s, 0.3)), (k) => [0.7, 0.3][k] ?? 0, 0],
];

function poissonProbability(k: number, mean: number): number {
  let p = exp(-mean);
  for (let i = 1; i <= k; i++) p *= mean / i;
  return p;
}

function zipfProbability(exponent: number, count: number): (k: number) => number {
  let sum = 0;
  for (let k = 1; k <= count; k++) sum += pow(k, -exponent);
  return (k) => (k <= count ? pow(k, -exponent) / sum : 0);
}

describe('discrete distributions', () => {
  it.each(DISCRETE)('%s passes the chi-square test against its probabilities', (name, draw, probability, first) => {
    const stream = createStream(1, `chi-square ${name}`);
    const counts = new Map<number, number>();
    for (let i = 0; i < N; i++) {
      const k = draw(stream);
      counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    let statistic = 0;
    let bins = 0;
    let restExpected = N;
    let restSeen = N;
    for (let k = first; k < first + 1200; k++) {
      const expected = N * probability(k);
      const seen = counts.get(k) ?? 0;
      if (expected === 0) expect(seen).toBe(0);
      if (expected < 5) continue;
      statistic += (seen - expected) ** 2 / expected;
      bins++;
      restExpected -= expected;
      restSeen -= seen;
    }
    if (restExpected >= 5) {
      statistic += (restSeen - restExpected) ** 2 / restExpected;
      bins++;
    }
    expect(bins).toBeGreaterThan(1);
    expect(gammaP((bins - 1) / 2, statistic / 2)).toBeLessThan(0.999);
  });

  it('refuses a Poisson mean that would never end', () => {
    expect(() => poisson(createStream(1, 'x'), Number.NaN)).toThrow('finite');
    expect(() => poisson(createStream(1, 'x'), Number.POSITIVE_INFINITY)).toThrow('finite');
  });

  it('gives zero events at mean zero', () => {
    expect(poisson(createStream(1, 'x'), 0)).toBe(0);
  });

  it('shuffle permutes: every order of three equally often', () => {
    const stream = createStream(1, 'shuffle');
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffle(stream, ['a', 'b', 'c']).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('draws only what was observed', () => {
    const stream = createStream(1, 'empirical');
    const distribution = empirical([3, 1, 2]);
    const seen = new Set(Array.from({ length: 100 }, () => drawEmpirical(stream, distribution)));
    expect([...seen].sort()).toEqual([1, 2, 3]);
    expect(() => empirical([])).toThrow('at least one');
    expect(() => empirical([1, Number.NaN])).toThrow('finite');
  });
});
