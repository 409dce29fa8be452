import { describe, expect, it } from '@jest/globals';
import { Fleet } from '../../../../src/pow-model/market/fleet/fleet.js';
import { cohortWork, lognormalCohorts, operatorConcentration } from '../../../../src/pow-model/market/index.js';

describe('concentration of a market of cohorts', () => {
  const two = [
    { usdPerKwh: 0.03, capacityShare: 0.5, operators: 1, exponent: 0 },
    { usdPerKwh: 0.1, capacityShare: 0.5, operators: 5, exponent: 0 },
  ];

  it('is over operators, whatever the number of cells of the grid', () => {
    const { operators } = operatorConcentration([0.5, 0.5], two, null);
    expect(operators!.hhi).toBeCloseTo(0.25 + 5 * 0.01, 12);
    expect(operators!.nakamoto).toBe(2);
    const finer = [...two.slice(0, 1), ...[0, 1].map(() => ({ ...two[1]!, capacityShare: 0.25 }))];
    expect(operatorConcentration([0.5, 0.25, 0.25], finer, null).operators!.hhi).toBeCloseTo(0.25 + 10 * 0.0025, 12);
  });

  it('rises when dear sites stand still: only those who run count', () => {
    const fleet = new Fleet(1);
    const v = fleet.open(0, Math.log(2), 1, 1, 1, 100);
    fleet.installed[v] = 8;
    // A vintage that needs 2 USD a year at 1 USD/kWh runs at 0.03 but not at 0.1 when a unit earns 0.1 a year.
    expect(cohortWork(fleet, Math.log(0.1), two, 1)).toEqual([4, 0]);
    expect(cohortWork(fleet, Math.log(0.3), two, 1)).toEqual([4, 4]);
    expect(cohortWork(fleet, Math.log(0.3), two, 2)).toEqual([4, 0]);
    expect(operatorConcentration([4, 0], two, null).operators!.hhi).toBe(1);
  });

  it('over pools counts the pools and those who mine alone', () => {
    const pools = { operators: 2, exponent: 0, pooledShare: 0.8 };
    const found = operatorConcentration([1, 0], [{ ...two[1]! }, two[0]!], pools).pools!;
    expect(found.hhi).toBeCloseTo(2 * 0.16 + 5 * 0.04 ** 2, 12);
    expect(found.nakamoto).toBe(2);
  });

  it('cuts a log-normal into cohorts of one size about its median', () => {
    const cohorts = lognormalCohorts(0.06, 0.35, 5, { operators: 3, exponent: 1 });
    expect(cohorts[2]!.usdPerKwh).toBeCloseTo(0.06, 12);
    expect(cohorts[0]!.usdPerKwh * cohorts[4]!.usdPerKwh).toBeCloseTo(0.0036, 12);
    expect(cohorts.reduce((sum, one) => sum + one.capacityShare, 0)).toBeCloseTo(1, 12);
  });
});
