import { describe, expect, it } from '@jest/globals';
import { WEEKS_PER_YEAR } from '../../../src/foundation/quantity/time-spans.js';
import { bitcoinHardware, bitcoinHistory, revenueUsdPerDay } from '../../../src/pow-model/history/bitcoin-data.js';
import {
  BITCOIN_SETTINGS,
  BITCOIN_START,
  bitcoinSeries,
  runBitcoin,
} from '../../../src/pow-model/history/bitcoin-run.js';
import { monthOf } from '../../../src/pow-model/history/month.js';
import { DEFAULT_MINERS } from '../../../src/pow-model/market/fleet/miner-defaults.js';
import { simulateMarket } from '../../../src/pow-model/market/fleet/simulate-market.js';
import { bitcoinMachines } from '../../../src/study/run/given/listed-machines.js';

describe("the weekly market of study files on Bitcoin's inputs", () => {
  const start = monthOf('2013-07');
  const end = monthOf('2025-11');
  const history = bitcoinHistory();
  const weeks = Math.floor(((end - start) * WEEKS_PER_YEAR) / 12);
  const { machines } = bitcoinMachines({
    kind: 'bitcoin-list',
    start: '2013-07',
    price: 0.8,
    unitCostShare: 0.52,
    research: 0.03,
  });
  const path = simulateMarket({
    market: { workloadClass: 'work', label: 'hashing', machines },
    miners: {
      ...DEFAULT_MINERS,
      sites: { kind: 'lognormal', medianUsdPerKwh: 0.05, logSd: 0.35 },
      expectedDeclinePerYear: 0.24,
      soldMix: { energyFactor: 1.1, months: 6 },
    },
    revenueUsdPerWeek: Float64Array.from(
      { length: weeks },
      (_, week) => 7 * revenueUsdPerDay(history, start + Math.floor((week * 12) / WEEKS_PER_YEAR)),
    ),
  });
  const monthly = runBitcoin(
    bitcoinSeries(history, bitcoinHardware(), BITCOIN_SETTINGS),
    { adjustmentPerMonth: 0.131, freeEntryMargin: 2.15 },
    BITCOIN_SETTINGS,
  );

  it('follows the monthly market that is tested against history, with nothing fitted, from 2016 on', () => {
    for (let year = 2016; year <= 2025; year++) {
      const month = year * 12 + 6;
      const week = Math.floor(((month - start) * WEEKS_PER_YEAR) / 12);
      const monthlyThPerSec = monthly.workPerSec[month - BITCOIN_START]!;
      expect(Math.abs(Math.log(path.workPerSec[week]! / 1e12 / monthlyThPerSec))).toBeLessThan(Math.log(1.25));
    }
  });
});
