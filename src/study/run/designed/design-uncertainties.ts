import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import { scaleBand } from '../../../foundation/quantity/band-arithmetic.js';
import type { DesignedInput } from '../../../pow-model/market/design/index.js';

/** An uncertain input of the market with designers, as a factor or a value over a range. */
export interface DesignUncertainty {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** What a draw means, in plain words. */
  readonly meaning: string;
  /** Where the scenario itself stands. */
  readonly base: (input: DesignedInput) => number;
  readonly apply: (base: DesignedInput, value: number) => DesignedInput;
}

const scaleOptions = (base: DesignedInput, factor: number, field: 'nreUsd' | 'gain'): DesignedInput => ({
  ...base,
  options: base.options.map((option) =>
    field === 'nreUsd'
      ? { ...option, nreUsd: scaleBand(option.nreUsd, factor) }
      : {
          ...option,
          joulesPerWork: option.joulesPerWork / factor,
          factoryUsdPerWork: option.factoryUsdPerWork / factor,
        },
  ),
});

/** All ranges are log-uniform; sources in docs/economics.md, section 8. */
export const DESIGN_UNCERTAINTIES: readonly DesignUncertainty[] = [
  {
    name: 'NRE',
    low: 1 / 3,
    high: 3.4,
    meaning: 'design cost over its middle estimate, on all processes at once',
    base: () => 1,
    apply: (base, value) => scaleOptions(base, value, 'nreUsd'),
  },
  {
    name: 'chip gain',
    low: 0.5,
    high: 1.5,
    meaning: 'work per joule and per dollar of the designs over what the chip model gives',
    base: () => 1,
    apply: (base, value) => scaleOptions(base, value, 'gain'),
  },
  {
    name: 'GPU price',
    low: 0.15,
    high: 1.1,
    meaning: 'price of the general-purpose hardware over its list price',
    base: () => 1,
    apply: (base, value) => ({
      ...base,
      reference: { ...base.reference, marketUsdPerWork: base.reference.marketUsdPerWork * value },
    }),
  },
  {
    name: 'product life',
    low: 1.5,
    high: 5,
    meaning: 'years over which a chip sells',
    base: (input) => input.productLifeYears,
    apply: (base, value) => ({ ...base, productLifeYears: value }),
  },
  {
    name: 'learning rate',
    low: 0.05,
    high: 0.25,
    meaning: 'saving at each doubling of volume',
    base: (input) => input.learningRate,
    apply: (base, value) => ({ ...base, learningRate: value }),
  },
  {
    name: 'electricity price',
    low: 0.04,
    high: 0.1,
    meaning: 'USD/kWh at the sites',
    base: (input) => input.owner.usdPerKwh,
    apply: (base, value) => ({ ...base, owner: { ...base.owner, usdPerKwh: value } }),
  },
];

function valueAt(uncertainty: DesignUncertainty, u: number): number {
  return exp(ln(uncertainty.low) + u * (ln(uncertainty.high) - ln(uncertainty.low)));
}

/** The market at a point of the unit cube, one coordinate an uncertainty. */
export function marketAt(base: DesignedInput, point: readonly number[]): DesignedInput {
  return DESIGN_UNCERTAINTIES.reduce((input, one, d) => one.apply(input, valueAt(one, point[d]!)), base);
}
