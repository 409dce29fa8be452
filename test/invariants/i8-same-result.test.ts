import { describe, expect, it } from '@jest/globals';
import type { Executor } from '../../src/foundation/index.js';
import { type MarketRange, runMarketRange } from '../../src/pow-model/market/index.js';
import { compareRules, compareRulesWith } from '../../src/pow-model/market/runs/compare-rules.js';
import { COMPARE } from '../pow-model/market/runs/example-market.js';
import { SCENARIO, VARIANTS } from '../pow-model/market/runs/example-scenario.js';

/** Computes the last range first and hands results over as copies, as threads do. */
function backwards(workers: number): Executor {
  return {
    workers,
    map: async (_kind, inputs) =>
      [...inputs]
        .reverse()
        .map((one) => structuredClone(runMarketRange(one as MarketRange)))
        .reverse() as never,
    close: async () => {},
  };
}

describe('I8: the same result however the work is divided', () => {
  const input = {
    ...COMPARE,
    horizonYears: 3,
    miners: {
      ...COMPARE.miners,
      sites: {
        kind: 'table' as const,
        cohorts: Array.from({ length: 200 }, (_, i) => ({ usdPerKwh: 0.02 + i * 5e-4, capacityShare: 1 / 200 })),
      },
    },
  };

  it('gives a market of 200 cohorts the same bits with 1, 2 and 3 workers and with none', async () => {
    const expected = JSON.stringify(compareRules(input));
    for (const workers of [1, 2, 3]) {
      expect(JSON.stringify(await compareRulesWith(backwards(workers), input))).toBe(expected);
    }
  });

  it('gives a given-machines market under five rules the same bits whole and in two parts, the second first', () => {
    const range = (firstRun: number, runs: number) =>
      structuredClone(runMarketRange({ scenario: SCENARIO, variants: VARIANTS, firstRun, runs, replaced: null }));
    const whole = range(0, 3);
    const second = range(2, 1);
    const parts = [range(0, 2), second];
    VARIANTS.forEach((_, v) => {
      expect(parts.flatMap((part) => part.figures[v]!)).toEqual(whole.figures[v]);
      whole.powerMw[v]!.forEach((sample, s) => {
        expect(parts.flatMap((part) => Array.from(part.powerMw[v]![s]!))).toEqual(Array.from(sample));
      });
    });
  });
});
