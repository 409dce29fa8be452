import { describe, expect, it } from '@jest/globals';
import { jointPrice, mixedPrice, rivalPrice } from '../../../../src/pow-model/market/demand/inference-price.js';

const DEMAND = { scale: 1, elasticity: 1.2 };

describe('the price of inference beside pay for work', () => {
  it('falls where the paid work is the inference: .911, .778, .683 for W .1, .3, .5 as the study has them', () => {
    expect(jointPrice(DEMAND, 1, 0.1).priceUsd).toBeCloseTo(0.911, 2);
    expect(jointPrice(DEMAND, 1, 0.3).priceUsd).toBeCloseTo(0.778, 3);
    expect(jointPrice(DEMAND, 1, 0.5).priceUsd).toBeCloseTo(0.683, 3);
    for (const w of [0.1, 0.3, 0.5]) {
      const { priceUsd, quantity } = jointPrice(DEMAND, 1, w);
      expect(priceUsd).toBeCloseTo(1 - w / quantity, 9);
    }
  });

  it('rises where the work displaces inference, less with more elastic supply', () => {
    const rises = [1, 2, 5].map((elasticity) => rivalPrice(DEMAND, 1, elasticity, 0.5).priceUsd - 1);
    expect(rises[0]).toBeGreaterThan(rises[1]!);
    expect(rises[1]).toBeGreaterThan(rises[2]!);
    // Study: +21, +14, +7 %.
    expect(rises[0]).toBeCloseTo(0.21, 1);
    expect(rises[1]).toBeCloseTo(0.14, 1);
    expect(rises[2]).toBeCloseTo(0.07, 1);
  });

  it('is either at the ends of the useful share and the price without pay when there is none', () => {
    expect(mixedPrice(DEMAND, 1, 2, 0.3, 1).priceUsd).toBeCloseTo(jointPrice(DEMAND, 1, 0.3).priceUsd, 9);
    expect(mixedPrice(DEMAND, 1, 2, 0.3, 0).priceUsd).toBeCloseTo(rivalPrice(DEMAND, 1, 2, 0.3).priceUsd, 9);
    expect(mixedPrice(DEMAND, 1, 2, 0, 0.5).priceUsd).toBeCloseTo(1, 9);
  });

  it('leaves work idle when pay exceeds what use can absorb', () => {
    const inelastic = jointPrice({ scale: 1, elasticity: 0.2 }, 1, 1000);
    expect(inelastic.idleUsdPerYear).toBeGreaterThan(0);
    expect(inelastic.priceUsd).toBeLessThan(1e-5);
  });
});
