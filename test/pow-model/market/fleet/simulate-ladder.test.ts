import { describe, expect, it } from '@jest/globals';
import { ALL_MECHANISMS, type LadderInput } from '../../../../src/pow-model/market/fleet/ladder-input.js';
import { simulateLadder } from '../../../../src/pow-model/market/fleet/simulate-ladder.js';

const C = 0.05;
const U = 1.1;
const X0 = 2.15;
const G = 0.241;
const LAMBDA = 0.131;

/** Forty years of a frontier that falls at G and revenue that grows at alpha, with one electricity price. */
function steady(alpha: number, more: Partial<LadderInput> = {}): LadderInput {
  const months = 480;
  const frontier = Float64Array.from({ length: months }, (_, i) => 100 * Math.exp((-G * i) / 12));
  const revenue = Float64Array.from({ length: months }, (_, i) => 1e6 * Math.exp((alpha * i) / 12));
  return {
    revenueUsdPerDay: revenue,
    expectedRevenueUsdPerDay: revenue,
    frontierJoulesPerWork: frontier,
    newJoulesPerWork: frontier,
    start: [{ workPerSec: 1e6 / (X0 * C * 0.024 * U * 100), joulesPerWork: 100 }],
    parameters: {
      adjustmentPerMonth: LAMBDA,
      freeEntryMargin: X0,
      usdPerKwh: C,
      powerUsageEffectiveness: U,
      sites: { kind: 'table', cohorts: [{ usdPerKwh: C, capacityShare: 1 }] },
      maximumAgeMonths: 600,
      failurePerYear: 0,
    },
    mechanisms: ALL_MECHANISMS,
    rescale: null,
    ...more,
  };
}

describe('the market with a given ladder, in steady progress', () => {
  it('tracks its target with the lag of the closed form: x = x0 (1 + nu/12)^(1/lambda)', () => {
    // Study vectors for the discrete model: 2.735 at constant revenue, 3.167 at growth 0.33 a year.
    expect(simulateLadder(steady(0)).margin[479]! / 2.735).toBeCloseTo(1, 1.7);
    expect(simulateLadder(steady(0.33)).margin[479]! / 3.167).toBeCloseTo(1, 1.7);
    expect(Math.abs(simulateLadder(steady(0)).margin[479]! / 2.7284 - 1)).toBeLessThan(0.02);
    expect(Math.abs(simulateLadder(steady(0.33)).margin[479]! / 3.1422 - 1)).toBeLessThan(0.02);
  });

  it('grows at g + alpha in work, at alpha in power, and its revenue per work falls at g', () => {
    for (const alpha of [0, 0.33]) {
      const input = steady(alpha);
      const path = simulateLadder(input);
      const growth = (series: Float64Array) => Math.log(series[479]! / series[359]!) / 10;
      expect(Math.abs(growth(path.workPerSec) - (G + alpha))).toBeLessThan(0.02 * (G + alpha));
      expect(Math.abs(growth(path.powerW) - alpha)).toBeLessThan(0.005);
      const hashprice = path.workPerSec.map((work, i) => input.revenueUsdPerDay[i]! / work);
      expect(Math.abs(growth(hashprice) + G)).toBeLessThan(0.02 * G);
    }
  });

  it('holds the fleet over the frontier and the electricity share of the closed forms', () => {
    for (const alpha of [0, 0.33]) {
      const path = simulateLadder(steady(alpha));
      const x = path.margin[479]!;
      const life = Math.log(x) / G;
      const growth = G + alpha;
      const fleet =
        alpha === 0
          ? (x * Math.log(x)) / (x - 1)
          : (growth * (1 - Math.exp(-alpha * life))) / (alpha * (1 - Math.exp(-growth * life)));
      const frontier = 100 * Math.exp((-G * 479) / 12);
      expect(Math.abs(path.joulesPerWork[479]! / frontier / fleet - 1)).toBeLessThan(0.02);
      expect(Math.abs(path.electricityShare[479]! / (fleet / x) - 1)).toBeLessThan(0.02);
    }
  });

  it('is homogeneous: halving revenue halves work and power and leaves J per unit alone', () => {
    const whole = steady(0.33);
    const half = {
      ...whole,
      revenueUsdPerDay: whole.revenueUsdPerDay.map((usd) => usd / 2),
      expectedRevenueUsdPerDay: whole.expectedRevenueUsdPerDay.map((usd) => usd / 2),
      start: whole.start.map((vintage) => ({ ...vintage, workPerSec: vintage.workPerSec / 2 })),
    };
    const [a, b] = [simulateLadder(whole), simulateLadder(half)];
    expect(b.workPerSec[479]! / a.workPerSec[479]!).toBeCloseTo(0.5, 8);
    expect(b.powerW[479]! / a.powerW[479]!).toBeCloseTo(0.5, 8);
    expect(b.joulesPerWork[479]! / a.joulesPerWork[479]!).toBeCloseTo(1, 8);
  });

  it('starts again from an observed work rate exactly', () => {
    const path = simulateLadder(steady(0, { rescale: { month: 100, workPerSec: 12_345_678 } }));
    expect(path.workPerSec[100]).toBeCloseTo(12_345_678, 0);
  });

  it('loses what fails and what is too old', () => {
    const start = steady(0);
    const failing = simulateLadder({ ...start, parameters: { ...start.parameters, failurePerYear: 0.3 } });
    expect(failing.workPerSec[200]!).toBeLessThan(simulateLadder(start).workPerSec[200]!);
  });
});
