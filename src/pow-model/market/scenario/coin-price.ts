import { compileExpression, type Expression } from '../../../foundation/document/expression.js';
import { poisson, standardNormal } from '../../../foundation/numeric/distributions/index.js';
import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import { createStream } from '../../../foundation/numeric/random-stream.js';
import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';

/** A path of the coin price over that of week 0. Price models are scenarios, never results. */
export type CoinPriceModel =
  | { readonly kind: 'constant' }
  /** Geometric Brownian motion; the drift is that of the log price. */
  | { readonly kind: 'gbm'; readonly driftPerYear: number; readonly volatilityPerSqrtYear: number }
  /** The same with normal jumps of the log price at Poisson times (R. C. Merton, 1976). */
  | {
      readonly kind: 'jump-diffusion';
      readonly driftPerYear: number;
      readonly volatilityPerSqrtYear: number;
      readonly jumpsPerYear: number;
      readonly jumpMean: number;
      readonly jumpSd: number;
    }
  /** Given prices at equal steps, interpolated in log. */
  | { readonly kind: 'history'; readonly pricesUsd: readonly number[]; readonly weeksPerStep: number }
  /** An expression of t in years. */
  | { readonly kind: 'expression'; readonly expression: Expression };

/** A price that a model cannot have had. */
export class PricePathError extends Error {
  readonly week: number;

  constructor(week: number, price: number) {
    super(`The coin price of week ${week} is ${price}; prices are positive and finite.`);
    this.name = 'PricePathError';
    this.week = week;
  }
}

/** The path of a run; every run of a seed draws from streams of its own number. Throws a PricePathError. */
export function coinPricePath(model: CoinPriceModel, weeks: number, seed: string | number, run: number): Float64Array {
  const path = new Float64Array(weeks);
  switch (model.kind) {
    case 'constant':
      return path.fill(1);
    case 'gbm':
    case 'jump-diffusion': {
      const jumps = model.kind === 'jump-diffusion' ? model : null;
      const steps = createStream(seed, 'market/token-price', run);
      const jumpStream = createStream(seed, 'market/token-jumps', run);
      const sd = model.volatilityPerSqrtYear / Math.sqrt(WEEKS_PER_YEAR);
      let lnPrice = 0;
      for (let week = 0; week < weeks; week++) {
        path[week] = exp(lnPrice);
        lnPrice += model.driftPerYear / WEEKS_PER_YEAR + (sd > 0 ? sd * standardNormal(steps) : 0);
        if (jumps === null) continue;
        const count = poisson(jumpStream, jumps.jumpsPerYear / WEEKS_PER_YEAR);
        if (count > 0) {
          lnPrice += count * jumps.jumpMean + Math.sqrt(count) * jumps.jumpSd * standardNormal(jumpStream);
        }
      }
      return checked(path, 1);
    }
    case 'history': {
      const last = model.pricesUsd.length - 1;
      checked(Float64Array.from(model.pricesUsd), 1);
      for (let week = 0; week < weeks; week++) {
        const step = Math.min(last, week / model.weeksPerStep);
        const before = Math.min(Math.floor(step), Math.max(0, last - 1));
        const after = Math.min(last, before + 1);
        const part = step - before;
        path[week] = exp((1 - part) * ln(model.pricesUsd[before]!) + part * ln(model.pricesUsd[after]!));
      }
      return checked(path, model.pricesUsd[0]!);
    }
    case 'expression': {
      const priceAt = compileExpression(model.expression);
      for (let week = 0; week < weeks; week++) path[week] = priceAt([week / WEEKS_PER_YEAR]);
      return checked(path, path[0]!);
    }
    default:
      return model satisfies never;
  }
}

/** The path over its first price, once every price is known to be positive and finite. */
function checked(path: Float64Array, first: number): Float64Array {
  path.forEach((price, week) => {
    if (!(price > 0 && price < Number.POSITIVE_INFINITY)) throw new PricePathError(week, price);
  });
  return path.map((price) => price / first);
}

/** The middle of a model's paths: its drift, and the mean of its jumps, without their scatter. */
export function withoutChance(model: CoinPriceModel): CoinPriceModel {
  switch (model.kind) {
    case 'gbm':
      return { ...model, volatilityPerSqrtYear: 0 };
    case 'jump-diffusion':
      return {
        kind: 'gbm',
        driftPerYear: model.driftPerYear + model.jumpsPerYear * model.jumpMean,
        volatilityPerSqrtYear: 0,
      };
    case 'constant':
    case 'history':
    case 'expression':
      return model;
    default:
      return model satisfies never;
  }
}
