/** Fewest values on each side of a split. */
export const SHORTEST_SEGMENT = 2;

/** Where a series divides best, and how well. */
export interface EnergySplit {
  /** First index of the right part. */
  readonly index: number;
  /** The scaled sample divergence of the two parts. */
  readonly divergence: number;
}

/**
 * The split of values[from..to) with the largest energy divergence: nm / (n + m) times twice the mean distance between the
 * parts less the mean distances within them (D. S. Matteson and N. A. James, "A nonparametric approach for multiple change
 * point analysis", JASA 109, 2014, equations 5 and 7, alpha 1). Null for fewer than four values. O((to - from)^2).
 */
export function energySplit(values: ArrayLike<number>, from: number, to: number): EnergySplit | null {
  const n = to - from;
  if (n < 2 * SHORTEST_SEGMENT) return null;
  // Sums of distances: within the left part, within the right part, between them, all kept as the split moves right.
  let left = 0;
  let right = 0;
  let between = 0;
  for (let i = from; i < to; i++) for (let j = i + 1; j < to; j++) right += Math.abs(values[i]! - values[j]!);
  let best: EnergySplit | null = null;
  for (let split = from + 1; split <= to - SHORTEST_SEGMENT; split++) {
    const moved = values[split - 1]!;
    let toLeft = 0;
    let toRight = 0;
    for (let i = from; i < split - 1; i++) toLeft += Math.abs(values[i]! - moved);
    for (let i = split; i < to; i++) toRight += Math.abs(values[i]! - moved);
    left += toLeft;
    right -= toRight;
    between += toRight - toLeft;
    const a = split - from;
    const b = to - split;
    if (a < SHORTEST_SEGMENT) continue;
    const distance = (2 * between) / (a * b) - (2 * left) / (a * (a - 1)) - (2 * right) / (b * (b - 1));
    const divergence = ((a * b) / n) * distance;
    if (best === null || divergence > best.divergence) best = { index: split, divergence };
  }
  return best;
}
