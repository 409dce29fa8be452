import { describe, expect, it } from '@jest/globals';
import { simulateMarket } from '../../../../src/pow-model/market/fleet/simulate-market.js';
import { MINERS, machine } from '../runs/example-market.js';

const exact = (value: number) => ({ value, low: value, high: value });
const old = machine('old', 1, 1, 0.8, { powerW: exact(1), lifetimeYears: exact(5) });
const fresh = machine('fresh', 2, 1, 0.8, { powerW: exact(1), lifetimeYears: exact(5), from: 2 });
const market = { workloadClass: 'work', label: 'work', machines: [old, fresh] };
const revenueUsdPerWeek = new Float64Array(260).fill(1e4);
const run = (months: number, more = {}) =>
  simulateMarket({
    market,
    miners: { ...MINERS, soldMix: { energyFactor: 1, months }, ...more },
    revenueUsdPerWeek,
  });

describe('what is delivered beside what is best', () => {
  it('changes at once without a lag and over the months of the mix with one', () => {
    const at = run(0);
    const lagged = run(6);
    const bought = (path: typeof at, week: number) => {
      const [a, b] = path.boughtWorkPerSec.map((series) => series[week]!);
      return b! / (a! + b!);
    };
    // Year 2 is week 104.4; what week 105 decides comes in week 106.
    expect(bought(at, 106)).toBe(1);
    expect(bought(lagged, 118)).toBeCloseTo(13 / 26, 1);
    expect(bought(lagged, 140)).toBe(1);
    expect(lagged.powerW[130]! / lagged.workPerSec[130]!).toBeGreaterThan(at.powerW[130]! / at.workPerSec[130]!);
  });

  it('costs more energy by the factor of the mix', () => {
    const [plain, worse] = [run(0), run(0, { soldMix: { energyFactor: 1.1, months: 0 } })];
    const joules = (path: typeof plain) => path.powerW[259]! / path.workPerSec[259]!;
    // All but what is left of the first fleet was delivered.
    expect(joules(worse) / joules(plain)).toBeGreaterThan(1.08);
    expect(joules(worse) / joules(plain)).toBeLessThan(1.1001);
  });
});

describe('expectations of entrants', () => {
  const falling = { ...market, machines: [machine('only', 1, 1, 0.8, { progress: 0.3 })] };
  const work = (miners: object) => {
    const flat = new Float64Array(780).fill(1e4);
    const path = simulateMarket({ market: falling, miners: { ...MINERS, ...miners }, revenueUsdPerWeek: flat });
    return path.workPerSec[779]!;
  };

  it('enter more when they think that revenue lasts than when they foresee its fall; a trend comes to foresight', () => {
    const naive = work({ expectedDeclinePerYear: 0 });
    const steady = work({ expectedDeclinePerYear: 0.3 });
    const trend = work({ expectedDeclinePerYear: 0, trendMonths: 12 });
    expect(naive).toBeGreaterThan(1.1 * steady);
    expect(trend).toBeLessThan(naive);
    expect(trend / steady).toBeCloseTo(1, 1);
  });
});
