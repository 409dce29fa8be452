import { describe, expect, it } from '@jest/globals';
import { WEEKS_PER_YEAR } from '../../../../src/foundation/quantity/time-spans.js';
import { freeEntryMargin } from '../../../../src/pow-model/market/fleet/break-even.js';
import { simulateMarket } from '../../../../src/pow-model/market/fleet/simulate-market.js';
import { MINERS, machine } from './example-market.js';

const C = 0.05;
const U = 1.1;
const G = 0.24;
const KAPPA = 0.8;
const SPEED = 0.131;
const YEARS = 25;
const WEEKS = Math.round(YEARS * WEEKS_PER_YEAR);
const X0 = freeEntryMargin(KAPPA, C, U, 0.2, G, Number.POSITIVE_INFINITY);

/** A machine of 1 W a unit that gets better at G, at one electricity price, under revenue that grows at alpha. */
function steady(alpha: number, machinePrice: 'market' | 'listed' = 'listed', scale = 1) {
  const exact = (value: number) => ({ value, low: value, high: value });
  const only = machine('only', 1, 1, KAPPA, { progress: G, lifetimeYears: exact(60), powerW: exact(1) });
  return simulateMarket({
    market: { workloadClass: 'work', label: 'work', machines: [only] },
    miners: {
      ...MINERS,
      sites: { kind: 'table', cohorts: [{ usdPerKwh: C, capacityShare: 1 }] },
      pue: U,
      adjustmentPerMonth: SPEED,
      expectedDeclinePerYear: G,
      machinePrice,
    },
    revenueUsdPerWeek: Float64Array.from(
      { length: WEEKS },
      (_, week) => scale * 1e6 * Math.exp((alpha * week) / WEEKS_PER_YEAR),
    ),
  });
}

const last = WEEKS - 1;
const frontier = Math.exp((-G * last) / WEEKS_PER_YEAR);
const marginOf = (path: ReturnType<typeof steady>) =>
  (path.revenueUsdPerStep[last]! * WEEKS_PER_YEAR) / (path.workPerSec[last]! * 8.766 * C * U * frontier);

describe('the weekly market in steady progress, against the closed forms of docs/economics.md 3.1 to 3.4', () => {
  it.each([0, 0.33])(
    'lags behind free entry as x0 (1 + nu/weeks)^(1/lambda) has it, revenue growing at %p',
    (alpha) => {
      const growth = G + alpha;
      const speedPerWeek = (SPEED * 12) / WEEKS_PER_YEAR;
      let x = X0;
      for (let i = 0; i < 100; i++) {
        const life = Math.log(x) / G;
        const nu = growth / (1 - Math.exp(-growth * life));
        x = X0 * (1 + nu / WEEKS_PER_YEAR) ** (1 / speedPerWeek);
      }
      expect(X0).toBeCloseTo(2.339, 4);
      expect(Math.abs(marginOf(steady(alpha)) / x - 1)).toBeLessThan(0.02);
    },
  );

  it.each([0, 0.33])('holds the fleet over the frontier and the electricity share, revenue growing at %p', (alpha) => {
    const path = steady(alpha);
    const x = marginOf(path);
    const life = Math.log(x) / G;
    const growth = G + alpha;
    const fleet =
      alpha === 0
        ? (x * Math.log(x)) / (x - 1)
        : (growth * (1 - Math.exp(-alpha * life))) / (alpha * (1 - Math.exp(-growth * life)));
    const measured = path.powerW[last]! / (U * path.workPerSec[last]! * frontier);
    expect(Math.abs(measured / fleet - 1)).toBeLessThan(0.02);
    const electricity = path.electricityUsdPerStep[last]! / path.revenueUsdPerStep[last]!;
    expect(Math.abs(electricity / (fleet / x) - 1)).toBeLessThan(0.02);
  });

  it('has the vectors of the study at x = 3: 1.64792, 0.54931 and 1.45285, 0.48428', () => {
    const fleet = (x: number, g: number, alpha: number) => {
      const life = Math.log(x) / g;
      const growth = g + alpha;
      return (growth * (1 - Math.exp(-alpha * life))) / (alpha * (1 - Math.exp(-growth * life)));
    };
    expect((3 * Math.log(3)) / 2).toBeCloseTo(1.64792, 5);
    expect(Math.log(3) / 2).toBeCloseTo(0.54931, 5);
    expect(fleet(3, 0.24, 0.33)).toBeCloseTo(1.45285, 5);
    expect(fleet(3, 0.24, 0.33) / 3).toBeCloseTo(0.48428, 5);
  });

  it.each([0, 0.33])(
    'grows at g + alpha in work and at alpha in power, and revenue per work falls at g (alpha %p)',
    (alpha) => {
      const path = steady(alpha);
      const ten = Math.round(10 * WEEKS_PER_YEAR);
      const growth = (series: Float64Array) => Math.log(series[last]! / series[last - ten]!) / (ten / WEEKS_PER_YEAR);
      expect(Math.abs(growth(path.workPerSec) / (G + alpha) - 1)).toBeLessThan(0.02);
      expect(Math.abs(growth(path.powerW) - alpha)).toBeLessThan(0.005);
      expect(
        Math.abs((path.lnHashprice[last - ten]! - path.lnHashprice[last]!) / (ten / WEEKS_PER_YEAR) / G - 1),
      ).toBeLessThan(0.02);
    },
  );

  it('is homogeneous: a twentieth of the revenue is a twentieth of everything but of what is per unit', () => {
    const [whole, part] = [steady(0), steady(0, 'listed', 0.05)];
    for (const name of ['workPerSec', 'powerW', 'siliconUsdPerStep', 'electricityUsdPerStep'] as const) {
      expect(part[name][last]! / whole[name][last]!).toBeCloseTo(0.05, 9);
    }
    expect(part.lnHashprice[last]).toBeCloseTo(whole.lnHashprice[last]!, 9);
  });

  it('gives the rent of lagging entry to the maker when makers ask what a machine will earn', () => {
    const listed = steady(0);
    const market = steady(0, 'market');
    expect(listed.machinePriceUsdPerWork[last]).toBeCloseTo(KAPPA * frontier, 9);
    // At the margin x the value of a machine, in the closed form of x0 read the other way.
    const x = marginOf(market);
    const life = Math.log(x) / G;
    const value =
      8.766 * C * U * ((x * (1 - Math.exp(-(G + 0.2) * life))) / (G + 0.2) - (1 - Math.exp(-0.2 * life)) / 0.2);
    expect(market.machinePriceUsdPerWork[last]! / frontier).toBeCloseTo(value, 6);
    expect(market.machinePriceUsdPerWork[last]!).toBeGreaterThan(1.3 * KAPPA * frontier);
    expect(market.makerMarginUsdPerStep[last]!).toBeGreaterThan(listed.makerMarginUsdPerStep[last]!);
    expect(market.workPerSec[last]).toBeCloseTo(listed.workPerSec[last]!, 6);
  });

  it('uses up what was paid for machines and no more: purchases are depreciation and what is left on the books', () => {
    const exact = (value: number) => ({ value, low: value, high: value });
    const life = 3;
    const only = machine('only', 1, 1, KAPPA, { lifetimeYears: exact(life), powerW: exact(1) });
    const weeks = Math.round(12 * WEEKS_PER_YEAR);
    const path = simulateMarket({
      market: { workloadClass: 'work', label: 'work', machines: [only] },
      miners: { ...MINERS, machinePrice: 'market' },
      revenueUsdPerWeek: Float64Array.from({ length: weeks }, (_, week) => 1e6 * (1 + 0.5 * Math.sin(week / 30))),
    });
    let used = 0;
    let bought = 0;
    let onBooks = 0;
    for (let week = 0; week < weeks; week++) {
      used += path.siliconUsdPerStep[week]! + path.researchUsdPerStep[week]! + path.makerMarginUsdPerStep[week]!;
      bought += path.machineUsdPerStep[week]!;
      const age = (weeks - week) / WEEKS_PER_YEAR;
      onBooks += path.machineUsdPerStep[week]! * Math.max(0, 1 - age / life);
    }
    // The fleet of the start was bought before: half of its price is left on the books.
    const start = (path.installedMachines[0]![0]! * KAPPA) / 2;
    expect(Math.abs(used / (start + bought - onBooks) - 1)).toBeLessThan(0.02);
  });
});
