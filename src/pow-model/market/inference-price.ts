import { pow as power } from '../../foundation/portable-math.js';

/** Demand for inference: Q = scale x p^-elasticity, in units of work a year at p USD a unit. */
export interface InferenceDemand {
  readonly scale: number;
  readonly elasticity: number;
}

/** What users pay and get when the network pays for work as well. */
export interface InferenceMarket {
  readonly priceUsd: number;
  readonly quantity: number;
  /** Part of the pay for work that meets no demand even at a price of 0. */
  readonly idleUsdPerYear: number;
}

/** Price below which use no longer grows, over the cost without pay: demand of constant elasticity has no end of its own. */
const FLOOR = 1e-6;

/**
 * Joint: the paid work is the inference, so pay lowers its price: p = C - W/Q(p) (equation 5.1). What exceeds the cost
 * of all use at the price floor is idle work.
 *
 * @example
 * jointPrice({ scale: 1, elasticity: 1.2 }, 1, 0.3).priceUsd; // 0.778
 */
export function jointPrice(demand: InferenceDemand, costUsd: number, workUsdPerYear: number): InferenceMarket {
  const quantity = (price: number) => demand.scale * power(price, -demand.elasticity);
  const short = (price: number) => (costUsd - price) * quantity(price) - workUsdPerYear;
  const floor = costUsd * FLOOR;
  if (short(floor) < 0) {
    return { priceUsd: floor, quantity: quantity(floor), idleUsdPerYear: -short(floor) };
  }
  // The money that use absorbs rises as the price falls from the cost, so there is one root.
  let low = floor;
  let high = costUsd;
  for (let i = 0; i < 200; i++) {
    const middle = 0.5 * (low + high);
    if (short(middle) > 0) low = middle;
    else high = middle;
  }
  return { priceUsd: high, quantity: quantity(high), idleUsdPerYear: 0 };
}

/**
 * Rival: the work displaces inference on the same machines, so pay raises its price: supply S(p) = supply x
 * (p/C)^supplyElasticity serves both W/p of work and Q(p) of use (equation 5.2).
 */
export function rivalPrice(
  demand: InferenceDemand,
  costUsd: number,
  supplyElasticity: number,
  workUsdPerYear: number,
): InferenceMarket {
  const quantity = (price: number) => demand.scale * power(price, -demand.elasticity);
  const supply = quantity(costUsd);
  const excess = (price: number) =>
    quantity(price) + workUsdPerYear / price - supply * power(price / costUsd, supplyElasticity);
  let low = costUsd;
  let high = costUsd;
  while (excess(high) > 0) high *= 2;
  for (let i = 0; i < 200; i++) {
    const middle = 0.5 * (low + high);
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return { priceUsd: high, quantity: quantity(high), idleUsdPerYear: 0 };
}

/** Mixed: the useful share u of the pay is joint, the rest rival. */
export function mixedPrice(
  demand: InferenceDemand,
  costUsd: number,
  supplyElasticity: number,
  workUsdPerYear: number,
  usefulShare: number,
): InferenceMarket {
  const rival = rivalPrice(demand, costUsd, supplyElasticity, (1 - usefulShare) * workUsdPerYear);
  return jointPrice(demand, rival.priceUsd, usefulShare * workUsdPerYear);
}
