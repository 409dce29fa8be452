import { requireCount, ruleViolation } from '../rule-violation.js';
import { yumaEpoch } from './yuma/yuma-epoch.js';

/** A validator of a subnet: its stake, and a weight for each miner of the subnet in any unit. */
export interface SubnetValidator {
  readonly stakeRao: bigint;
  readonly weights: readonly number[];
}

export interface SubnetEpoch {
  /** Rao of each miner and of each validator, the latter with those who stake with it. */
  readonly miners: readonly bigint[];
  readonly validators: readonly bigint[];
}

// opentensor/subtensor@14bc6f9:runtime/src/lib.rs, initial values.
const SUBNET_DEFAULTS = {
  kappa: 32_767,
  rho: 10,
  bondsMovingAverage: 900_000,
  activityCutoff: 5000,
  maxValidators: 128,
};

/**
 * What Yuma consensus pays the miners and validators of a subnet whose weights stand still: one epoch without earlier
 * bonds, which is where bonds settle. Where no validator weighs a miner, emission follows stake.
 *
 * @example
 * subnetEpoch(1000n, [{ stakeRao: 1n, weights: [3, 1] }]) // { miners: [375n, 125n], validators: [500n] }
 */
export function subnetEpoch(emissionRao: bigint, validators: readonly SubnetValidator[]): SubnetEpoch {
  const miners = validators[0]?.weights.length ?? 0;
  const n = validators.length + miners;
  if (validators.some(({ weights }) => weights.length !== miners)) {
    throw ruleViolation('subnet-size', 'validators', 'Their weights differ in number.', `Give ${miners} weights each.`);
  }
  requireCount(emissionRao, 'emissionRao');
  const none = () => Array.from({ length: n }, () => 0);
  const { emission } = yumaEpoch({
    stake: none().map((_, uid) => validators[uid]?.stakeRao ?? 0n),
    weights: none().map((_, uid) => {
      const own = validators[uid]?.weights;
      return own === undefined ? none() : [...validators.map(() => 0), ...upscaled(own)];
    }),
    bonds: none().map(none),
    lastUpdate: none(),
    params: { ...SUBNET_DEFAULTS, currentBlock: 0, emissionRao },
  });
  return { validators: emission.slice(0, validators.length), miners: emission.slice(validators.length) };
}

/** Weights as the chain stores them, the largest at 65,535. */
function upscaled(weights: readonly number[]): number[] {
  const most = weights.reduce((largest, weight) => Math.max(largest, weight), 0);
  return weights.map((weight) => (most > 0 ? Math.round((weight / most) * 65_535) : 0));
}
