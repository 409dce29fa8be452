import { describe, expect, it } from '@jest/globals';
import {
  ALL_MECHANISMS,
  type FleetInput,
  type FleetPath,
  type ListedMachines,
  ListedSupply,
  simulateFleet,
} from '../../../../src/pow-model/index.js';
import { sitePriceCurve } from '../../../../src/pow-model/market/fleet/site-price-curve.js';

const C = 0.05;
const U = 1.1;
const X0 = 2.15;
const G = 0.241;
const LAMBDA = 0.131;
/** kWh of a unit/s at 1 J in a year. */
const KWH = (U * 8766) / 1000;

/** Forty years of a frontier that falls at G and revenue that grows at alpha, with one electricity price, in `perYear` steps. */
function steady(
  alpha: number,
  more: { readonly fleet?: Partial<FleetInput>; readonly scale?: number; readonly perYear?: number } = {},
): FleetInput {
  const perYear = more.perYear ?? 12;
  const scale = more.scale ?? 1;
  const steps = 40 * perYear;
  const frontier = Float64Array.from({ length: steps }, (_, i) => 100 * Math.exp((-G * i) / perYear));
  const revenue = Float64Array.from(
    { length: steps },
    (_, i) => (scale * 1e6 * 365.25 * Math.exp((alpha * i) / perYear)) / perYear,
  );
  const machines: ListedMachines = {
    frontierJoulesPerWork: frontier,
    newJoulesPerWork: frontier,
    start: [{ workPerSec: (scale * 1e6 * 365.25) / (X0 * C * KWH * 100), joulesPerWork: 100 }],
    freeEntryMargin: X0,
    usdPerKwh: C,
    pue: U,
    maximumAgeSteps: 50 * perYear,
  };
  return {
    workloadClass: 'hash',
    stepsPerYear: perYear,
    revenueUsdPerStep: revenue,
    expectedRevenueUsdPerStep: revenue,
    supply: new ListedSupply(machines),
    curve: sitePriceCurve({ kind: 'table', cohorts: [{ usdPerKwh: C, capacityShare: 1 }] }),
    adjustmentPerMonth: LAMBDA,
    otherOpexPerElectricity: 0,
    failurePerYear: 0,
    mechanisms: ALL_MECHANISMS,
    rescale: null,
    ...more.fleet,
  };
}

const frontierAt = (i: number) => 100 * Math.exp((-G * i) / 12);
/** Revenue per kWh of a frontier machine over the electricity price. */
const marginAt = (path: FleetPath, i: number) =>
  (path.revenueUsdPerStep[i]! * 12) / (path.workPerSec[i]! * C * KWH * frontierAt(i));

describe('a fleet of listed machines in steady progress, month by month', () => {
  it('tracks its target with the lag of the closed form: x = x0 (1 + nu/12)^(1/lambda)', () => {
    // Study vectors for the discrete model: 2.735 at constant revenue, 3.167 at growth 0.33 a year.
    expect(marginAt(simulateFleet(steady(0)), 479) / 2.735).toBeCloseTo(1, 1.7);
    expect(marginAt(simulateFleet(steady(0.33)), 479) / 3.167).toBeCloseTo(1, 1.7);
    expect(Math.abs(marginAt(simulateFleet(steady(0)), 479) / 2.7284 - 1)).toBeLessThan(0.02);
    expect(Math.abs(marginAt(simulateFleet(steady(0.33)), 479) / 3.1422 - 1)).toBeLessThan(0.02);
  });

  it('grows at g + alpha in work, at alpha in power, and its revenue per work falls at g', () => {
    for (const alpha of [0, 0.33]) {
      const input = steady(alpha);
      const path = simulateFleet(input);
      const growth = (series: Float64Array) => Math.log(series[479]! / series[359]!) / 10;
      expect(Math.abs(growth(path.workPerSec) - (G + alpha))).toBeLessThan(0.02 * (G + alpha));
      expect(Math.abs(growth(path.powerW) - alpha)).toBeLessThan(0.005);
      const hashprice = path.workPerSec.map((work, i) => input.revenueUsdPerStep[i]! / work);
      expect(Math.abs(growth(hashprice) + G)).toBeLessThan(0.02 * G);
    }
  });

  it('holds the fleet over the frontier and the electricity share of the closed forms', () => {
    for (const alpha of [0, 0.33]) {
      const path = simulateFleet(steady(alpha));
      const x = marginAt(path, 479);
      const life = Math.log(x) / G;
      const growth = G + alpha;
      const fleet =
        alpha === 0
          ? (x * Math.log(x)) / (x - 1)
          : (growth * (1 - Math.exp(-alpha * life))) / (alpha * (1 - Math.exp(-growth * life)));
      const joulesPerWork = path.powerW[479]! / (U * path.workPerSec[479]!);
      const electricityShare = path.electricityUsdPerStep[479]! / path.revenueUsdPerStep[479]!;
      expect(Math.abs(joulesPerWork / frontierAt(479) / fleet - 1)).toBeLessThan(0.02);
      expect(Math.abs(electricityShare / (fleet / x) - 1)).toBeLessThan(0.02);
    }
  });

  it('is homogeneous: halving revenue halves work and power and leaves J per unit alone', () => {
    const a = simulateFleet(steady(0.33));
    const b = simulateFleet(steady(0.33, { scale: 0.5 }));
    expect(b.workPerSec[479]! / a.workPerSec[479]!).toBeCloseTo(0.5, 8);
    expect(b.powerW[479]! / a.powerW[479]!).toBeCloseTo(0.5, 8);
    expect(b.powerW[479]! / b.workPerSec[479]!).toBeCloseTo(a.powerW[479]! / a.workPerSec[479]!, 8);
  });

  it('starts again from an observed work rate exactly', () => {
    const path = simulateFleet(steady(0, { fleet: { rescale: { step: 100, workPerSec: 12_345_678 } } }));
    expect(path.workPerSec[100]).toBeCloseTo(12_345_678, 0);
  });

  it('loses what fails and what is too old', () => {
    const failing = simulateFleet(steady(0, { fleet: { failurePerYear: 0.3 } }));
    expect(failing.workPerSec[200]!).toBeLessThan(simulateFleet(steady(0)).workPerSec[200]!);
  });

  it('says the same in steps of a week as in steps of a month, but for the delay of a step', () => {
    for (const alpha of [0, 0.33]) {
      const month = simulateFleet(steady(alpha));
      const week = simulateFleet(steady(alpha, { perYear: 52 }));
      for (const year of [5, 10, 20, 39]) {
        // Orders trail their decision by a step, and the gap closes by compounding within it: each worth less than the
        // growth of the three weeks by which the steps differ, and of opposite sign.
        const delay = (G + alpha) * (1 / 12 - 1 / 52);
        const ratio = Math.log(week.workPerSec[52 * year]! / month.workPerSec[12 * year]!);
        expect(Math.abs(ratio)).toBeLessThan(delay);
        const power = Math.log(week.powerW[52 * year]! / month.powerW[12 * year]!);
        expect(Math.abs(power)).toBeLessThan(delay);
      }
    }
  });
});
