import { describe, expect, it } from '@jest/globals';
import { nearestProcessNode, processNode, processNodes } from '../../../src/chips/index.js';

describe('process nodes', () => {
  it('get denser and dearer as they shrink', () => {
    const nodes = [...processNodes().values()].sort((a, b) => b.processNm - a.processNm);
    expect(nodes.length).toBeGreaterThanOrEqual(14);
    for (let i = 1; i < nodes.length; i++) {
      expect(nodes[i]!.transistorsPerMm2.value).toBeGreaterThanOrEqual(nodes[i - 1]!.transistorsPerMm2.value);
      expect(nodes[i]!.waferPriceUsd.value).toBeGreaterThanOrEqual(nodes[i - 1]!.waferPriceUsd.value);
      expect(nodes[i]!.scratchpadMm2PerMiB.value).toBeLessThanOrEqual(nodes[i - 1]!.scratchpadMm2PerMiB.value);
    }
  });

  it('store a scratchpad far tighter than a coherent cache', () => {
    for (const node of processNodes().values()) {
      expect(node.scratchpadMm2PerMiB.value).toBeLessThan(node.cacheMm2PerMiB.value / 3);
    }
  });

  // Graphcore GC200: 900 MB on an 823 mm2 die at 7 nm (Converge Digest, July 2020).
  it('fit the 900 MB of a GC200 on its die', () => {
    const { scratchpadMm2PerMiB } = processNode(7)!;
    const sramMm2 = (scratchpadMm2PerMiB.value * 900e6) / 2 ** 20;
    expect(sramMm2).toBeGreaterThan(0.4 * 823);
    expect(sramMm2).toBeLessThan(0.7 * 823);
  });

  it('are found by size, or by the nearest ratio', () => {
    expect(processNode(9)).toBeNull();
    expect(nearestProcessNode(8.5).processNm).toBe(8);
    expect(nearestProcessNode(2).processNm).toBe(3);
    expect(nearestProcessNode(7).processNm).toBe(7);
  });
});
