import { normalCdf } from '../foundation/numeric/portable-math.js';

export interface MannWhitneyResult {
  /** Pairs in which the value of `a` is larger; a tie counts one half. */
  readonly u: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly method: 'exact' | 'normal';
  /** Probability that a value of `a` exceeds one of `b` (ties one half): u over all pairs. */
  readonly superiority: number;
}

/** The exact distribution is counted up to this many values in all; the counts stay below 2^53. */
const MAX_EXACT = 50;

/**
 * Mann-Whitney test of whether values of `a` tend to be larger or smaller than those of `b`. Exact for up to 50 values
 * in all, ties included (permutations of the midranks); beyond, normal with tie and continuity correction.
 *
 * @example
 * mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12]).u // 17
 */
export function mannWhitney(a: ArrayLike<number>, b: ArrayLike<number>): MannWhitneyResult {
  const n = a.length;
  const m = b.length;
  if (n === 0 || m === 0) throw new Error('A Mann-Whitney test needs at least one value a side.');
  const { doubledRanks, doubledSumA, tieTerm } = rankTogether(a, b);
  const u = (doubledSumA - n * (n + 1)) / 2;
  const exact = n + m <= MAX_EXACT;
  const pValue = exact ? exactP(doubledRanks, n, doubledSumA) : normalP(u, n, m, tieTerm);
  return { u, pValue, method: exact ? 'exact' : 'normal', superiority: u / (n * m) };
}

/** Midranks times two (whole numbers), their sum over `a`, and the sum of t^3 - t over groups of t equal values. */
function rankTogether(a: ArrayLike<number>, b: ArrayLike<number>) {
  const pooled = [...Array.from(a, (x) => ({ x, ofA: true })), ...Array.from(b, (x) => ({ x, ofA: false }))];
  for (const { x } of pooled) if (Number.isNaN(x)) throw new Error('A Mann-Whitney test cannot rank NaN.');
  pooled.sort((one, other) => (one.x < other.x ? -1 : one.x > other.x ? 1 : 0));
  const doubledRanks = new Int32Array(pooled.length);
  let doubledSumA = 0;
  let tieTerm = 0;
  for (let start = 0; start < pooled.length; ) {
    let end = start + 1;
    while (end < pooled.length && pooled[end]!.x === pooled[start]!.x) end++;
    const size = end - start;
    tieTerm += size * size * size - size;
    for (let i = start; i < end; i++) {
      doubledRanks[i] = start + end + 1;
      if (pooled[i]!.ofA) doubledSumA += start + end + 1;
    }
    start = end;
  }
  return { doubledRanks, doubledSumA, tieTerm };
}

/** Twice the smaller tail of the rank sum over all choices of n of the ranks, counted by dynamic programming. */
function exactP(doubledRanks: Int32Array, n: number, observed: number): number {
  let maxSum = 0;
  for (const rank of doubledRanks) maxSum += rank;
  const width = maxSum + 1;
  const counts = new Float64Array((n + 1) * width);
  counts[0] = 1;
  let seen = 0;
  for (const rank of doubledRanks) {
    seen++;
    for (let chosen = Math.min(n, seen); chosen >= 1; chosen--)
      for (let sum = rank; sum < width; sum++)
        counts[chosen * width + sum]! += counts[(chosen - 1) * width + sum - rank]!;
  }
  let all = 0;
  let lower = 0;
  let upper = 0;
  for (let sum = 0; sum < width; sum++) {
    const count = counts[n * width + sum]!;
    all += count;
    if (sum <= observed) lower += count;
    if (sum >= observed) upper += count;
  }
  return Math.min(1, (2 * Math.min(lower, upper)) / all);
}

function normalP(u: number, n: number, m: number, tieTerm: number): number {
  const total = n + m;
  const variance = ((n * m) / 12) * (total + 1 - tieTerm / (total * (total - 1)));
  if (variance <= 0) return 1;
  const excess = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5);
  return Math.min(1, 2 * normalCdf(-excess / Math.sqrt(variance)));
}
