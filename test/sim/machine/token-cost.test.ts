import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, designFigures, editChip, resolveChip } from '../../../src/chips/index.js';
import type { InferenceAnswer } from '../../../src/sim/machine/simulate-inference.js';
import { tokenCost } from '../../../src/sim/machine/token-cost.js';

const even = (value: number) => ({ value, low: value, high: value, provenance: 'analytic' as const });
const answer = {
  placement: { count: 2 },
  withHostGap: { tokensPerSecond: even(1000), joulesPerToken: even(0.36) },
} as unknown as InferenceAnswer;
const TERMS = { volume: 1000, usdPerKwh: 0.1, powerUsageEffectiveness: 1.5, lifetimeYears: 4, load: 1 };

describe('the cost of a million tokens', () => {
  it('of a designed chip is its making, its share of the design and its energy', () => {
    const chip = resolveChip(builtinCatalog(), 'hypo-7nm-lpddr-edge');
    const cost = tokenCost(answer, chip, TERMS)!;
    const unit = designFigures(chip.design!).cost.unitUsd.value;
    expect(cost.basis).toBe('designed');
    expect(cost.boardUsd.value).toBeCloseTo(unit + cost.nreUsd!.value / 1000, 6);
    // 0.36 J a token are 0.1 kWh a million.
    expect(cost.energyUsd.value).toBeCloseTo(0.1 * 0.1 * 1.5, 12);
    const tokens = 1000 * 4 * 8766 * 3600;
    expect(cost.capitalUsd.value).toBeCloseTo((2 * cost.boardUsd.value * 1e6) / tokens, 9);
    expect(cost.totalUsd.value).toBeCloseTo(cost.energyUsd.value + cost.capitalUsd.value, 12);
    expect(cost.totalUsd.low).toBeLessThan(cost.totalUsd.value);
  });

  it('of a half idle board is twice the capital, and the idle power', () => {
    const chip = resolveChip(builtinCatalog(), 'h100-sxm');
    const busy = tokenCost(answer, chip, TERMS)!;
    const half = tokenCost(answer, chip, { ...TERMS, load: 0.5 })!;
    expect(busy.basis).toBe('bought');
    expect(busy.nreUsd).toBeNull();
    expect(half.capitalUsd.value / busy.capitalUsd.value).toBeCloseTo(2, 9);
    const idle = ((2 * chip.idleW.value) / 1000) * 1e6;
    expect(half.energyUsd.value - busy.energyUsd.value).toBeCloseTo((idle / 3.6e6) * 0.1 * 1.5, 9);
  });

  it('is not stated for a chip that nobody has priced', () => {
    const chip = editChip(resolveChip(builtinCatalog(), 'h100-sxm'), { price: null });
    expect(tokenCost(answer, chip, TERMS)).toBeNull();
  });
});
