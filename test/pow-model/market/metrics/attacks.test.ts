import { describe, expect, it } from '@jest/globals';
import { bestFigures, machineOffer } from '../../../../src/pow-model/market/fleet/machine-offer.js';
import { stakeAttack, workAttack } from '../../../../src/pow-model/market/index.js';
import { MINERS, machine } from '../runs/example-market.js';

const offer = (one: ReturnType<typeof machine>) => machineOffer(one, bestFigures(one)!, MINERS, 0.06);
const scenario = { workShare: 0.5, stakeShare: 1 / 3, resaleShare: 0.6, slashedShare: 0.3, priceFallShare: 0.4 };
const gpu = offer(machine('gpu', 10, 100, 300, { rent: 0.5 }));
const asic = offer(machine('asic', 10, 50, 200));

describe('what an attack costs', () => {
  it('is the cheapest machines gross, those that can be sold again net, and rent by the hour where there is any', () => {
    const both = workAttack(1000, [gpu, asic], 1, scenario);
    // 500 of 1000 units/s: 50 machines. Bought they are ASICs for 200 USD; net, GPUs of which 40 % of 300 USD is lost.
    expect(both.grossUsd).toBeCloseTo(50 * 200, 9);
    expect(both.netUsd).toBeCloseTo(50 * 300 * 0.4, 9);
    expect(both.usdPerHour).toBeCloseTo(50 * 0.5, 9);
    const sunk = workAttack(1000, [asic], 1, scenario);
    expect(sunk.netUsd).toBe(sunk.grossUsd);
    expect(sunk.usdPerHour).toBeNaN();
    // Rent is what the machine costs, whatever margin its owner waits for.
    const patient = machine('gpu', 10, 100, 300, { rent: 0.5 });
    const waited = machineOffer(patient, bestFigures(patient)!, { ...MINERS, marginFactor: 1.5 }, 0.06);
    expect(workAttack(1000, [waited], 1, scenario).usdPerHour).toBeCloseTo(50 * 0.5, 9);
  });

  it('of stake is its value gross, and net what is slashed or loses value', () => {
    const found = stakeAttack(30e9, 0.6, scenario);
    expect(found.grossUsd).toBeCloseTo(6e9, 0);
    expect(found.netUsd).toBeCloseTo(6e9 * (0.3 + 0.7 * 0.4), 0);
    expect(stakeAttack(30e9, 0.6, { ...scenario, slashedShare: 0, priceFallShare: 0 }).netUsd).toBe(0);
  });
});
