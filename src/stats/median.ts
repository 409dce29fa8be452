/** Up to here insertion beats the built-in sort of typed arrays several times over. */
const SMALL = 64;

/** Median of values that may be reordered: the quantile of type 7 at one half, without its checks. */
export function medianInPlace(values: Float64Array): number {
  const n = values.length;
  if (n === 0) throw new Error('A median needs at least one value.');
  if (n > SMALL) values.sort();
  else insertionSort(values);
  const high = values[n >> 1]!;
  const low = values[(n - 1) >> 1]!;
  // Equal neighbours may both be infinite, whose difference is not a number.
  return low === high ? low : low + 0.5 * (high - low);
}

function insertionSort(values: Float64Array): void {
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    let j = i - 1;
    while (j >= 0 && values[j]! > value) {
      values[j + 1] = values[j]!;
      j--;
    }
    values[j + 1] = value;
  }
}

/**
 * Median of values in any order, which are not changed.
 *
 * @example
 * median([3, 1, 2]) // 2
 */
export function median(values: ArrayLike<number>): number {
  return medianInPlace(Float64Array.from(values));
}
