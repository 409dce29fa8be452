import { pow } from '../../../foundation/numeric/portable-math.js';
import { requireShare } from '../rule-violation.js';
import { DEFAULT_EMISSION_BAR, type EmissionBar, emissionBar, hillGate } from './emission-bar.js';
import { SUBNET_SHARE_RULES, type SubnetShareRule, type SubnetShareRuleId } from './subnet-share-rules.js';

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

/** Settings of the chain that the rules read. */
export interface ShareSettings {
  readonly flow: FlowOptions;
  readonly bar: EmissionBar;
}

export const DEFAULT_SHARE_SETTINGS: ShareSettings = { flow: { cutoff: 0, exponent: 1 }, bar: DEFAULT_EMISSION_BAR };

/**
 * Shares of the block emission under a dated rule, summing to 1 or all 0. Where price x (1 - burned) leaves nothing, shares
 * follow price. The gate sees subnets whose emission is off; what it leaves of them goes to the others, so that it
 * redistributes and withholds nothing. The chain takes the bar anew every 360 blocks; here it is that of the state given.
 *
 * @example
 * subnetShares('gate-mass-2026-07', [1, 2].map((priceEma) => ({ priceEma, flowEma: 0, minerBurned: 0, enabled: true }))) // [0.1, 0.9]
 */
export function subnetShares(
  id: SubnetShareRuleId,
  subnets: readonly SubnetState[],
  settings: ShareSettings = DEFAULT_SHARE_SETTINGS,
): number[] {
  subnets.forEach(({ minerBurned }, i) => {
    requireShare(minerBurned, `subnets[${i}].minerBurned`);
  });
  const rule = SUBNET_SHARE_RULES.find((each) => each.id === id)!;
  const switchedOff = (weights: readonly number[]) => weights.map((weight, i) => (subnets[i]!.enabled ? weight : 0));
  if (rule.gate === null) {
    return weightShares(rule.weight, subnets, settings.flow, switchedOff);
  }
  const shares = weightShares(rule.weight, subnets, settings.flow, (weights) => weights);
  const theta = emissionBar(shares, rule.gate, settings.bar);
  return powNormalize(switchedOff(hillGate(shares, theta, settings.bar.exponent)), 1);
}

/** Weights over their sum, after `kept` has set to 0 those that do not take part. */
function weightShares(
  weight: SubnetShareRule['weight'],
  subnets: readonly SubnetState[],
  flow: FlowOptions,
  kept: (weights: readonly number[]) => readonly number[],
): number[] {
  const prices = subnets.map(({ priceEma }) => priceEma);
  switch (weight) {
    case 'price':
      return powNormalize(kept(prices), 1);
    case 'flow': {
      const flows = subnets.map(({ flowEma }) => flowEma);
      const lowest = flows.reduce((least, value) => (value < least ? value : least), 0);
      const floor = Math.max(flow.cutoff, lowest);
      return powNormalize(kept(flows.map((value) => Math.max(value - floor, 0))), flow.exponent);
    }
    case 'price-burn': {
      const burned = prices.map((price, i) => price * (1 - subnets[i]!.minerBurned));
      const shares = powNormalize(kept(burned), 1);
      return shares.some((share) => share > 0) ? shares : powNormalize(kept(prices), 1);
    }
    default:
      return weight satisfies never;
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
