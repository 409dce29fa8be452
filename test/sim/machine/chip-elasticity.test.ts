import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, chipDifferences, resolveChip } from '../../../src/chips/index.js';
import { memoCostModel } from '../../../src/kernels/compose/memo-cost-model.js';
import { createDefaultCostModel } from '../../../src/kernels/index.js';
import { batchCurve, isoComparisons } from '../../../src/sim/machine/batch-curve.js';
import { chipElasticities } from '../../../src/sim/machine/chip-elasticity.js';
import { PLAIN_WAY } from '../../../src/sim/machine/pass/inference-pass.js';
import { machineOf } from '../../../src/sim/machine/place/machine-of.js';
import { type InferenceQuestion, simulateInference } from '../../../src/sim/machine/simulate-inference.js';
import { builtinModels, resolveModel } from '../../../src/workloads/index.js';

const catalog = builtinCatalog();
const h100 = resolveChip(catalog, 'h100-sxm');
const a100 = resolveChip(catalog, 'a100-sxm-80gb');
const costs = memoCostModel(createDefaultCostModel());
const question: InferenceQuestion = {
  machine: machineOf(h100, { dtype: 'bf16', kvDtype: null, batch: 1, tp: 1, pp: 1 }),
  architecture: resolveModel('llama-3.1-8b', builtinModels()),
  phase: 'decode',
  contextTokens: 1024,
  inputTokens: 1,
  outputTokens: 1,
  hosts: { gapSec: 0, powerW: 0 },
  way: PLAIN_WAY,
  onlyLayers: null,
};

describe('elasticities of a decode step', () => {
  it('lie mostly with bandwidth at batch 1, never above one, and fall with the launch floor', () => {
    const base = simulateInference(question, costs);
    if ('refused' in base) throw new Error(base.refused);
    const found = new Map(chipElasticities(question, base, costs).map((one) => [one.resource, one.throughput]));
    expect([...found.keys()]).toEqual(['memory bandwidth', 'clock', 'cores', 'SRAM', 'links', 'launch floor']);
    expect(found.get('memory bandwidth')).toBeGreaterThan(0.4);
    expect(found.get('memory bandwidth')).toBeLessThanOrEqual(1.001);
    expect(found.get('clock')).toBeLessThan(found.get('memory bandwidth')!);
    expect(found.get('launch floor')).toBeLessThan(0);
    expect(found.get('links')).toBeCloseTo(0, 9);
  });
});

describe('the curve of latency against throughput', () => {
  const curve = batchCurve(question, costs, 64);

  it('trades time per token for throughput', () => {
    expect(curve.map(({ batch }) => batch)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(curve[6]!.tokensPerSecond).toBeGreaterThan(20 * curve[0]!.tokensPerSecond);
    expect(curve[6]!.secondsPerStep).toBeGreaterThan(curve[0]!.secondsPerStep);
  });

  it('compares a chip with itself as equal, and gives no figure where one is unknown', () => {
    const same = isoComparisons({ chip: h100, curve }, { chip: h100, curve });
    expect(same.map(({ throughputRatio }) => throughputRatio)).toEqual([1, 1, 1]);
    const priceless = curve.map((point) => ({ ...point, tokensPerSecondPerUsd: null }));
    expect(isoComparisons({ chip: h100, curve }, { chip: h100, curve: priceless })[2]!.throughputRatio).toBeNull();
  });
});

describe('the differences of two chips', () => {
  it('are their unequal figures with ratios, and none against itself', () => {
    expect(chipDifferences(h100, h100)).toEqual([]);
    const found = chipDifferences(a100, h100);
    expect(found.find(({ name }) => name === 'tdp')?.ratio).toBe(1.75);
    expect(found.find(({ name }) => name === 'rates.matrix.fp8')).toMatchObject({ a: null, ratio: null });
  });
});
