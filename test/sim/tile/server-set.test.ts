import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { channelWait, channelWaitInTheory } from '../../../bench/fidelity/channel-queue.js';
import { ServerSet, type ServerSetOptions } from '../../../src/sim/tile/server-set.js';

const plain: ServerSetOptions = {
  count: 1,
  pageBytes: 1024,
  ticksPerByte: 2,
  ticksPerPage: 0,
  refreshTicks: 0,
  refreshPeriod: 0,
};

describe('servers that bytes are striped over', () => {
  it('make single bursts wait as the M/D/1 queue does: rho / (2 mu (1 - rho))', () => {
    for (const rho of [0.3, 0.6, 0.8]) {
      const runs = Array.from({ length: 12 }, (_, seed) => channelWait(rho, 20_000, seed));
      const mean = runs.reduce((sum, wait) => sum + wait, 0) / runs.length;
      const spread = Math.sqrt(runs.reduce((sum, wait) => sum + (wait - mean) ** 2, 0) / (runs.length - 1));
      const standardError = spread / Math.sqrt(runs.length);
      expect(Math.abs(mean - channelWaitInTheory(rho))).toBeLessThan(4 * standardError);
      expect(standardError).toBeLessThan(0.05 * mean);
    }
  });

  it('count every byte once, wherever it lies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 100_000 })), { maxLength: 30 }),
        (count, requests) => {
          const servers = new ServerSet({ ...plain, count }, null);
          let position = 0;
          for (const [origin, bytes] of requests) {
            servers.serve(0, origin, position, bytes);
            position += bytes;
          }
          expect(servers.bytes.reduce((sum, bytes) => sum + bytes, 0)).toBe(position);
          expect(servers.busyTicks).toBe(position * plain.ticksPerByte);
        },
      ),
    );
  });

  it('share a long stream evenly and open each of its pages once', () => {
    const servers = new ServerSet({ ...plain, count: 8, ticksPerPage: 50 }, null);
    for (let i = 0; i < 1000; i++) servers.serve(0, 3, i * 512, 512);
    const pages = (1000 * 512) / 1024;
    expect(servers.busyTicks).toBe(1000 * 512 * 2 + pages * 50);
    expect(Math.max(...servers.bytes) - Math.min(...servers.bytes)).toBeLessThanOrEqual(1024);
  });

  it('lose the share of time that refresh takes, and no more', () => {
    const refreshing = { ...plain, refreshTicks: 350_000, refreshPeriod: 3_900_000 };
    const servers = new ServerSet(refreshing, null);
    const bytes = 1e8;
    const end = servers.serve(0, 0, 0, bytes);
    expect(Math.abs(end / (bytes * 2) - 1 / (1 - 350 / 3900))).toBeLessThan(0.01);
  });

  it('transfer nothing while they refresh', () => {
    const pieces: [number, number][] = [];
    const refreshing = { ...plain, refreshTicks: 300, refreshPeriod: 1000 };
    const servers = new ServerSet(refreshing, (_server, _asked, start, end) => pieces.push([start, end]));
    for (let now = 0; now < 50_000; now += 337) servers.serve(now, 0, 0, 20);
    // The one server's refreshes begin at 500, 1500, ...
    for (const [start] of pieces) expect((start + 500) % 1000 >= 300).toBe(true);
    for (const [start, end] of pieces) expect(end - start === 40 || end - start === 340).toBe(true);
  });
});
