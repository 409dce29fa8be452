import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { backtestBitcoin } from '../../src/study/backtest/bitcoin-backtest.js';
import { parsePowerIndex } from '../../src/study/backtest/power-index.js';

const path = fileURLToPath(new URL('../../../shared/facts/bitcoin-history.csv', import.meta.url));
const describeWithIndex = existsSync(path) ? describe : describe.skip;

describeWithIndex(
  'the back-test with the index columns (skipped where ../shared is absent: their licence forbids shipping)',
  () => {
    it('gets power within a median 20 % and J/TH within 15 %, each no worse than the best naive rule', () => {
      const result = backtestBitcoin(parsePowerIndex(readFileSync(path, 'utf8'), path));
      const { power, joulesPerTh } = result.outOfSample;
      const best = (figure: 'power' | 'joulesPerTh') =>
        Math.min(...result.naive.map((rule) => rule[figure]?.medianError ?? Number.POSITIVE_INFINITY));
      expect(power!.quarters).toBe(33);
      expect(power!.medianError).toBeLessThanOrEqual(Math.min(0.2, best('power')));
      expect(result.bars.map((bar) => [bar.bar, bar.met])).toEqual(result.bars.map((bar) => [bar.bar, true]));
      expect(result.bootstrapPower!.medianError[0]).toBeLessThan(power!.medianError);
      expect(joulesPerTh!.medianError).toBeLessThanOrEqual(Math.min(0.15, best('joulesPerTh')));
    });
  },
);
