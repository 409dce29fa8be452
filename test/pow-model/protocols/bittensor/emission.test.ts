import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BITTENSOR_TAO_WEIGHT_U64,
  burnNeeded,
  DEFAULT_SHARE_SETTINGS,
  emissionShareNeeded,
  largeModelMinerShare,
  nextPriceEma,
  poolInjection,
  powNormalize,
  rootProportion,
  type SubnetState,
  splitAlphaOut,
  subnetEmissions,
  subnetShares,
} from '../../../../src/pow-model/index.js';

const subnet = (change: Partial<SubnetState>): SubnetState => ({
  priceEma: 1,
  flowEma: 0,
  minerBurned: 0,
  enabled: true,
  ...change,
});

// Test identifiers B7 to B14: opentensor/subtensor@14bc6f9:pallets/subtensor/src/tests/.
describe('subnet shares', () => {
  it('B7: prices .1 and .2 divide 100,000,000 by a third and two thirds within 10', () => {
    const shares = subnetShares('price-burn-2026-06', [subnet({ priceEma: 0.1 }), subnet({ priceEma: 0.2 })]);
    const [first, second] = subnetEmissions(100_000_000n, shares);
    expect(Math.abs(Number(first) - 100_000_000 / 3)).toBeLessThanOrEqual(10);
    expect(Math.abs(Number(second) - 200_000_000 / 3)).toBeLessThanOrEqual(10);
  });

  it('B8: three equal subnets get 1,111,111 each of 3,333,333 within 1', () => {
    for (const rao of subnetEmissions(
      3_333_333n,
      subnetShares('price-2025-02', [subnet({}), subnet({}), subnet({})]),
    )) {
      expect(Math.abs(Number(rao) - 1_111_111)).toBeLessThanOrEqual(1);
    }
  });

  it('B14: (2, 3, 5) to the power 1 normalise to (.2, .3, .5)', () => {
    powNormalize([2, 3, 5], 1).forEach((share, i) => {
      expect(share).toBeCloseTo([0.2, 0.3, 0.5][i]!, 12);
    });
    expect(powNormalize([0, 0], 2)).toEqual([0, 0]);
  });

  it('of the rule of June 2026 fall with what miners burn, and follow price where all is burned', () => {
    const half = [subnet({ minerBurned: 0.5 }), subnet({})];
    expect(subnetShares('price-burn-2026-06', half)).toEqual([1 / 3, 2 / 3]);
    expect(subnetShares('price-2025-02', half)).toEqual([0.5, 0.5]);
    const all = [subnet({ minerBurned: 1, priceEma: 3 }), subnet({ minerBurned: 1 })];
    expect(subnetShares('price-burn-2026-06', all)).toEqual([0.75, 0.25]);
  });

  it('by flow follow net flow above the floor', () => {
    const flows = [subnet({ flowEma: 3 }), subnet({ flowEma: 1 }), subnet({ flowEma: -5 })];
    expect(subnetShares('flow-2025-11', flows)).toEqual([0.75, 0.25, 0]);
    expect(
      subnetShares('flow-2025-11', flows, { ...DEFAULT_SHARE_SETTINGS, flow: { cutoff: -5, exponent: 1 } }),
    ).toEqual([8 / 14, 6 / 14, 0]);
  });

  it('of a disabled subnet go to the others', () => {
    for (const rule of ['price-2025-02', 'flow-2025-11', 'price-burn-2026-06'] as const) {
      const shares = subnetShares(rule, [subnet({ enabled: false, flowEma: 9 }), subnet({ flowEma: 1 })]);
      expect(shares).toEqual([0, 1]);
    }
  });

  it('follow a price average that caps the price at 1 and starts at its previous value', () => {
    expect(nextPriceEma({ previous: 0.5, price: 9, blocksSinceStart: 0 })).toBe(0.5);
    expect(nextPriceEma({ previous: 0, price: 9, blocksSinceStart: 201_600 })).toBeCloseTo(1.5e-6, 15);
  });
});

describe('alpha emission', () => {
  it('B9: 1e6 rao at prices 1 and 1 inject 500,000 alpha each, at 1 and 2 inject 333,333 each', () => {
    const inject = (prices: number[]) => {
      const shares = subnetShares(
        'price-2025-02',
        prices.map((priceEma) => subnet({ priceEma })),
      );
      return subnetEmissions(1_000_000n, shares).map(
        (taoEmission, i) =>
          poolInjection({ taoEmission, price: prices[i]!, rootProportion: 1, alphaEmission: 1_000_000_000n }).alphaIn,
      );
    };
    expect(inject([1, 1])).toEqual([500_000n, 500_000n]);
    expect(inject([1, 2])).toEqual([333_333n, 333_333n]);
  });

  it('is capped by the root proportion, and the TAO left over buys alpha', () => {
    expect(poolInjection({ taoEmission: 1000n, price: 2, rootProportion: 0.25, alphaEmission: 1000n })).toEqual({
      alphaIn: 250n,
      taoIn: 500n,
      chainBuy: 500n,
    });
  });

  it('B12: an owner cut of 0 gives nothing and one of 65,535 all', () => {
    expect(splitAlphaOut(1_000_000_000n, { ownerCutU16: 0 }).owner).toBe(0n);
    expect(splitAlphaOut(1_000_000_000n, { ownerCutU16: 65_535 }).owner).toBe(1_000_000_000n);
  });

  it('divides 1e9 rao into 179,995,422, 410,002,288 and 410,002,288', () => {
    const split = splitAlphaOut(1_000_000_000n, { rootProportion: 0.25, minerBurned: 0.5 });
    expect(split.owner).toBe(179_995_422n);
    expect(split.miners).toBe(410_002_288n);
    expect(split.burned).toBe(205_001_144n);
    expect(split.root).toBe(102_500_572n);
    expect(split.validators).toBe(307_501_716n);
  });

  it('loses at most 3 rao to floors', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), share, fc.nat(65_535), (alpha, root, ownerCutU16) => {
        const split = splitAlphaOut(alpha, { rootProportion: root, ownerCutU16 });
        expect(split.remainder >= 0n && split.remainder <= 3n).toBe(true);
        expect(split.owner + split.miners + split.validators + split.root + split.remainder).toBe(alpha);
      }),
    );
  });

  it('weighs root TAO at 0.0526770', () => {
    expect(Number(BITTENSOR_TAO_WEIGHT_U64) / 2 ** 64).toBeCloseTo(0.052677, 6);
    const half = rootProportion({ taoWeight: 1n << 63n, rootTaoRao: 2n * 10n ** 15n, alphaIssuance: 10n ** 15n });
    expect(half).toBeCloseTo(0.5, 12);
  });
});

describe('the derivation of 5 / 95', () => {
  it('needs 12.2 % of emission without burn, or a burn of 87.8 % with all of it', () => {
    expect(emissionShareNeeded(0.05, 0)).toBeCloseTo(0.122, 3);
    expect(burnNeeded(0.05, 1)).toBeCloseTo(0.878, 3);
    expect(largeModelMinerShare(1, 0.878)).toBeCloseTo(0.05, 3);
    expect(emissionShareNeeded(0.5, 0)).toBeNull();
    expect(burnNeeded(0.05, 0.1)).toBeNull();
  });
});
