import { ruleViolation } from '../../rule-violation.js';
import {
  divide,
  type Fixed,
  fromNumber,
  movingAverage,
  multiply,
  normalize,
  normalizeColumns,
  ONE,
  proportion,
  sum,
  toNumber,
  toU16,
  upscaleColumns,
  weightedColumnSums,
  weightedRowSums,
} from './fixed-point.js';
import { type LiquidAlpha, liquidAlphaRate } from './liquid-alpha.js';
import { consensusWeights } from './weighted-median.js';

export interface YumaParams {
  /** Majority ratio, u16 as on chain (32,767), or a fraction between 0 and 1. */
  readonly kappa: number;
  /** Kept by the chain for its former trust function; the epoch does not read it. */
  readonly rho: number;
  /** Millionths as on chain (900,000), or a fraction between 0 and 1. */
  readonly bondsMovingAverage: number;
  /** Blocks after which a neuron without new weights is inactive. */
  readonly activityCutoff: number;
  readonly currentBlock: number;
  readonly emissionRao: bigint;
  /** Permits go to so many neurons of highest stake. */
  readonly maxValidators: number;
  /** Bonds follow weights at rates between two bounds; like the chain, only together with `yuma3`. */
  readonly liquidAlpha?: boolean | LiquidAlpha;
  readonly yuma3?: boolean;
  /** How far the bonds are penalised for weights above consensus, u16; 65,535 by default. */
  readonly bondsPenalty?: number;
  /** Least stake that counts, rao; 0 by default. */
  readonly stakeThreshold?: bigint;
  /** The neuron whose weight on itself is kept. */
  readonly ownerUid?: number;
  /** Blocks of registration: weights set no later and bonds of neurons registered since the last tempo are dropped. */
  readonly blockAtRegistration?: readonly number[];
  /** Blocks between epochs, 360 by default; read with `blockAtRegistration`. */
  readonly tempo?: number;
}

export interface YumaInput {
  readonly stake: readonly bigint[];
  /** Dense square matrices of u16 as on chain: weights[i][j] and bonds[i][j] are those of validator i on server j. */
  readonly weights: readonly (readonly number[])[];
  readonly bonds: readonly (readonly number[])[];
  /** Block at which each neuron last set weights. */
  readonly lastUpdate: readonly number[];
  readonly params: YumaParams;
}

/** Figures of one epoch. Shares are numbers from 0 to 1 on the grid of 2^-32, `bonds` the u16 that the chain stores. */
export interface YumaOutcome {
  readonly consensus: number[];
  readonly incentive: number[];
  readonly dividends: number[];
  /** Rao of each neuron as server and validator together. */
  readonly emission: bigint[];
  readonly bonds: number[][];
  /** Stake-weighted sums of clipped weights before they are normalised to the incentive. */
  readonly ranks: number[];
  readonly trust: number[];
}

type Matrix = readonly (readonly Fixed[])[];

function requireU16(value: number, path: string): bigint {
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw ruleViolation('u16-range', path, `${value}.`, 'Give a whole number from 0 to 65,535.');
  }
  return BigInt(value);
}

/** Checks that all vectors and matrices have one side. */
function requireSquare({ stake, weights, bonds, lastUpdate }: YumaInput): void {
  const n = stake.length;
  const isSquare = (matrix: readonly (readonly number[])[]) =>
    matrix.length === n && matrix.every((row) => row.length === n);
  if (!isSquare(weights) || !isSquare(bonds) || lastUpdate.length !== n) {
    throw ruleViolation('subnet-size', 'weights', `Not all have ${n} neurons.`, 'Give n stakes and n x n matrices.');
  }
  if (stake.some((value) => value < 0n)) {
    throw ruleViolation('stake-range', 'stake', 'A stake is negative.', 'Give rao.');
  }
}

/** Stake above the threshold as shares; divided with 64 fraction bits and cut to 32 as on chain. */
function stakeShares(stake: readonly bigint[], threshold: bigint): Fixed[] {
  const filtered = stake.map((value) => (value < threshold ? 0n : value));
  const total = filtered.reduce((all, value) => all + value, 0n);
  return filtered.map((value) => (total === 0n ? 0n : ((value << 64n) / total) >> 32n));
}

/** The `count` neurons of highest stake among those that have any; of equals the later ones. */
function validatorPermits(shares: readonly Fixed[], count: number): boolean[] {
  const permits = shares.map((share) => share !== 0n);
  const order = shares
    .map((_, i) => i)
    .sort((a, b) => (shares[a]! < shares[b]! ? -1 : shares[a]! > shares[b]! ? 1 : 0));
  for (const i of order.slice(0, Math.max(0, shares.length - count))) permits[i] = false;
  return permits;
}

/** Weights of permitted validators on others, outdated ones dropped, each row over its sum. */
function activeWeights({ weights, lastUpdate, params }: YumaInput, permits: readonly boolean[]): Fixed[][] {
  const registered = params.blockAtRegistration;
  return weights.map((row, i) => {
    const kept = row.map((weight, j) => {
      const value = requireU16(weight, `weights[${i}][${j}]`) << 32n;
      if (!permits[i] || (i === j && params.ownerUid !== i)) return 0n;
      return registered !== undefined && lastUpdate[i]! <= registered[j]! ? 0n : value;
    });
    return normalize(kept);
  });
}

/** Bonds as fixed-point numbers, those of neurons registered since the last tempo dropped. */
function keptBonds({ bonds, params }: YumaInput, scale: (bond: number) => Fixed): Fixed[][] {
  const lastTempo = params.currentBlock - (params.tempo ?? 360);
  const isRecent = (j: number) =>
    params.blockAtRegistration !== undefined && lastTempo <= params.blockAtRegistration[j]!;
  return bonds.map((row, i) =>
    row.map((bond, j) => {
      requireU16(bond, `bonds[${i}][${j}]`);
      return isRecent(j) ? 0n : scale(bond);
    }),
  );
}

/** 1 - moving average, the average cut to 32 bits. */
function plainAlpha(bondsMovingAverage: number): Fixed {
  const isFraction = bondsMovingAverage > 0 && bondsMovingAverage < 1;
  return ONE - (isFraction ? fromNumber(bondsMovingAverage) : (BigInt(bondsMovingAverage) << 32n) / 1_000_000n);
}

/** Weights moved from raw towards clipped by the bonds penalty. */
function penalised(raw: Matrix, clipped: Matrix, penalty: Fixed): Matrix {
  if (penalty === 0n) return raw;
  if (penalty === ONE) return clipped;
  // The difference is not positive; an arithmetic shift floors it as the chain's multiplication does.
  return raw.map((row, i) => row.map((value, j) => value + ((penalty * (clipped[i]![j]! - value)) >> 32n)));
}

/** New bonds as proportions for storage, and the dividends that they earn. */
function bondsAndDividends(
  input: YumaInput,
  weights: Matrix,
  stake: readonly Fixed[],
  consensus: readonly Fixed[],
  incentive: readonly Fixed[],
): { stored: Fixed[][]; dividends: Fixed[] } {
  const { params } = input;
  const alpha = plainAlpha(params.bondsMovingAverage);
  if (params.yuma3 !== true) {
    const old = normalizeColumns(keptBonds(input, (bond) => BigInt(bond) << 32n));
    const delta = normalizeColumns(weights.map((row, i) => row.map((weight) => multiply(weight, stake[i]!))));
    const bonds = normalizeColumns(movingAverage(delta, old, () => alpha));
    return { stored: upscaleColumns(bonds), dividends: normalize(weightedRowSums(bonds, incentive)) };
  }
  const old = keptBonds(input, proportion);
  const liquid = params.liquidAlpha === true ? {} : params.liquidAlpha || null;
  const isLiquid = liquid !== null && consensus.some((value) => value !== 0n);
  const stored = movingAverage(weights, old, (i, j) =>
    isLiquid ? liquidAlphaRate(liquid, consensus[j]!, weights[i]![j]!, old[i]![j]!) : alpha,
  );
  const earned = weightedRowSums(normalizeColumns(stored), incentive);
  return { stored, dividends: normalize(earned.map((value, i) => multiply(value, stake[i]!))) };
}

/**
 * One epoch of Yuma consensus in the chain's fixed-point arithmetic: weights clipped at the stake-weighted majority give
 * incentive to servers, bonds that follow the weights give dividends to validators, and both share the emission by half.
 * Without any, emission follows stake.
 * Source: opentensor/subtensor@14bc6f9:pallets/subtensor/src/epoch/run_epoch.rs.
 *
 * @example
 * yumaEpoch({ stake: [1n, 0n], weights: [[0, 65_535], [0, 0]], bonds: [[0, 0], [0, 0]], lastUpdate: [0, 0], params }).emission // [500n, 500n]
 */
export function yumaEpoch(input: YumaInput): YumaOutcome {
  requireSquare(input);
  const { stake, lastUpdate, params } = input;
  const shares = stakeShares(stake, params.stakeThreshold ?? 0n);
  const permits = validatorPermits(shares, params.maxValidators);
  const active = normalize(
    shares.map((share, i) =>
      permits[i] && lastUpdate[i]! + params.activityCutoff >= params.currentBlock ? share : 0n,
    ),
  );
  const weights = activeWeights(input, permits);
  const preranks = weightedColumnSums(weights, active);
  const isFraction = params.kappa > 0 && params.kappa < 1;
  const kappa = isFraction
    ? fromNumber(params.kappa)
    : divide(requireU16(params.kappa, 'kappa') << 32n, 65_535n << 32n);
  const consensus = consensusWeights(active, weights, kappa);
  const clipped = weights.map((row) => row.map((value, j) => (value < consensus[j]! ? value : consensus[j]!)));
  const ranks = weightedColumnSums(clipped, active);
  const trust = ranks.map((rank, j) => divide(rank, preranks[j]!));
  const incentive = normalize(ranks);
  const forBonds = penalised(weights, clipped, proportion(params.bondsPenalty ?? 65_535));
  const { stored, dividends } = bondsAndDividends(input, forBonds, active, consensus, incentive);
  const combined = incentive.map((value, i) => value + dividends[i]!);
  const isUnpaid = sum(combined) === 0n;
  const paid = isUnpaid ? (sum(active) === 0n ? shares : active) : normalize(combined);
  return {
    consensus: consensus.map(toNumber),
    incentive: incentive.map(toNumber),
    dividends: dividends.map(toNumber),
    emission: paid.map((share) => (share * BigInt(params.emissionRao)) >> 32n),
    bonds: stored.map((row, i) => row.map((bond) => (permits[i] ? toU16(bond) : 0))),
    ranks: ranks.map(toNumber),
    trust: trust.map(toNumber),
  };
}
