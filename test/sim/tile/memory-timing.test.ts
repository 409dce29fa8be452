import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, resolveChip } from '../../../src/chips/index.js';
import { memoryTiming } from '../../../src/sim/tile/memory-timing.js';

const catalog = builtinCatalog();

describe('main memory', () => {
  // tRFC over tREFI: JESD250 (GDDR6), JESD209-5 (LPDDR5, 8 Gbit), JESD79-4 (DDR4, 8 Gbit); HBM refreshes bank by bank.
  it.each([
    ['l40s', 'gddr', 120 / 1900],
    ['m3-ultra', 'lpddr', 280 / 3900],
    ['vck5000', 'ddr', 350 / 7800],
    ['h100-sxm', 'hbm', 0],
  ])('of %s (%s) stands still for the share that its standard says', (id, kind, share) => {
    const chip = resolveChip(catalog, id);
    const { refreshSec, refreshEverySec } = memoryTiming(chip);
    expect(chip.memory.kind).toBe(kind);
    expect(refreshEverySec > 0 ? refreshSec / refreshEverySec : 0).toBeCloseTo(share, 9);
  });
});
