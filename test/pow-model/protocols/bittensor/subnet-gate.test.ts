import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DEFAULT_EMISSION_BAR,
  DEFAULT_SHARE_SETTINGS,
  emissionBar,
  SUBNET_SHARE_RULES,
  type SubnetState,
  subnetShareRuleAt,
  subnetShares,
} from '../../../../src/pow-model/index.js';

const subnet = (change: Partial<SubnetState>): SubnetState => ({
  priceEma: 1,
  flowEma: 0,
  minerBurned: 0,
  enabled: true,
  ...change,
});
const GATES = SUBNET_SHARE_RULES.filter(({ gate }) => gate !== null);
const anySubnet = fc.record({
  priceEma: fc.double({ min: 1e-6, max: 1, noNaN: true }),
  flowEma: fc.constant(0),
  minerBurned: fc.double({ min: 0, max: 1, noNaN: true }),
  enabled: fc.boolean(),
});

describe('the rule in force', () => {
  it.each([
    ['2025-02-13', 'price-2025-02'],
    ['2025-11-30', 'flow-2025-11'],
    ['2026-07-26', 'price-burn-2026-06'],
    ['2026-07-27', 'gate-mass-2026-07'],
    ['2026-08-05', 'gate-rank-2026-08'],
    ['2026-08-06', 'gate-price-2026-08'],
    ['2026-08-11', 'gate-burn-2026-08'],
    ['2026-11-30', 'gate-burn-2026-08'],
  ])('on %s is %s', (asOf, id) => {
    expect(subnetShareRuleAt(asOf).id).toBe(id);
  });

  it('is refused before subnets had prices', () => {
    expect(() => subnetShareRuleAt('2025-01-31')).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ code: 'share-rule-date' })] }),
    );
  });
});

// RaoFoundation/subtensor #3057 and #3058.
describe('the Hill gate', () => {
  const settings = (mass: number, rank: number) => ({ ...DEFAULT_SHARE_SETTINGS, bar: { mass, rank, exponent: 3 } });

  it('gives 1/10 and 9/10 to prices 1 and 2 at the default q and h', () => {
    const shares = subnetShares('gate-mass-2026-07', [subnet({ priceEma: 1 }), subnet({ priceEma: 2 })]);
    expect(shares[0]).toBeCloseTo(0.1, 14);
    expect(shares[1]).toBeCloseTo(0.9, 14);
  });

  it('has its bar where the largest shares first sum to q', () => {
    const shares = [0.1, 0.4, 0.2, 0.3];
    expect(emissionBar(shares, 'mass', { ...DEFAULT_EMISSION_BAR, mass: 0.4 })).toBe(0.4);
    expect(emissionBar(shares, 'mass', { ...DEFAULT_EMISSION_BAR, mass: 0.61 })).toBe(0.3);
    expect(emissionBar(shares, 'mass', { ...DEFAULT_EMISSION_BAR, mass: 0.75 })).toBe(0.2);
    expect(emissionBar(shares, 'mass', { ...DEFAULT_EMISSION_BAR, mass: 1 })).toBe(0.1);
  });

  it('is pinned by rank 32 to the 32nd largest share above 0, whatever q is', () => {
    const prices = Array.from({ length: 128 }, (_, i) => (i % 3 === 0 ? 0 : 1 / (i + 1)));
    const total = prices.reduce((sum, price) => sum + price, 0);
    const thirtySecond = prices.filter((price) => price > 0).sort((a, b) => b - a)[31]! / total;
    const shares = prices.map((price) => price / total);
    for (const mass of [0.2, 0.61, 0.75]) {
      expect(emissionBar(shares, 'rank', { mass, rank: 32, exponent: 3 })).toBe(thirtySecond);
    }
    const subnets = prices.map((priceEma) => subnet({ priceEma }));
    const gated = subnetShares('gate-rank-2026-08', subnets, settings(0.2, 32));
    expect(gated).toEqual(subnetShares('gate-rank-2026-08', subnets, settings(0.9, 32)));
    // At the bar a share counts half: e_i / e_j = (w_i g_i) / (w_j g_j).
    const at = shares.indexOf(thirtySecond);
    expect(gated[1]! / gated[at]!).toBeCloseTo(
      shares[1]! / (1 + (thirtySecond / shares[1]!) ** 3) / (thirtySecond / 2),
      9,
    );
  });

  it('falls back to q at rank 0', () => {
    const subnets = [1, 2, 3, 4].map((priceEma) => subnet({ priceEma }));
    expect(subnetShares('gate-rank-2026-08', subnets, settings(0.61, 0))).toEqual(
      subnetShares('gate-mass-2026-07', subnets, settings(0.61, 0)),
    );
  });

  it('weighs burned emission before 6 August 2026 and from 11 August, and not between', () => {
    const subnets = [subnet({ minerBurned: 0.5 }), subnet({})];
    expect(subnetShares('gate-price-2026-08', subnets)).toEqual([0.5, 0.5]);
    const burned = subnetShares('gate-burn-2026-08', subnets);
    expect(burned).toEqual(subnetShares('gate-rank-2026-08', subnets));
    expect(burned[0]).toBeLessThan(0.5);
    const all = [subnet({ minerBurned: 1, priceEma: 3 }), subnet({ minerBurned: 1 })];
    expect(subnetShares('gate-burn-2026-08', all)).toEqual(subnetShares('gate-price-2026-08', all));
  });

  it('lets a subnet whose emission is off set the bar, and gives its share to the others', () => {
    const [first, second, off] = [subnet({ priceEma: 1 }), subnet({ priceEma: 2 }), subnet({ priceEma: 7 })];
    const shares = subnetShares('gate-mass-2026-07', [first!, second!, { ...off!, enabled: false }]);
    // The bar is that of the third, 0.7: w g(w) of 0.1 and 0.2 are in the ratio 0.1 / (1 + 7^3) to 0.2 / (1 + 3.5^3).
    expect(shares[2]).toBe(0);
    expect(shares[0]! / shares[1]!).toBeCloseTo(0.1 / 344 / (0.2 / 43.875), 12);
    expect(shares[0]! + shares[1]!).toBeCloseTo(1, 14);
  });

  it('withholds nothing and never raises a smaller weight above a larger one', () => {
    const lists = fc.array(anySubnet, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(lists, fc.constantFrom(...GATES), (subnets, rule) => {
        fc.pre(subnets.some(({ enabled, minerBurned }) => enabled && minerBurned < 0.999));
        const shares = subnetShares(rule.id, subnets);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        const weight = ({ priceEma, minerBurned }: SubnetState) =>
          rule.weight === 'price' ? priceEma : priceEma * (1 - minerBurned);
        subnets.forEach((one, i) => {
          subnets.forEach((other, j) => {
            const isSmaller = one.enabled && other.enabled && weight(one) < weight(other);
            if (isSmaller) expect(shares[i]).toBeLessThanOrEqual(shares[j]!);
          });
        });
      }),
    );
  });
});
