import { describe, expect, it } from '@jest/globals';
import { compareProducts, TILE_CHIPS } from '../../../../bench/fidelity/tile-sample.js';
import { builtinCatalog, resolveChip } from '../../../../src/chips/index.js';
import { DEFAULT_TILE_OPTIONS } from '../../../../src/sim/tile/run-tiles.js';

// Coarser and fewer than bench/fidelity/tiles.ts measures, 200 shapes on each chip: a test has less time.
const options = { ...DEFAULT_TILE_OPTIONS, blockBudget: 3000 };
const SHAPES_EACH = 40;

describe('tile events against the closed form of the same mapping', () => {
  it.each(TILE_CHIPS)('agree within 5 %% on random uncontended products on %s', (id) => {
    const compared = compareProducts(resolveChip(builtinCatalog(), id), 'uncontended', SHAPES_EACH, options);
    expect(compared.length).toBe(SHAPES_EACH);
    const apart = compared.filter(({ difference }) => Math.abs(difference) > 0.05);
    expect(apart).toEqual([]);
  });

  it('lie within a quarter of it where cores stand in each other’s way', () => {
    const compared = compareProducts(resolveChip(builtinCatalog(), 'h100-sxm'), 'contended', 40, options);
    expect(compared.filter(({ difference }) => Math.abs(difference) > 0.25)).toEqual([]);
    expect(compared.some(({ difference }) => difference > 0.05)).toBe(true);
  });
});
