import { exp, pow as power } from '../../../foundation/numeric/portable-math.js';

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
const LN_FLOOR = -6 * Math.LN10;

/**
 * Joint: the paid work is the inference, so pay lowers its price: p = C - W/Q(p) (equation 5.1). What exceeds the cost
 * of all use at the price floor is idle work.
 *
 * @example
 * jointPrice({ scale: 1, elasticity: 1.2 }, 1, 0.3).priceUsd; // 0.778
 */
export function jointPrice(demand: InferenceDemand, costUsd: number, workUsdPerYear: number): InferenceMarket {
  const full = demand.scale * power(costUsd, -demand.elasticity);
  const lnPrice = lnJointPrice(workUsdPerYear / (costUsd * full), demand.elasticity);
  const priceUsd = lnPrice === 0 ? costUsd : costUsd * exp(lnPrice);
  const quantity = full * exp(-demand.elasticity * lnPrice);
  const idle = workUsdPerYear - (costUsd - priceUsd) * quantity;
  return { priceUsd, quantity, idleUsdPerYear: lnPrice === LN_FLOOR ? Math.max(0, idle) : 0 };
}

/**
 * ln of the joint price over the cost when pay is `pay` of what use costs without it: the root of y + pay y^elasticity
 * = 1. The left side is convex and rising in ln y, so Newton's steps from y = 1 come down to it and never pass it.
 */
function lnJointPrice(pay: number, elasticity: number): number {
  let x = 0;
  for (let i = 0; i < 100; i++) {
    const y = exp(x);
    const idle = pay * exp(elasticity * x);
    const step = (y + idle - 1) / (y + elasticity * idle);
    if (!(step > 1e-15)) break;
    x -= step;
    if (x <= LN_FLOOR) return LN_FLOOR;
  }
  return x;
}

/**
 * Joint beside a cloud that sells any amount at its price: users never pay more. Where pay does not bring the network's
 * price down to the cloud's, the network serves as much as its pay makes up for, and the cloud the rest.
 *
 * @example
 * networkInference({ scale: 1, elasticity: 1.2 }, 1, 0.1, 0.8).quantity; // 0.5: 0.1 a year makes up for 0.2 a unit
 */
export function networkInference(
  demand: InferenceDemand,
  costUsd: number,
  workUsdPerYear: number,
  cloudUsd: number,
): InferenceMarket {
  const joint = jointPrice(demand, costUsd, workUsdPerYear);
  if (joint.priceUsd <= cloudUsd) return joint;
  return { priceUsd: cloudUsd, quantity: workUsdPerYear / (costUsd - cloudUsd), idleUsdPerYear: 0 };
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
  for (let i = 0; i < 60; i++) {
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
