import { pow } from '../../../foundation/numeric/portable-math.js';
import { ruleViolation } from '../rule-violation.js';

/**
 * How block emission is divided among subnets, by the time at which the chain did so: by price (February to November
 * 2025), by net flow of stake, "Taoflow" (November 2025 to June 2026), by price x (1 - burned) (from June 2026,
 * opentensor/subtensor@14bc6f9:pallets/subtensor/src/coinbase/subnet_emissions.rs `get_shares`).
 */
export type SubnetShareRule = 'price-2025-02' | 'flow-2025-11' | 'price-burn-2026-06';

export interface SubnetState {
  /** Moving average of the alpha price in TAO. */
  readonly priceEma: number;
  /** Moving average of TAO staked less unstaked, a block. */
  readonly flowEma: number;
  /** Share of the miners' emission that is burned or recycled. */
  readonly minerBurned: number;
  /** A subnet whose emission is switched off gets nothing and its share goes to the others. */
  readonly enabled: boolean;
}

export interface FlowOptions {
  /** Flow below which nothing is paid unless all flows are higher. */
  readonly cutoff: number;
  readonly exponent: number;
}

/** Values to the power p over their sum; zeros if that is zero. */
export function powNormalize(values: readonly number[], exponent: number): number[] {
  const powers = values.map((value) => (value > 0 ? pow(value, exponent) : 0));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => (sum > 0 ? value / sum : 0));
}

/**
 * Shares of the block emission, summing to 1 or all 0. Where price x (1 - burned) leaves nothing, shares follow price.
 *
 * @example
 * subnetShares('price-2025-02', [1, 3].map((priceEma) => ({ priceEma, flowEma: 0, minerBurned: 0, enabled: true }))) // [0.25, 0.75]
 */
export function subnetShares(
  rule: SubnetShareRule,
  subnets: readonly SubnetState[],
  flow: FlowOptions = { cutoff: 0, exponent: 1 },
): number[] {
  subnets.forEach(({ minerBurned }, i) => {
    if (!(minerBurned >= 0 && minerBurned <= 1)) {
      throw ruleViolation('share-range', `subnets[${i}].minerBurned`, `${minerBurned}.`, 'Give a share from 0 to 1.');
    }
  });
  const byPrice = subnets.map(({ priceEma, enabled }) => (enabled ? priceEma : 0));
  switch (rule) {
    case 'price-2025-02':
      return powNormalize(byPrice, 1);
    case 'flow-2025-11': {
      const flows = subnets.map(({ flowEma }) => flowEma);
      const lowest = flows.reduce((least, value) => (value < least ? value : least), 0);
      const floor = Math.max(flow.cutoff, lowest);
      return powNormalize(
        subnets.map(({ flowEma, enabled }) => (enabled ? Math.max(flowEma - floor, 0) : 0)),
        flow.exponent,
      );
    }
    case 'price-burn-2026-06': {
      const shares = powNormalize(
        subnets.map(({ minerBurned }, i) => byPrice[i]! * (1 - minerBurned)),
        1,
      );
      return shares.some((share) => share > 0) ? shares : powNormalize(byPrice, 1);
    }
    default:
      return rule satisfies never;
  }
}

/** Rao of the block emission for each subnet, floored. */
export function subnetEmissions(blockEmissionRao: bigint, shares: readonly number[]): bigint[] {
  return shares.map((share) => (blockEmissionRao * BigInt(Math.floor(share * 2 ** 53))) >> 53n);
}

export interface PriceEmaInput {
  readonly previous: number;
  readonly price: number;
  readonly blocksSinceStart: number;
  /** 201,600 on the main network. */
  readonly halvingBlocks?: number;
  /** 3e-6 on the main network. */
  readonly alpha?: number;
}

/** One block's update of the price average: rate alpha b / (b + H), the price capped at 1 (subtensor `update_moving_price`). */
export function nextPriceEma(input: PriceEmaInput): number {
  const { previous, price, blocksSinceStart, halvingBlocks = 201_600, alpha = 3e-6 } = input;
  const rate = (alpha * blocksSinceStart) / (blocksSinceStart + halvingBlocks);
  return rate * Math.min(price, 1) + (1 - rate) * previous;
}
