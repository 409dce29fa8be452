import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, resolveChip } from '../../../src/chips/index.js';
import { chipsForBytes, systemMemoryBytes, systemOf } from '../../../src/chips/network/system.js';

const chip = (id: string) => resolveChip(builtinCatalog(), id);

describe('a system', () => {
  it('joins chips as their links are usually joined', () => {
    expect(systemOf(chip('h100-sxm'), 1).topology).toBe('single');
    expect(systemOf(chip('h100-sxm'), 8).topology).toBe('switch');
    expect(systemOf(chip('mi300x'), 8).topology).toBe('fully-connected');
    expect(systemOf(chip('hypo-5nm-sram'), 12).topology).toBe('ring');
    expect(systemOf(chip('l40s'), 4, 'ring').topology).toBe('ring');
  });

  it('has the memory of all its chips, and needs as many as hold the weights', () => {
    expect(systemMemoryBytes(systemOf(chip('h100-sxm'), 2))).toBe(160 * 2 ** 30);
    // Llama 3.1 8B has 8.03 billion parameters: one byte each in int8.
    expect(chipsForBytes(chip('hypo-5nm-sram'), 8.03e9)).toBe(12);
    expect(chipsForBytes(chip('u280'), 8.03e9)).toBe(1);
    expect(chipsForBytes(chip('u280'), 8.03e9, 0.1)).toBe(2);
  });

  it('refuses a count that is none', () => {
    expect(() => systemOf(chip('l40s'), 0)).toThrow(RangeError);
    expect(() => systemOf(chip('l40s'), 1.5)).toThrow(RangeError);
  });
});
