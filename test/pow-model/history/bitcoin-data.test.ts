import { describe, expect, it } from '@jest/globals';
import {
  bitcoinHardware,
  bitcoinHistory,
  frontierJoulesPerTh,
  newJoulesPerTh,
  priceOn,
  revenueUsdPerDay,
  scheduledSubsidyBtcPerDay,
} from '../../../src/pow-model/history/bitcoin-data.js';
import { daysIn, monthOf, monthText, quarterOf, quarterText } from '../../../src/pow-model/history/month.js';

const history = bitcoinHistory();

describe('the shipped history of Bitcoin', () => {
  it('follows the schedule of the subsidy, part months included', () => {
    expect(scheduledSubsidyBtcPerDay(monthOf('2013-01'))).toBe(3600);
    expect(scheduledSubsidyBtcPerDay(monthOf('2016-06'))).toBe(3600);
    // Halved on 9 July 2016: 8 days of 25 and 23 of 12.5.
    expect(scheduledSubsidyBtcPerDay(monthOf('2016-07'))).toBeCloseTo((144 * (8 * 25 + 23 * 12.5)) / 31, 9);
    expect(scheduledSubsidyBtcPerDay(monthOf('2025-01'))).toBe(450);
  });

  it('interpolates missing prices in log and refuses months beyond what is known', () => {
    const between = priceOn(history, monthOf('2025-09'));
    expect(between).toBeCloseTo(109_000 ** 0.5 * 106_935 ** 0.5, 0);
    expect(() => priceOn(history, monthOf('2030-01'))).toThrow('No price is known');
  });

  it('takes measured fees where there are any and 3 % of revenue elsewhere', () => {
    const july = monthOf('2024-07');
    expect(revenueUsdPerDay(history, july)).toBeCloseTo(62_733.12 * (450 + 12.91), 4);
    const early = monthOf('2019-07');
    expect(revenueUsdPerDay(history, early)).toBeCloseTo((priceOn(history, early) * 1800) / 0.97, 4);
  });

  it('has a frontier that never gets worse, at 98 J/TH in 2016-06 and 11 in 2025-07', () => {
    const hardware = bitcoinHardware();
    let last = Number.POSITIVE_INFINITY;
    for (let month = monthOf('2013-01'); month <= monthOf('2025-12'); month++) {
      const joules = frontierJoulesPerTh(hardware, month);
      expect(joules).toBeLessThanOrEqual(last);
      last = joules;
    }
    expect(frontierJoulesPerTh(hardware, monthOf('2016-06'))).toBe(98);
    expect(last).toBe(11);
    // A year after the last change the sold mix is the factor times the frontier.
    expect(newJoulesPerTh(hardware, monthOf('2017-06'), { factor: 1.1, months: 6 })).toBeCloseTo(107.8, 6);
    expect(newJoulesPerTh(hardware, monthOf('2017-06'), { factor: 1, months: 0 })).toBe(98);
  });

  it('counts months and quarters', () => {
    expect(monthText(monthOf('2017-03'))).toBe('2017-03');
    expect(quarterText(quarterOf(monthOf('2017-03')))).toBe('2017Q1');
    expect(daysIn(monthOf('2024-02'))).toBe(29);
    expect(() => monthOf('2017-13')).toThrow('is not a month');
  });
});
