import { describe, expect, it } from '@jest/globals';
import type { Executor } from '../../src/foundation/executor.js';
import { compareRules, compareRulesWith } from '../../src/pow-model/market/compare-rules.js';
import { type MarketRange, runMarketRange } from '../../src/pow-model/market/market-runs.js';
import { COMPARE } from '../pow-model/market/example-market.js';

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
});
