import { type Catalog, type Chip, editChip, resolveChip } from '../../src/chips/index.js';
import { mapOperator, type TimingRow, type WhiteBoxConstants } from '../../src/kernels/index.js';
import { WHITE_BOX_CONSTANTS } from '../../src/kernels/white-box/machine/white-box-constants.js';
import type { GemmOperator } from '../../src/workloads/operators/operator.js';

export const WHITE_BOX_DEVICES = ['A100-SXM-80GB', 'H100-SXM', 'B200-SXM', 'L40S'];

/**
 * The catalog's launch floors were measured on each chip. Over chips the floor is a number of cycles: 3.8, 3.6 and 3.0 us on
 * H100, B200 and L40S are 7.5, 7.1 and 7.6 thousand. Every chip gets that number here, none its own.
 */
const FLOOR_CYCLES = 7500;

/** A chip of the catalog with nothing measured on it. */
export function publicChip(catalog: Catalog, name: string): Chip {
  const chip = resolveChip(catalog, name);
  return editChip(chip, { launchFloor: `${FLOOR_CYCLES / chip.clockHz.value} s` });
}

export interface MeasuredProduct {
  readonly operator: GemmOperator;
  readonly microseconds: number;
}

export interface WhiteBoxRows {
  readonly chip: Chip;
  readonly products: readonly MeasuredProduct[];
}

/** bf16 products in captured graphs of each device. */
export function whiteBoxRows(catalog: Catalog, rows: readonly TimingRow[]): WhiteBoxRows[] {
  return WHITE_BOX_DEVICES.map((device) => {
    const chip = publicChip(catalog, device);
    const products: MeasuredProduct[] = [];
    for (const { operator, exec, microseconds, device: of } of rows) {
      if (operator.kind !== 'gemm' || operator.dtype !== 'bf16' || exec !== 'graph') continue;
      if (resolveChip(catalog, of).id === chip.id) products.push({ operator, microseconds });
    }
    return { chip, products };
  });
}

/** Predicted over measured time of each product; the tables cycle through six weight copies. */
export function whiteBoxRatios(
  constants: WhiteBoxConstants,
  chip: Chip,
  products: readonly MeasuredProduct[],
): number[] {
  return products.map(
    ({ operator, microseconds }) => (mapOperator(operator, chip, 6, constants).seconds * 1e6) / microseconds,
  );
}

const BOUNDS: Readonly<Record<keyof WhiteBoxConstants, readonly [number, number]>> = {
  sustainedMemory: [0.7, 1],
  launchShare: [0.2, 1],
  memoryLoad: [1, 5],
  cacheLoad: [1, 5],
  usableCache: [0.2, 1],
  stepCycles: [10, 1000],
  asyncStepShare: [0.02, 1],
  inFlightBytes: [8e3, 4e5],
};
const ROUNDS = 10;
/** ln error from which a row counts linearly rather than squared. */
const LINEAR_FROM = 0.08;
/** Spread of the prior around the shipped constants, in ln, and its weight against the mean row. */
const PRIOR_SPREAD = 0.7;
const PRIOR_WEIGHT = 0.004;
/** Products of a device that the search looks at: enough for eight constants. */
const MOST_PRODUCTS = 250;

/**
 * A pattern search in ln over the eight constants, every device counting alike: deterministic, a minute a chip.
 * The prior is weak (a factor of two costs what a two per mille worse mean row does) and keeps what the rows cannot tell.
 */
export function fitWhiteBox(devices: readonly WhiteBoxRows[]): WhiteBoxConstants {
  const samples = devices.map(({ chip, products }) => {
    const stride = Math.max(1, Math.floor(products.length / MOST_PRODUCTS));
    return { chip, products: products.filter((_, i) => i % stride === 0) };
  });
  const loss = (constants: WhiteBoxConstants): number => {
    let sum = 0;
    for (const { chip, products } of samples) {
      const ratios = whiteBoxRatios(constants, chip, products);
      const rows = ratios.reduce((total, ratio) => total + Math.sqrt(1 + (Math.log(ratio) / LINEAR_FROM) ** 2) - 1, 0);
      sum += rows / ratios.length / samples.length;
    }
    for (const name of names) {
      const distance = Math.log(constants[name] / WHITE_BOX_CONSTANTS[name]) / PRIOR_SPREAD;
      sum += PRIOR_WEIGHT * distance * distance;
    }
    return sum;
  };
  const names = Object.keys(BOUNDS) as (keyof WhiteBoxConstants)[];
  const steps = new Map(names.map((name) => [name, 0.2]));
  let best = WHITE_BOX_CONSTANTS;
  let least = loss(best);
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const step = steps.get(name)!;
      const [low, high] = BOUNDS[name];
      const tries = [1, -1].map((sign) => ({
        ...best,
        [name]: Math.min(high, Math.max(low, best[name] * Math.exp(sign * step))),
      }));
      const better = tries
        .map((constants) => ({ constants, loss: loss(constants) }))
        .sort((a, b) => a.loss - b.loss)[0]!;
      if (better.loss < least) {
        best = better.constants;
        least = better.loss;
      }
      steps.set(name, better.loss <= least ? step * 1.3 : step * 0.5);
    }
  }
  return best;
}
