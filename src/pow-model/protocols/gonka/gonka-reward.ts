import { requireCount, ruleViolation } from '../rule-violation.js';

// gonka-ai/gonka@312044d:inference-chain/x/inference/keeper/bitcoin_rewards.go; 1e9 base units a coin.
const INITIAL_REWARD = 285_000n * 1_000_000_000n;
const DECAY_PER_EPOCH_E6 = 475n;

const FIXED_BITS = 192n;

/**
 * Base units (1e-9 GNK) of a Gonka epoch, the first being 1: floor(285,000e9 x exp(-0.000475 x (epoch - 1))), the
 * exponential in 192-bit fixed point so that the floor is that of the exact product. Epoch 0 comes before the rule and pays 0.
 *
 * @example
 * gonkaEpochReward(1) // 285000000000000n
 */
export function gonkaEpochReward(epoch: number): bigint {
  const count = requireCount(epoch, 'epoch');
  if (count === 0n) return 0n;
  const exponentE6 = (count - 1n) * DECAY_PER_EPOCH_E6;
  // exp(-45) x 285e12 is below 1e-5.
  if (exponentE6 > 45_000_000n) return 0n;
  return (INITIAL_REWARD << FIXED_BITS) / expFixed(exponentE6);
}

/** exp(x / 1e6) for x >= 0 in fixed point, by its Taylor series. */
function expFixed(exponentE6: bigint): bigint {
  let term = 1n << FIXED_BITS;
  let sum = term;
  for (let i = 1n; term > 0n; i += 1n) {
    term = (term * exponentE6) / (i * 1_000_000n);
    sum += term;
  }
  return sum;
}

/**
 * Divides an epoch reward by weight with integer floors; the remainder goes to the first participant that is paid. With
 * no weight at all nothing is paid.
 *
 * @example
 * gonkaSplit(100n, [1n, 1n, 1n]) // [34n, 33n, 33n]
 */
export function gonkaSplit(reward: bigint, weights: readonly bigint[]): bigint[] {
  if (reward < 0n) throw ruleViolation('reward-range', 'reward', 'It is negative.', 'Give base units.');
  let total = 0n;
  weights.forEach((weight, i) => {
    if (weight < 0n) throw ruleViolation('weight-range', `weights[${i}]`, 'It is negative.', 'Give 0 or more.');
    total += weight;
  });
  if (total === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (reward * weight) / total);
  const remainder = shares.reduce((left, share) => left - share, reward);
  const paid = shares.findIndex((share) => share > 0n);
  const first = paid >= 0 ? paid : weights.findIndex((weight) => weight > 0n);
  shares[first]! += remainder;
  return shares;
}
