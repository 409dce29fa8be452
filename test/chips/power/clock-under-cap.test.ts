import { describe, expect, it } from '@jest/globals';
import { clockUnderCap, supplyVolts } from '../../../src/chips/power/clock-under-cap.js';

const voltages = [
  { clockHz: 1e9, volts: 0.6 },
  { clockHz: 2e9, volts: 0.9 },
];

describe('a power cap', () => {
  it('leaves the clock alone where the load fits', () => {
    expect(clockUnderCap({ clockHz: 2e9, voltages, powerCapW: 500 }, { dynamicW: 300, leakageW: 30 })).toBeNull();
  });

  it('lowers the clock to just where clock x supply squared meets it', () => {
    const design = { clockHz: 2e9, voltages, powerCapW: 250 };
    const clock = clockUnderCap(design, { dynamicW: 300, leakageW: 30 })!;
    const ratio = supplyVolts(design, clock) / 0.9;
    expect(((300 * (clock / 2e9) + 30) * ratio * ratio) / 0.9).toBeCloseTo(250, 6);
    expect(clock).toBeGreaterThan(1e9);
    expect(clock).toBeLessThan(2e9);
  });

  it('costs more clock where the supply cannot follow', () => {
    const load = { dynamicW: 300, leakageW: 30 };
    const scaled = clockUnderCap({ clockHz: 2e9, voltages, powerCapW: 250 }, load)!;
    const rigid = clockUnderCap({ clockHz: 2e9, voltages: [], powerCapW: 250 }, load)!;
    expect(rigid).toBeCloseTo((2e9 * (225 - 30)) / 300, 0);
    expect(scaled).toBeGreaterThan(rigid);
  });

  it('takes the supply from the line between two points', () => {
    expect(supplyVolts({ voltages }, 1.5e9)).toBeCloseTo(0.75, 12);
    expect(supplyVolts({ voltages }, 0.5e9)).toBe(0.6);
  });
});
