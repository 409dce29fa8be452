import { requireCount, ruleViolation } from '../rule-violation.js';

/** How much a proof-of-stake chain issues an epoch, in base units. */
export type StakeEmissionRule =
  | { readonly kind: 'constant'; readonly perEpoch: bigint }
  /** first x ratio^epoch, the ratio in billionths. */
  | { readonly kind: 'geometric'; readonly first: bigint; readonly ratioPpb: number }
  /** A yearly rate on the supply, in millionths, divided evenly over the epochs of a year. */
  | { readonly kind: 'inflation'; readonly annualPpm: number; readonly epochsPerYear: number };

const PPM = 1_000_000n;
const PPB = 1_000_000_000n;
const FIXED_BITS = 128n;

/**
 * Base units issued in an epoch counted from 0, floored. Geometric decay is computed with 128 fraction bits.
 *
 * @example
 * stakeEmission({ kind: 'geometric', first: 1000n, ratioPpb: 500_000_000 }, 3, 0n) // 125n
 */
export function stakeEmission(rule: StakeEmissionRule, epoch: number, supply: bigint): bigint {
  const epochs = requireCount(epoch, 'epoch');
  switch (rule.kind) {
    case 'constant':
      return rule.perEpoch;
    case 'geometric':
      return (rule.first * fixedPower(requireCount(rule.ratioPpb, 'ratioPpb'), epochs)) >> FIXED_BITS;
    case 'inflation': {
      const yearly = supply * requireCount(rule.annualPpm, 'annualPpm');
      return yearly / (PPM * requireCount(rule.epochsPerYear, 'epochsPerYear'));
    }
    default:
      return rule satisfies never;
  }
}

/** (ratio / 1e9)^exponent in fixed point, by squaring. */
function fixedPower(ratioPpb: bigint, exponent: bigint): bigint {
  if (ratioPpb > PPB) throw ruleViolation('ratio-range', 'ratioPpb', `${ratioPpb}.`, 'Give at most 1,000,000,000.');
  let base = (ratioPpb << FIXED_BITS) / PPB;
  let result = 1n << FIXED_BITS;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * base) >> FIXED_BITS;
    base = (base * base) >> FIXED_BITS;
  }
  return result;
}

export interface Validator {
  readonly ownStake: bigint;
  readonly delegations: readonly bigint[];
  /** Share of its delegators' reward that a validator keeps, in millionths. */
  readonly commissionPpm: number;
}

export interface StakePayout {
  /** Each validator: the reward of its own stake and its commission. */
  readonly validators: readonly bigint[];
  /** The same order as each validator's delegations. */
  readonly delegators: readonly (readonly bigint[])[];
  /** What the floors leave over; a chain carries it or burns it. */
  readonly remainder: bigint;
}

/**
 * Pays an epoch's reward by stake: a validator earns on all stake behind it, keeps its commission on what delegators earn
 * and passes the rest on by delegation; every part is floored.
 *
 * @example
 * payStake(100n, [{ ownStake: 50n, delegations: [50n], commissionPpm: 100_000 }]) // { validators: [55n], delegators: [[45n]], remainder: 0n }
 */
export function payStake(reward: bigint, validators: readonly Validator[]): StakePayout {
  const backing = validators.map(({ ownStake, delegations }) =>
    delegations.reduce((sum, part) => sum + part, ownStake),
  );
  const total = backing.reduce((sum, stake) => sum + stake, 0n);
  if (total <= 0n)
    return { validators: validators.map(() => 0n), delegators: validators.map(() => []), remainder: reward };
  let remainder = reward;
  const delegators = validators.map(({ delegations, commissionPpm }) => {
    const kept = requireCount(commissionPpm, 'commissionPpm');
    if (kept > PPM) throw ruleViolation('commission', 'commissionPpm', `${kept}.`, 'Give at most 1,000,000.');
    return delegations.map((part) => (reward * part * (PPM - kept)) / (total * PPM));
  });
  const paid = validators.map(({ ownStake, delegations, commissionPpm }) => {
    const delegated = delegations.reduce((sum, part) => sum + part, 0n);
    return (reward * (ownStake * PPM + delegated * BigInt(commissionPpm))) / (total * PPM);
  });
  for (const amount of paid) remainder -= amount;
  for (const amounts of delegators) for (const amount of amounts) remainder -= amount;
  return { validators: paid, delegators, remainder };
}
