import { describe, expect, it } from '@jest/globals';
import { centralFigures, type MarketScenario } from '../../../../src/pow-model/market/index.js';
import { band, machine } from '../runs/example-market.js';
import { SCENARIO } from '../runs/example-scenario.js';

/** One ASIC at one electricity price: 2e6 units and 3000 tokens a second, 500 W, 6000 USD, four years. */
const alone = machine('alone', 2e6, 500, 6000, { tokensPerSec: band(3000) });
const scenario: MarketScenario = {
  ...SCENARIO,
  market: { ...SCENARIO.market, machines: [alone] },
  miners: {
    ...SCENARIO.miners,
    sites: { kind: 'table', cohorts: [{ usdPerKwh: 0.06, capacityShare: 1 }] },
    soldMix: { energyFactor: 1, months: 0 },
    machinePrice: 'listed',
  },
  cohorts: [{ usdPerKwh: 0.06, capacityShare: 1, operators: 10, exponent: 1 }],
  token: { ...SCENARIO.token, price: { kind: 'constant' } },
};

describe('what the fleet costs', () => {
  it('is listed prices at the required return and running cost, a unit and a million tokens', () => {
    const [found] = centralFigures(scenario, [{ rule: 0, emissionUsdPerYear: 1e9 }]);
    const annuity = (1 - Math.exp(-0.2 * 4)) / 0.2;
    const running = 0.5 * 8766 * 0.06 * 1.15 * 1.25;
    const usdPerYear = 6000 / annuity + running;
    expect(found!.usdPerWorkYear / (usdPerYear / 2e6)).toBeCloseTo(1, 4);
    const tokensPerYear = 3000 * 365.25 * 86_400;
    expect(found!.producerUsdPerMillionTokens / ((usdPerYear / tokensPerYear) * 1e6)).toBeCloseTo(1, 4);
  });
});
