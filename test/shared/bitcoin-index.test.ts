import { expect, it } from '@jest/globals';
import { backtestBitcoin } from '../../src/study/backtest/bitcoin-backtest.js';
import { parsePowerIndex } from '../../src/study/backtest/power-index.js';
import { describeWithShared } from './describe-with-shared.js';

const FILE = 'facts/bitcoin-history.csv';

describeWithShared('the back-test with the index columns, whose licence forbids shipping', [FILE], (shared) => {
  it('gets power within a median 20 % and J/TH within 15 %, each no worse than the best naive rule', () => {
    const result = backtestBitcoin(parsePowerIndex(shared.text(FILE), FILE));
    const { power, joulesPerTh } = result.outOfSample;
    const best = (figure: 'power' | 'joulesPerTh') =>
      Math.min(...result.naive.map((rule) => rule[figure]?.medianError ?? Number.POSITIVE_INFINITY));
    expect(power!.quarters).toBe(33);
    expect(power!.medianError).toBeLessThanOrEqual(Math.min(0.2, best('power')));
    expect(result.bars.map((bar) => [bar.bar, bar.met])).toEqual(result.bars.map((bar) => [bar.bar, true]));
    expect(result.bootstrapPower!.medianError[0]).toBeLessThan(power!.medianError);
    expect(joulesPerTh!.medianError).toBeLessThanOrEqual(Math.min(0.15, best('joulesPerTh')));
  });
});
