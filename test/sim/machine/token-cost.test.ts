import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, designFigures, editChip, resolveChip } from '../../../src/chips/index.js';
import { isAbsent, type Reasoned } from '../../../src/foundation/index.js';
import { tokenCost } from '../../../src/sim/machine/token-cost.js';

const even = (value: number) => ({ value, low: value, high: value, provenance: 'analytic' as const });
const rates = { tokensPerSecond: even(1000), joulesPerToken: even(0.36) };
const CHIPS = 2;
const TERMS = { volume: 1000, usdPerKwh: 0.1, pue: 1.5, lifetimeYears: 4, load: 1 };

function present<T extends object>(figure: Reasoned<T>): T {
  if (isAbsent(figure)) throw new Error(figure.reason);
  return figure;
}

describe('the cost of a million tokens', () => {
  it('of a designed chip is its making, its share of the design and its energy', () => {
    const chip = resolveChip(builtinCatalog(), 'hypo-7nm-lpddr-edge');
    const cost = tokenCost(rates, chip, CHIPS, TERMS);
    const maker = present(cost.maker);
    const unit = designFigures(chip.design!).cost.unitUsd.value;
    expect(maker.boardUsd.value).toBeCloseTo(unit + maker.nreUsd.value / 1000, 6);
    // 0.36 J a token are 0.1 kWh a million.
    expect(cost.energyUsd.value).toBeCloseTo(0.1 * 0.1 * 1.5, 12);
    const tokens = 1000 * 4 * 8766 * 3600;
    expect(maker.capitalUsd.value).toBeCloseTo((CHIPS * maker.boardUsd.value * 1e6) / tokens, 9);
    expect(maker.totalUsd.value).toBeCloseTo(cost.energyUsd.value + maker.capitalUsd.value, 12);
    expect(maker.totalUsd.low).toBeLessThan(maker.totalUsd.value);
  });

  it('of the same chip bought is that of its price, which lies above its cost', () => {
    const chip = resolveChip(builtinCatalog(), 'hypo-7nm-lpddr');
    const { producer, maker, energyUsd } = tokenCost(rates, chip, CHIPS, { ...TERMS, volume: 100_000 });
    expect(present(producer).boardUsd.value).toBe(chip.priceUsd!.value);
    expect(present(producer).totalUsd.value).toBeGreaterThan(present(maker).totalUsd.value);
    expect(present(producer).totalUsd.value).toBe(energyUsd.value + present(producer).capitalUsd.value);
  });

  it('widens by price, life and rate in quadrature', () => {
    const h100 = resolveChip(builtinCatalog(), 'h100-sxm');
    const double = { value: 1000, low: 500, high: 2000, provenance: 'analytic' as const };
    const price = h100.priceUsd!;
    const { capitalUsd } = present(
      tokenCost({ ...rates, tokensPerSecond: double }, h100, CHIPS, { ...TERMS, lifetimeYears: 4 }).producer,
    );
    const up = Math.hypot(Math.log(2), Math.log(price.high / price.value));
    expect(Math.log(capitalUsd.high / capitalUsd.value)).toBeCloseTo(up, 9);
  });

  it('of a half idle board is twice the capital, and the idle power', () => {
    const chip = resolveChip(builtinCatalog(), 'h100-sxm');
    const busy = tokenCost(rates, chip, CHIPS, TERMS);
    const half = tokenCost(rates, chip, CHIPS, { ...TERMS, load: 0.5 });
    expect(busy.maker).toMatchObject({ value: null, reason: expect.stringContaining('no floor plan') });
    expect(present(half.producer).capitalUsd.value / present(busy.producer).capitalUsd.value).toBeCloseTo(2, 9);
    const idle = ((2 * chip.idleW.value) / 1000) * 1e6;
    expect(half.energyUsd.value - busy.energyUsd.value).toBeCloseTo((idle / 3.6e6) * 0.1 * 1.5, 9);
  });

  it('is not stated for a chip that nobody has priced', () => {
    const chip = editChip(resolveChip(builtinCatalog(), 'h100-sxm'), { price: null });
    expect(tokenCost(rates, chip, CHIPS, TERMS).producer).toMatchObject({ value: null, reason: expect.any(String) });
  });
});
