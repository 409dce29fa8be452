import { normalCdf } from '../foundation/numeric/portable-math.js';

/** Up to here the null distribution is counted out; beyond, its normal approximation has an error below 0.001. */
const EXACT_UP_TO = 60;

/**
 * One-sided p-value of the signed-rank test (F. Wilcoxon, 1945): the chance, if values lie symmetrically about `centre`,
 * of ranks at least as far above it. Equal distances share their mean rank; a value on the centre counts as below, which
 * never makes the p-value smaller. Exact for up to 60 values (ranks doubled, so that shared ones are integers).
 *
 * @example
 * signedRankP([1, 2, 3, 4, 5], 0) // 0.03125
 */
export function signedRankP(values: ArrayLike<number>, centre: number): number {
  const n = values.length;
  if (n === 0) return 1;
  const order = Array.from(values, (value) => value - centre).sort((a, b) => Math.abs(a) - Math.abs(b));
  const doubled = doubledRanks(order);
  let above = 0;
  for (let i = 0; i < n; i++) if (order[i]! > 0) above += doubled[i]!;
  return n <= EXACT_UP_TO ? exactTail(doubled, above) : normalTail(doubled, above);
}

/** Twice the mean ranks of values in order of their size. */
function doubledRanks(order: readonly number[]): Int32Array {
  const ranks = new Int32Array(order.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && Math.abs(order[end]!) === Math.abs(order[start]!)) end++;
    ranks.fill(start + 1 + end, start, end);
    start = end;
  }
  return ranks;
}

/** Share of the 2^n sign patterns whose positive ranks sum to at least `above`. */
function exactTail(doubled: Int32Array, above: number): number {
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const share = new Float64Array(total + 1);
  share[0] = 1;
  let reach = 0;
  for (const rank of doubled) {
    reach += rank;
    for (let sum = reach; sum >= 0; sum--) share[sum] = (share[sum]! + (sum >= rank ? share[sum - rank]! : 0)) / 2;
  }
  let tail = 0;
  for (let sum = total; sum >= above; sum--) tail += share[sum]!;
  return Math.min(1, tail);
}

/** With continuity correction; the variance of sign times rank is the sum of squared ranks over four. */
function normalTail(doubled: Int32Array, above: number): number {
  let mean = 0;
  let variance = 0;
  for (const rank of doubled) {
    mean += rank / 2;
    variance += (rank * rank) / 4;
  }
  return 1 - normalCdf((above - 1 - mean) / Math.sqrt(variance));
}
