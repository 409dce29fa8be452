import { describe, expect, it } from '@jest/globals';
import { breakEvenRevenue } from '../../../../src/pow-model/market/fleet/break-even.js';
import { simulateMarket } from '../../../../src/pow-model/market/fleet/simulate-market.js';
import { ASIC, GPU, MINERS, machine } from '../runs/example-market.js';

const market = { workloadClass: 'large-model', label: 'large models', machines: [GPU, ASIC] };
const constant = (usd: number, weeks = 520) => new Array<number>(weeks).fill(usd);

describe('the market of one class of work', () => {
  it('is homogeneous: halving revenue halves work and power and leaves watts per work alone', () => {
    const whole = simulateMarket({ market, miners: MINERS, revenueUsdPerWeek: constant(2e6) });
    const half = simulateMarket({ market, miners: MINERS, revenueUsdPerWeek: constant(1e6) });
    for (const week of [0, 100, 519]) {
      expect(half.workPerSec[week]! / whole.workPerSec[week]!).toBeCloseTo(0.5, 9);
      expect(half.powerW[week]! / whole.powerW[week]!).toBeCloseTo(0.5, 9);
    }
  });

  it('pays out no more than it earns: rent, energy and capital of rented machines stay below revenue', () => {
    const rented = { ...market, machines: [GPU] };
    const path = simulateMarket({ market: rented, miners: MINERS, revenueUsdPerWeek: constant(1e6) });
    for (let week = 0; week < 520; week++) {
      expect(path.electricityUsdPerStep[week]! + path.capitalUsdPerStep[week]!).toBeLessThanOrEqual(1e6 * (1 + 1e-9));
    }
  });

  it('stays at free entry where nothing changes: revenue per work at its break-even value within a lag of replacement', () => {
    const miners = { ...MINERS, expectedDeclinePerYear: 0 };
    const path = simulateMarket({ market: { ...market, machines: [ASIC] }, miners, revenueUsdPerWeek: constant(1e6) });
    const { profile } = ASIC;
    const running = ((500 * 1.15) / 2e15) * 8.766 * 0.06;
    const needed = breakEvenRevenue(
      { capitalUsd: profile.priceUsd.value / 2e15, runningUsdPerYear: running, lifetimeYears: 4 },
      0.2,
      0,
    );
    const margin = (1e6 * 52.17857) / path.workPerSec[519]! / needed;
    // Replacing a quarter of the fleet each year against a speed of 0.131 a month leaves work below its target by
    // exp(-(1/4)/(12 x 0.131)): 1.17.
    expect(margin).toBeGreaterThan(1.05);
    expect(margin).toBeLessThan(1.25);
  });

  it('lets the ASIC replace the GPU once it can be bought, and idles no more than it must', () => {
    const later = { ...ASIC, availableFromYear: 2 };
    const path = simulateMarket({
      market: { ...market, machines: [GPU, later] },
      miners: MINERS,
      revenueUsdPerWeek: constant(1e6),
    });
    expect(path.activeMachines[1]![100]).toBe(0);
    expect(path.activeMachines[0]![100]).toBeGreaterThan(0);
    expect(path.activeMachines[1]![519]).toBeGreaterThan(0);
    expect(path.activeMachines[0]![519]! / path.activeMachines[0]![100]!).toBeLessThan(0.01);
  });

  it('mothballs machines when revenue falls and has them back when it returns', () => {
    const revenue = constant(1e6);
    for (let week = 200; week < 226; week++) revenue[week] = 1e5;
    const path = simulateMarket({
      market: { ...market, machines: [ASIC] },
      miners: MINERS,
      revenueUsdPerWeek: revenue,
    });
    expect(path.workPerSec[210]! / path.workPerSec[199]!).toBeLessThan(0.9);
    expect(path.installedMachines[0]![210]!).toBeGreaterThan(path.activeMachines[0]![210]!);
    expect(path.workPerSec[226]! / path.workPerSec[199]!).toBeGreaterThan(0.8);
  });

  it('does nothing without machines or without pay', () => {
    const none = simulateMarket({
      market: { ...market, machines: [] },
      miners: MINERS,
      revenueUsdPerWeek: constant(1e6),
    });
    expect(none.workPerSec.every((rate) => rate === 0)).toBe(true);
    const unpaid = simulateMarket({ market, miners: MINERS, revenueUsdPerWeek: constant(0) });
    expect(unpaid.workPerSec.every((rate) => rate === 0)).toBe(true);
    const unknown = { ...machine('x', 1, 1, 1).profile, workPerSec: { value: null, reason: 'unknown' } as const };
    const skipped = simulateMarket({
      market: { ...market, machines: [{ ...ASIC, profile: unknown }] },
      miners: MINERS,
      revenueUsdPerWeek: constant(1e6),
    });
    expect(skipped.machineIds).toEqual([]);
  });
});
