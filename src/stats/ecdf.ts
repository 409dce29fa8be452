/**
 * Empirical distribution function: the share of the values that are at most x, in O(log n) a call.
 *
 * @example
 * ecdf([3, 1, 2])(2) // 0.6666666666666666
 */
export function ecdf(values: ArrayLike<number>): (x: number) => number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) throw new Error('An empirical distribution function needs at least one value.');
  return (x) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! <= x) low = middle + 1;
      else high = middle;
    }
    return low / sorted.length;
  };
}
