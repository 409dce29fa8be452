import { exp, expm1, ln } from '../../foundation/numeric/portable-math.js';

/** How random defects spread over a wafer; `clustering` is the alpha of the negative binomial, infinite alpha is Poisson. */
export type YieldModel =
  | { readonly kind: 'poisson' }
  | { readonly kind: 'murphy' }
  | { readonly kind: 'seeds' }
  | { readonly kind: 'negative-binomial'; readonly clustering: number };

/**
 * Share of dies without a killing defect, by area and density of defects.
 *
 * Poisson exp(-AD); Murphy ((1 - exp(-AD)) / AD)^2; Seeds 1 / (1 + AD); negative binomial (1 + AD / alpha)^-alpha
 * (Stapper). Area in mm2, density in defects a cm2.
 *
 * @example dieYield(826, 0.15, { kind: 'negative-binomial', clustering: 3 }) // 0.3545
 */
export function dieYield(areaMm2: number, defectsPerCm2: number, model: YieldModel): number {
  const defects = (areaMm2 / 100) * defectsPerCm2;
  if (defects === 0) return 1;
  switch (model.kind) {
    case 'poisson':
      return exp(-defects);
    case 'murphy': {
      const factor = -expm1(-defects) / defects;
      return factor * factor;
    }
    case 'seeds':
      return 1 / (1 + defects);
    case 'negative-binomial':
      return exp(-model.clustering * ln(1 + defects / model.clustering));
    default: {
      const never: never = model;
      throw new Error(`unknown yield model ${String(never)}`);
    }
  }
}
