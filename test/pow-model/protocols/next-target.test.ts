import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  asertTarget,
  bitcoinRetarget,
  compactToTarget,
  kaspaNextTarget,
  lwmaNextTarget,
  moneroNextDifficulty,
  PEARL_POW_LIMIT,
  pearlNextTarget,
  targetToCompact,
} from '../../../src/pow-model/index.js';

const BITCOIN_LIMIT = 0xffffn << 208n;

describe('bitcoinRetarget', () => {
  // bitcoin/bitcoin:src/test/pow_tests.cpp: first and last time of the period, nBits before and after.
  it.each([
    [1261130161, 1262152739, 0x1d00ffff, 0x1d00d86a],
    [1231006505, 1233061996, 0x1d00ffff, 0x1d00ffff],
    [1279008237, 1279297671, 0x1c05a3f4, 0x1c0168fd],
    [1263163443, 1269211443, 0x1c387f6f, 0x1d00e1fd],
  ])('matches the reference period from %i to %i', (first, last, before, after) => {
    const target = bitcoinRetarget({
      previousTarget: compactToTarget(before),
      actualSeconds: last - first,
      powLimit: (1n << 224n) - 1n,
    });
    expect(targetToCompact(target)).toBe(after);
  });

  it('leaves a chain of 2015 gaps of 600.2977 s where it is, and no faster one', () => {
    const at = (seconds: number) =>
      bitcoinRetarget({ previousTarget: 1n << 200n, actualSeconds: seconds, powLimit: BITCOIN_LIMIT });
    expect(at(1_209_600)).toBe(1n << 200n);
    expect(at(2015 * 600) < 1n << 200n).toBe(true);
    expect(1_209_600 / 2015).toBeCloseTo(600.3, 2);
  });

  it('never changes a target more than fourfold, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.integer(), fc.bigInt({ min: 4n, max: 1n << 220n }), (seconds, target) => {
        const next = bitcoinRetarget({ previousTarget: target, actualSeconds: seconds, powLimit: BITCOIN_LIMIT });
        expect(next >= target / 4n && next <= target * 4n).toBe(true);
      }),
    );
  });
});

describe('asertTarget', () => {
  // asertvec: runs 05, 07 and 12 of the published aserti3-2d vectors.
  it.each([
    ['run05 height 2', 0x1d00ffff, 0, 2, 0, 0x1d00fec5],
    ['run05 height 290', 0x1d00ffff, 0, 290, 0, 0x1c7f62c0],
    ['run07 height 3', 0x1802aee8, 0, 3, 1310, 0x1802ad91],
    ['run07 height 1001', 0x1802aee8, 0, 1001, 33365, 0x17469789],
    ['run12 height 10001', 0x1802aee8, 10000, 10001, 1201, 0x13643f64],
  ])('matches %s', (_name, anchorBits, anchorParentTime, height, time, bits) => {
    const target = asertTarget({
      anchorTarget: compactToTarget(anchorBits),
      anchorHeight: 1,
      anchorParentTime,
      height,
      time,
      powLimit: BITCOIN_LIMIT,
    });
    expect(targetToCompact(target)).toBe(bits);
  });

  it('doubles after a half-life late and halves after one early, exactly', () => {
    const at = (time: number) =>
      asertTarget({
        anchorTarget: 1n << 180n,
        anchorHeight: 0,
        anchorParentTime: 0,
        height: 999,
        time,
        powLimit: BITCOIN_LIMIT,
      });
    expect(at(600_000)).toBe(1n << 180n);
    expect(at(600_000 + 172_800)).toBe(1n << 181n);
    expect(at(600_000 - 172_800)).toBe(1n << 179n);
  });

  it('takes heights and times beyond 2^53 as bigints', () => {
    const at = (offset: bigint, height: bigint) =>
      asertTarget({
        anchorTarget: 1n << 180n,
        anchorHeight: offset,
        anchorParentTime: 0n,
        height: offset + height,
        time: 600n * (height + 1n) + 172_800n,
        powLimit: BITCOIN_LIMIT,
      });
    expect(at((1n << 63n) - 10n, 5n)).toBe(1n << 181n);
    expect(at(0n, 1n << 60n)).toBe(1n << 181n);
  });

  it('stays between 1 and the limit for any clock', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (time, height) => {
        const target = asertTarget({
          anchorTarget: 1n << 100n,
          anchorHeight: 0,
          anchorParentTime: 0,
          height,
          time,
          powLimit: BITCOIN_LIMIT,
        });
        expect(target >= 1n && target <= BITCOIN_LIMIT).toBe(true);
      }),
    );
  });
});

describe('moneroNextDifficulty', () => {
  const steady = (count: number, seconds: number, difficulty: bigint) => ({
    timestamps: Array.from({ length: count }, (_, i) => i * seconds),
    cumulativeDifficulties: Array.from({ length: count }, (_, i) => BigInt(i) * difficulty),
    targetSeconds: 120,
  });

  it('is 1 before there are two blocks', () => {
    expect(moneroNextDifficulty(steady(0, 120, 5n))).toBe(1n);
    expect(moneroNextDifficulty(steady(1, 120, 5n))).toBe(1n);
  });

  it('keeps the difficulty of a steady chain and scales it with speed, rounding up', () => {
    for (const count of [2, 600, 601, 719, 735, 2000]) {
      expect(moneroNextDifficulty(steady(count, 120, 1000n))).toBe(1000n);
      expect(moneroNextDifficulty(steady(count, 60, 1000n))).toBe(2000n);
    }
    expect(moneroNextDifficulty(steady(2, 7, 1n))).toBe(18n);
  });

  it('ignores the newest 15 blocks of a full window and the outer 60 times on each side', () => {
    const window = steady(735, 120, 1000n);
    const disturbed = {
      ...window,
      timestamps: window.timestamps.map((t, i) => (i >= 720 ? t * 1000 : i < 60 ? 0 : i > 660 ? t + 50_000 : t)),
    };
    expect(moneroNextDifficulty(disturbed)).toBe(moneroNextDifficulty(window));
  });

  it('sorts the times', () => {
    const window = steady(735, 120, 1000n);
    const shuffled = { ...window, timestamps: [...window.timestamps] };
    [shuffled.timestamps[100], shuffled.timestamps[500]] = [shuffled.timestamps[500]!, shuffled.timestamps[100]!];
    expect(moneroNextDifficulty(shuffled)).toBe(1000n);
  });

  it('counts a window of no time as one second and gives 0 beyond 128 bits', () => {
    expect(moneroNextDifficulty({ timestamps: [9, 9], cumulativeDifficulties: [0n, 3n], targetSeconds: 120 })).toBe(
      360n,
    );
    const huge = { timestamps: [9, 9], cumulativeDifficulties: [0n, 1n << 127n], targetSeconds: 120 };
    expect(moneroNextDifficulty(huge)).toBe(0n);
  });

  it('refuses unequal windows', () => {
    expect(() => moneroNextDifficulty({ timestamps: [1], cumulativeDifficulties: [], targetSeconds: 120 })).toThrow(
      'window-lengths',
    );
  });
});

describe('kaspaNextTarget', () => {
  it('floors the mean before it multiplies', () => {
    expect(kaspaNextTarget({ targets: [1n, 2n], actualMilliseconds: 10, expectedMilliseconds: 1 })).toBe(10n);
  });

  it('keeps the target of a steady window and caps at 2^255 - 1', () => {
    const targets = new Array<bigint>(660).fill(1n << 200n);
    expect(kaspaNextTarget({ targets, actualMilliseconds: 2640, expectedMilliseconds: 2640 })).toBe(1n << 200n);
    expect(kaspaNextTarget({ targets: [1n << 254n], actualMilliseconds: 4, expectedMilliseconds: 1 })).toBe(
      (1n << 255n) - 1n,
    );
  });

  it('counts at least one millisecond', () => {
    expect(kaspaNextTarget({ targets: [1000n], actualMilliseconds: 0, expectedMilliseconds: 10 })).toBe(100n);
    expect(kaspaNextTarget({ targets: [1000n], actualMilliseconds: -5, expectedMilliseconds: 10 })).toBe(100n);
  });
});

describe('pearlNextTarget', () => {
  it('truncates toward zero on both sides of 194 s', () => {
    const at = (solveSeconds: number) =>
      pearlNextTarget({ previousTarget: 700_000n, solveSeconds, powLimit: PEARL_POW_LIMIT });
    expect(at(194)).toBe(700_000n);
    expect(at(195)).toBe(700_001n);
    expect(at(193)).toBe(699_999n);
    expect(at(0)).toBe(700_000n - 224n);
    expect(at(388)).toBe(700_000n + 224n);
  });

  it('stays between 1 and the limit', () => {
    const at = (solveSeconds: number) =>
      pearlNextTarget({ previousTarget: PEARL_POW_LIMIT, solveSeconds, powLimit: PEARL_POW_LIMIT });
    expect(at(1_000_000)).toBe(PEARL_POW_LIMIT);
    expect(at(-10_000_000)).toBe(1n);
  });
});

describe('lwmaNextTarget', () => {
  it('keeps the target of a steady window', () => {
    const targets = new Array<bigint>(60).fill(1n << 200n);
    const solveSeconds = new Array<number>(60).fill(120);
    expect(lwmaNextTarget({ targets, solveSeconds, targetSeconds: 120, powLimit: BITCOIN_LIMIT })).toBe(1n << 200n);
  });

  it('weighs the newest gap most', () => {
    const at = (solveSeconds: number[]) =>
      lwmaNextTarget({ targets: [600n, 600n, 600n], solveSeconds, targetSeconds: 10, powLimit: BITCOIN_LIMIT });
    expect(at([10, 10, 20])).toBe(900n);
    expect(at([20, 10, 10])).toBe(700n);
  });
});
