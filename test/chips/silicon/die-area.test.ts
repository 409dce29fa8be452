import { describe, expect, it } from '@jest/globals';
import { MEASURED_DIES } from '../../../bench/fidelity/die-area/dies.js';
import { fitAreaConstants, predictedMm2 } from '../../../bench/fidelity/die-area/fit.js';
import { AREA_CONSTANTS, AREA_SPREAD, type AreaConstants } from '../../../src/chips/silicon/area-constants.js';

const leftOut = MEASURED_DIES.map((die) => {
  const constants = fitAreaConstants(MEASURED_DIES.filter((other) => other !== die));
  return { name: die.name, ratio: predictedMm2(die, constants) / die.mm2 };
});

describe('the area of twelve public dies', () => {
  it('is predicted within 15 % in the median by constants fitted to the other eleven', () => {
    const errors = leftOut.map(({ ratio }) => Math.abs(ratio - 1)).sort((a, b) => a - b);
    expect((errors[5]! + errors[6]!) / 2).toBeLessThanOrEqual(0.15);
  });

  it.each([
    ['GA100', 0.08],
    ['GC200', 0.15],
  ])('is predicted for %s within %d of what was published', (name, share) => {
    const { ratio } = leftOut.find((die) => die.name === name)!;
    expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(share);
  });

  it('lies within the stated spread for every die left out', () => {
    for (const { name, ratio } of leftOut) {
      expect([name, 1 / ratio >= AREA_SPREAD.low && 1 / ratio <= AREA_SPREAD.high]).toEqual([name, true]);
    }
  });

  it('gives the committed constants anew when fitted to all', () => {
    const fitted = fitAreaConstants(MEASURED_DIES);
    for (const [name, value] of Object.entries(AREA_CONSTANTS)) {
      expect(Math.abs(fitted[name as keyof AreaConstants] / value - 1)).toBeLessThan(2e-3);
    }
  });
});
