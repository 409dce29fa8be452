import { describe, expect, it } from '@jest/globals';
import * as callbacks from '../../../bench/engine/callback-workloads.js';
import * as processes from '../../../bench/engine/process-workloads.js';

// The models are the benchmarks' own, so that what is timed is what is verified.
describe.each([
  ['callbacks', callbacks],
  ['processes', processes],
])('A model written as %s', (_style, models) => {
  it('reproduces the mean wait of M/M/1, rho / (mu - lambda) = 4, at 10^6 customers', () => {
    const { check } = models.singleServer(1e6, {});
    // Three standard errors, sqrt(1976 / 10^6) each (see docs/engine.md).
    expect(Math.abs(check - 4)).toBeLessThan(0.13);
  });

  it('reproduces the throughput of M/M/10//1000 machine repair, 9.711 a time unit', () => {
    const { check } = models.machineShop(1e4, {});
    expect(Math.abs(check - 9.711)).toBeLessThan(0.07);
  });

  it('fires as many exp(1) timers as expected, within three standard errors', () => {
    for (const count of [10, 1000]) {
      const { check } = models.timerChurn(count, 1e5, {});
      expect(Math.abs(check - 1)).toBeLessThan(3 / Math.sqrt(1e5));
    }
  });

  it('has the same fingerprint on a rerun, another for another model, and none when switched off', () => {
    const { fingerprint } = models.machineShop(100, {});
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(models.machineShop(100, {}).fingerprint).toBe(fingerprint);
    expect(models.machineShop(101, {}).fingerprint).not.toBe(fingerprint);
    expect(models.timerChurn(10, 1000, {}).fingerprint).not.toBe(models.timerChurn(11, 1000, {}).fingerprint);
    expect(models.machineShop(100, { fingerprint: false })).toEqual({
      ...models.machineShop(100, {}),
      fingerprint: null,
    });
  });

  it('keeps its results under a shuffle, for nothing in it depends on the order of ties', () => {
    const plain = models.singleServer(5e4, {});
    const shuffled = models.singleServer(5e4, { tieBreak: 'shuffle:1' });
    expect(Math.abs(shuffled.check - plain.check)).toBeLessThan(3 * Math.sqrt(1976 / 5e4));
    expect(models.singleServer(1000, { tieBreak: 'shuffle:1' })).toEqual(
      models.singleServer(1000, { tieBreak: 'shuffle:1' }),
    );
  });
});

describe('The two styles', () => {
  it('agree to the tick where they draw in the same order', () => {
    const asCallbacks = callbacks.timerChurn(50, 1e4, {});
    const asProcesses = processes.timerChurn(50, 1e4, {});
    expect(asProcesses.units).toBe(asCallbacks.units);
  });
});
