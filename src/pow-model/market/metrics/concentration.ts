/** How unequally shares are held. */
export interface Concentration {
  /** Herfindahl index: 1/n for n equals, 1 for one. */
  readonly hhi: number;
  /** Gini coefficient of those who hold: 0 for equals. */
  readonly gini: number;
  /** Nakamoto coefficient: fewest holders that have more than half. */
  readonly nakamoto: number;
}

/**
 * Concentration over holders, whose sizes need not sum to 1. Each entry may stand for `count` equal holders, so that a
 * grid of cohorts is measured by its operators, not by its cells. Null where nobody holds anything.
 *
 * @example
 * concentration([{ size: 0.5, count: 1 }, { size: 0.05, count: 10 }]); // { hhi: 0.275, nakamoto: 2, ... }
 */
export function concentration(
  holders: readonly { readonly size: number; readonly count: number }[],
): Concentration | null {
  const held = holders.filter((one) => one.size > 0 && one.count > 0);
  return concentrationOf(
    Float64Array.from(held, (one) => one.size),
    Float64Array.from(held, (one) => one.count),
  );
}

/** The same over arrays of positive sizes and counts, for grids of many cohorts. */
export function concentrationOf(sizes: Float64Array, counts: Float64Array): Concentration | null {
  const order = Uint32Array.from(sizes, (_, i) => i).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  let total = 0;
  let people = 0;
  for (const i of order) {
    total += sizes[i]! * counts[i]!;
    people += counts[i]!;
  }
  if (!(total > 0)) return null;
  let hhi = 0;
  let cumulative = 0;
  let nakamoto = 0;
  let above = 0;
  let rankSum = 0;
  for (const i of order) {
    const count = counts[i]!;
    const share = sizes[i]! / total;
    hhi += count * share * share;
    if (cumulative <= 0.5) {
      const needed = Math.floor((0.5 - cumulative) / share + 1e-12) + 1;
      nakamoto += Math.min(count, needed);
    }
    cumulative += count * share;
    // Ranks from the largest: the mean rank of the block times what it holds.
    rankSum += share * count * (above + (count + 1) / 2);
    above += count;
  }
  return { hhi, gini: Math.max(0, (people + 1 - 2 * rankSum) / people), nakamoto };
}
