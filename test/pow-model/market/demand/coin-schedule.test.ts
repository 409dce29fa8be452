import { describe, expect, it } from '@jest/globals';
import { coinSchedule } from '../../../../src/pow-model/market/index.js';
import { SCENARIO } from '../runs/example-scenario.js';

const WEEKS_PER_YEAR = 365.25 / 7;

describe('the coins of a schedule', () => {
  it('are the whole emission until the first halving, half of it after', () => {
    const { emission } = coinSchedule({ ...SCENARIO.token, halvingYears: 1 }, SCENARIO.rules[0]!, 1e9, 150);
    const full = 1e9 / WEEKS_PER_YEAR;
    const over = (week: number) => emission[week]! / full;
    expect([over(0), over(52), over(53), over(104), over(105)].map((x) => Number(x.toFixed(6)))).toEqual([
      1, 1, 0.5, 0.5, 0.25,
    ]);
  });
});
