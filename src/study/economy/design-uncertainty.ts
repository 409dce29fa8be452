import type { Band } from '../../foundation/estimate.js';
import { exp, ln } from '../../foundation/portable-math.js';
import { createStream } from '../../foundation/random-stream.js';
import { type DesignedInput, type DesignedOutcome, simulateDesigned } from '../../pow-model/market/designed/index.js';
import { latinHypercube, type MorrisEffect, morris, type SobolIndex, sobolIndices } from '../../search/index.js';

/** An uncertain input of the market with designers, as a factor or a value over a range. */
export interface DesignUncertainty {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** What a draw means, in plain words. */
  readonly meaning: string;
  readonly apply: (base: DesignedInput, value: number) => DesignedInput;
}

const scaleOptions = (base: DesignedInput, factor: number, field: 'nreUsd' | 'gain'): DesignedInput => ({
  ...base,
  options: base.options.map((option) =>
    field === 'nreUsd'
      ? { ...option, nreUsd: scaled(option.nreUsd, factor) }
      : {
          ...option,
          joulesPerWork: option.joulesPerWork / factor,
          factoryUsdPerWork: option.factoryUsdPerWork / factor,
        },
  ),
});

function scaled(band: Band, factor: number): Band {
  return { value: band.value * factor, low: band.low * factor, high: band.high * factor };
}

/** All ranges are log-uniform; sources in docs/economics.md, section 8. */
export const DESIGN_UNCERTAINTIES: readonly DesignUncertainty[] = [
  {
    name: 'NRE',
    low: 1 / 3,
    high: 3.4,
    meaning: 'design cost over its middle estimate, on all processes at once',
    apply: (base, value) => scaleOptions(base, value, 'nreUsd'),
  },
  {
    name: 'chip gain',
    low: 0.5,
    high: 1.5,
    meaning: 'work per joule and per dollar of the designs over what the chip model gives',
    apply: (base, value) => scaleOptions(base, value, 'gain'),
  },
  {
    name: 'GPU price',
    low: 0.15,
    high: 1.1,
    meaning: 'price of the general-purpose hardware over its list price',
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
    apply: (base, value) => ({ ...base, productLifeYears: value }),
  },
  {
    name: 'learning rate',
    low: 0.05,
    high: 0.25,
    meaning: 'saving at each doubling of volume',
    apply: (base, value) => ({ ...base, learningRate: value }),
  },
  {
    name: 'electricity price',
    low: 0.04,
    high: 0.1,
    meaning: 'USD/kWh at the sites',
    apply: (base, value) => ({ ...base, owner: { ...base.owner, usdPerKwh: value } }),
  },
];

function valueAt(uncertainty: DesignUncertainty, u: number): number {
  return exp(ln(uncertainty.low) + u * (ln(uncertainty.high) - ln(uncertainty.low)));
}

function drawn(base: DesignedInput, point: readonly number[]): DesignedInput {
  return DESIGN_UNCERTAINTIES.reduce((input, one, d) => one.apply(input, valueAt(one, point[d]!)), base);
}

/** Two ways of paying over the same draws. Bands are medians with p5 and p95. */
export interface PaidComparison {
  readonly draws: number;
  /** The first over the second. */
  readonly compute: Band;
  readonly joulesPerWork: Band;
  readonly usdPerWork: Band;
  readonly sameChipShare: number;
  readonly noChipShare: { readonly first: number; readonly second: number };
  /** Variance of the log of the compute ratio, by input. */
  readonly sobol: readonly ({ readonly name: string } & SobolIndex)[];
  readonly morris: readonly ({ readonly name: string } & MorrisEffect)[];
}

/** Runs both payments with common draws and splits the variance of their compute ratio. */
export function comparePayments(
  base: DesignedInput,
  firstUsdPerYear: number,
  secondUsdPerYear: number,
  draws: number,
  seed: string | number,
): PaidComparison {
  const pay = (point: readonly number[], workUsdPerYear: number): DesignedOutcome =>
    simulateDesigned({ ...drawn(base, point), workUsdPerYear });
  const dimensions = DESIGN_UNCERTAINTIES.length;
  const cube = latinHypercube(draws, dimensions, createStream(seed, 'economy/draws'));
  const pairs = Array.from({ length: draws }, (_, i) => {
    const point = Array.from(cube.subarray(i * dimensions, (i + 1) * dimensions));
    return [pay(point, firstUsdPerYear), pay(point, secondUsdPerYear)] as const;
  });
  const ratio = (figure: (outcome: DesignedOutcome) => number) =>
    bandOf(pairs.map(([first, second]) => figure(first) / figure(second)));
  const share = (test: (pair: readonly [DesignedOutcome, DesignedOutcome]) => boolean) =>
    pairs.filter(test).length / draws;
  const lnRatio = (point: readonly number[]) =>
    ln(pay(point, firstUsdPerYear).workPerSec / pay(point, secondUsdPerYear).workPerSec);
  const named = <T>(list: readonly T[]) => list.map((one, d) => ({ name: DESIGN_UNCERTAINTIES[d]!.name, ...one }));
  return {
    draws,
    compute: ratio((outcome) => outcome.workPerSec),
    joulesPerWork: ratio((outcome) => outcome.joulesPerWork),
    usdPerWork: ratio((outcome) => outcome.usdPerWorkYear),
    sameChipShare: share(([first, second]) => first.generationLabel === second.generationLabel),
    noChipShare: {
      first: share(([first]) => first.generationNm === null),
      second: share(([, second]) => second.generationNm === null),
    },
    sobol: named(sobolIndices(lnRatio, dimensions, draws, createStream(seed, 'economy/sobol'))),
    morris: named(morris(lnRatio, dimensions, 20, createStream(seed, 'economy/morris'))),
  };
}

function bandOf(values: number[]): Band {
  values.sort((a, b) => a - b);
  const at = (p: number) => values[Math.min(values.length - 1, Math.floor(p * values.length))]!;
  return { value: at(0.5), low: at(0.05), high: at(0.95) };
}
