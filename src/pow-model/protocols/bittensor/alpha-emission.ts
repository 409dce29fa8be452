import { ruleViolation } from '../rule-violation.js';

// opentensor/subtensor@14bc6f9: runtime/src/lib.rs and coinbase/run_coinbase.rs.
export const BITTENSOR_OWNER_CUT_U16 = 11_796;
export const BITTENSOR_DELEGATE_TAKE_U16 = 11_796;
export const BITTENSOR_TAO_WEIGHT_U64 = 971_718_665_099_567_868n;
/** 0.18 of 2^64: the value of the chain's tests (pallets/subtensor/src/tests/), taken here for the main network of 2026. */
export const BITTENSOR_TAO_WEIGHT_2026_U64 = 3_320_413_933_267_719_290n;
export const BITTENSOR_BLOCK_SEC = 12;

const U16_MAX = 65_535n;
const FRACTION_BITS = 32n;

export interface RootProportionInput {
  /** Weight of root TAO, a fraction of 2^64. */
  readonly taoWeight: bigint;
  readonly rootTaoRao: bigint;
  /** Alpha of the subnet in rao. */
  readonly alphaIssuance: bigint;
}

/** W x root TAO / (W x root TAO + alpha issuance): what root stake counts for in a subnet (`root_proportion`). */
export function rootProportion({ taoWeight, rootTaoRao, alphaIssuance }: RootProportionInput): number {
  const weighted = (rootTaoRao * taoWeight) >> FRACTION_BITS;
  const total = weighted + (alphaIssuance << FRACTION_BITS);
  return total === 0n ? 0 : Number((weighted << 53n) / total) / 2 ** 53;
}

export interface AlphaSplitOptions {
  /** u16 proportion; 11,796 by default and 0 where the owner's cut is disabled. */
  readonly ownerCutU16?: number;
  /** 0 where root is not paid in this subnet. */
  readonly rootProportion?: number;
  /** Share of the miners' part that is burned or recycled. */
  readonly minerBurned?: number;
}

export interface AlphaSplit {
  readonly owner: bigint;
  /** Miners' part before burning, and what of it is burned. */
  readonly miners: bigint;
  readonly burned: bigint;
  /** Validators with their own stakers, and stakers of root. */
  readonly validators: bigint;
  readonly root: bigint;
  /** What the floors leave over. */
  readonly remainder: bigint;
}

function fixedShare(value: number, path: string): bigint {
  if (!(value >= 0 && value <= 1)) throw ruleViolation('share-range', path, `${value}.`, 'Give a share from 0 to 1.');
  return BigInt(Math.floor(value * 4294967296));
}

/**
 * Divides a subnet's alpha: the owner's cut first, half of the rest to miners, half to validators, of which root takes its
 * proportion. Computed with 32 fraction bits, every part floored.
 *
 * @example
 * splitAlphaOut(1_000_000_000n) // { owner: 179995422n, miners: 410002288n, burned: 0n, validators: 410002288n, root: 0n, remainder: 2n }
 */
export function splitAlphaOut(alphaOut: bigint, options: AlphaSplitOptions = {}): AlphaSplit {
  const cutU16 = options.ownerCutU16 ?? BITTENSOR_OWNER_CUT_U16;
  if (!Number.isInteger(cutU16) || cutU16 < 0 || cutU16 > 65_535) {
    throw ruleViolation('u16-range', 'ownerCutU16', `${cutU16}.`, 'Give a whole number from 0 to 65,535.');
  }
  const ownerFixed = alphaOut * ((BigInt(cutU16) << FRACTION_BITS) / U16_MAX);
  const half = ((alphaOut << FRACTION_BITS) - ownerFixed) >> 1n;
  const rootFixed = (half * fixedShare(options.rootProportion ?? 0, 'rootProportion')) >> FRACTION_BITS;
  const owner = ownerFixed >> FRACTION_BITS;
  const miners = half >> FRACTION_BITS;
  const root = rootFixed >> FRACTION_BITS;
  const validators = (half - rootFixed) >> FRACTION_BITS;
  const burned = (miners * fixedShare(options.minerBurned ?? 0, 'minerBurned')) >> FRACTION_BITS;
  return { owner, miners, burned, validators, root, remainder: alphaOut - owner - miners - validators - root };
}

export interface InjectionInput {
  /** The subnet's part of the block emission, rao. */
  readonly taoEmission: bigint;
  /** TAO for one alpha. */
  readonly price: number;
  readonly rootProportion: number;
  /** Alpha that the block may emit, `taoBlockEmission` of the subnet's alpha. */
  readonly alphaEmission: bigint;
}

/**
 * What a block puts into a subnet's pool: alpha up to the root proportion of its emission, the TAO that balances it, and
 * the TAO left over, which buys alpha ("chain buy"; `get_subnet_terms`). Rao, floored.
 *
 * @example
 * poolInjection({ taoEmission: 666_666n, price: 2, rootProportion: 1, alphaEmission: 1_000_000_000n }) // { alphaIn: 333333n, taoIn: 666666n, chainBuy: 0n }
 */
export function poolInjection(input: InjectionInput): { alphaIn: bigint; taoIn: bigint; chainBuy: bigint } {
  const { taoEmission, price, alphaEmission } = input;
  if (!(price > 0)) throw ruleViolation('price-range', 'price', `${price}.`, 'Give a price above 0.');
  const cap = (alphaEmission * fixedShare(input.rootProportion, 'rootProportion')) >> FRACTION_BITS;
  const priceFixed = BigInt(Math.round(price * 4294967296));
  const wanted = (taoEmission << FRACTION_BITS) / priceFixed;
  const alphaIn = wanted < cap ? wanted : cap;
  const balanced = wanted < cap ? taoEmission : (alphaIn * priceFixed) >> FRACTION_BITS;
  const taoIn = balanced < taoEmission ? balanced : taoEmission;
  return { alphaIn, taoIn, chainBuy: taoEmission - taoIn };
}

/** Alpha that the shares of the split are read from; so much that floors do not show. */
const SPLIT_BASE_RAO = 1_000_000_000_000_000n;

/**
 * Shares of a subnet's alpha that the chain's own arithmetic gives, summing to 1 up to rounding: owner, miners before any
 * burning, validators with root.
 *
 * @example
 * alphaShares().miners.toFixed(6) // '0.410002'
 */
export function alphaShares(): { readonly owner: number; readonly miners: number; readonly validators: number } {
  const { owner, miners, validators, root } = splitAlphaOut(SPLIT_BASE_RAO);
  const paid = owner + miners + validators + root;
  const share = (part: bigint) => Number(part) / Number(paid);
  return { owner: share(owner), miners: share(miners), validators: share(validators + root) };
}

/**
 * Share of all emission that reaches the miners of large-model subnets: miners' share of alpha x s x (1 - b), s being the
 * emission share of such subnets and b the burned share of miner emission. This is what a claim of "5 % to miners" has to
 * mean.
 *
 * @example
 * largeModelMinerShare(0.05 / 0.41, 0).toFixed(5) // '0.05000'
 */
export function largeModelMinerShare(emissionShare: number, burnedShare: number): number {
  fixedShare(emissionShare, 'emissionShare');
  fixedShare(burnedShare, 'burnedShare');
  return alphaShares().miners * emissionShare * (1 - burnedShare);
}

/** Emission share of large-model subnets at which their miners get `minerShare`; null if even all would not do. */
export function emissionShareNeeded(minerShare: number, burnedShare: number): number | null {
  const share = minerShare / (alphaShares().miners * (1 - burnedShare));
  return share <= 1 ? share : null;
}

/** Burned share of miner emission at which large-model miners get `minerShare`; null if they get less without any burn. */
export function burnNeeded(minerShare: number, emissionShare: number): number | null {
  const burned = 1 - minerShare / (alphaShares().miners * emissionShare);
  return burned >= 0 ? burned : null;
}
