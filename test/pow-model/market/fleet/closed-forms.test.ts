import { describe, expect, it } from '@jest/globals';
import { simulateMarket } from '../../../../src/pow-model/market/fleet/simulate-market.js';
import { bitcoinRetarget } from '../../../../src/pow-model/protocols/index.js';
import { ASIC, MINERS } from '../runs/example-market.js';

describe('closed forms that no market may break', () => {
  it('dissipates the prize: with free entry at once and little required return, energy and machines cost what work is paid', () => {
    const miners = {
      ...MINERS,
      sites: { kind: 'table', cohorts: [{ usdPerKwh: 0.06, capacityShare: 1 }] } as const,
      discountPerYear: 1e-6,
      expectedDeclinePerYear: 0,
      adjustmentPerMonth: 50,
    };
    const market = { workloadClass: 'large-model', label: 'large models', machines: [ASIC] };
    const path = simulateMarket({ market, miners, revenueUsdPerWeek: new Array(520).fill(1e6) });
    let spent = 0;
    for (let week = 0; week < 520; week++) spent += path.electricityUsdPerStep[week]! + path.capitalUsdPerStep[week]!;
    expect(Math.abs(spent / 520e6 - 1)).toBeLessThan(0.02);
  });

  it('is neutral to difficulty: another start target changes block times for a while and no dollar after', () => {
    const powLimit = 1n << 240n;
    // A fleet that tries 2^40 hashes a second, paid 1000 USD a block.
    const hashesPerSec = 2 ** 40;
    const run = (startTarget: bigint) => {
      let target = startTarget;
      const blockSeconds: number[] = [];
      for (let period = 0; period < 20; period++) {
        const seconds = Number((1n << 256n) / (target + 1n)) / hashesPerSec;
        blockSeconds.push(seconds);
        target = bitcoinRetarget({ previousTarget: target, actualSeconds: Math.round(seconds * 2015), powLimit });
      }
      return { blockSeconds, usdPerDay: (86_400 / blockSeconds.at(-1)!) * 1000 };
    };
    const steady = (1n << 256n) / BigInt(600 * hashesPerSec);
    const even = run(steady);
    const easy = run(steady * 30n);
    const hard = run(steady / 30n);
    expect(easy.blockSeconds[0]).toBeLessThan(30);
    expect(hard.blockSeconds[0]).toBeGreaterThan(10_000);
    for (const other of [easy, hard]) expect(other.usdPerDay / even.usdPerDay).toBeCloseTo(1, 3);
    // 2015 gaps are measured against 2016: 600.30 s.
    expect(even.blockSeconds.at(-1)).toBeCloseTo(600.3, 1);
  });
});
