/** The chain's I32F32 as its raw bits: value x 2^32. Products and quotients of non-negative values truncate. */
export type Fixed = bigint;

const FRACTION_BITS = 32n;
export const ONE: Fixed = 1n << FRACTION_BITS;
const U16_MAX = 65_535n;

export const multiply = (a: Fixed, b: Fixed): Fixed => (a === 0n || b === 0n ? 0n : (a * b) >> FRACTION_BITS);

/** Quotient, 0 over 0, as the chain's `safe_div`. */
export const divide = (a: Fixed, b: Fixed): Fixed => (a === 0n || b === 0n ? 0n : (a << FRACTION_BITS) / b);

export const toNumber = (value: Fixed): number => Number(value) / 4294967296;

/** Largest fixed-point value that is not above a double. */
export const fromNumber = (value: number): Fixed => BigInt(Math.floor(value * 4294967296));

/** A u16 as a proportion of 65,535. */
export const proportion = (value: number): Fixed => (BigInt(value) << FRACTION_BITS) / U16_MAX;

/** A proportion as u16, truncated. */
export function toU16(value: Fixed): number {
  const scaled = Number((value * U16_MAX) >> FRACTION_BITS);
  return scaled > 65_535 ? 65_535 : scaled;
}

export const sum = (values: readonly Fixed[]): Fixed => values.reduce((total, value) => total + value, 0n);

/** Values over their sum; unchanged if that is zero. */
export function normalize(values: readonly Fixed[]): Fixed[] {
  const total = sum(values);
  return total === 0n ? [...values] : values.map((value) => divide(value, total));
}

/** Sums of the columns of a square matrix. */
function columnSums(matrix: readonly (readonly Fixed[])[]): Fixed[] {
  const sums: Fixed[] = new Array(matrix.length).fill(0n);
  for (const row of matrix) for (let j = 0; j < sums.length; j++) sums[j]! += row[j]!;
  return sums;
}

/** Columns over their sums; columns of zeros stay. */
export function normalizeColumns(matrix: readonly (readonly Fixed[])[]): Fixed[][] {
  const sums = columnSums(matrix);
  return matrix.map((row) => row.map((value, j) => (sums[j] === 0n ? value : divide(value, sums[j]!))));
}

/** Columns over their maxima; columns of zeros stay. */
export function upscaleColumns(matrix: readonly (readonly Fixed[])[]): Fixed[][] {
  const maxima: Fixed[] = new Array(matrix.length).fill(0n);
  for (const row of matrix) for (let j = 0; j < maxima.length; j++) if (row[j]! > maxima[j]!) maxima[j] = row[j]!;
  return matrix.map((row) => row.map((value, j) => divide(value, maxima[j]!)));
}

/** Result_j = sum over i of vector_i x matrix_ij, each product truncated. */
export function weightedColumnSums(matrix: readonly (readonly Fixed[])[], vector: readonly Fixed[]): Fixed[] {
  const sums: Fixed[] = new Array(matrix.length).fill(0n);
  matrix.forEach((row, i) => {
    const weight = vector[i]!;
    if (weight === 0n) return;
    for (let j = 0; j < sums.length; j++) sums[j]! += multiply(weight, row[j]!);
  });
  return sums;
}

/** Result_i = sum over j of matrix_ij x vector_j, each product truncated. */
export function weightedRowSums(matrix: readonly (readonly Fixed[])[], vector: readonly Fixed[]): Fixed[] {
  return matrix.map((row) => row.reduce((total, value, j) => total + multiply(value, vector[j]!), 0n));
}

/** alpha x fresh + (1 - alpha) x old, entry by entry. */
export function movingAverage(
  fresh: readonly (readonly Fixed[])[],
  old: readonly (readonly Fixed[])[],
  alpha: (i: number, j: number) => Fixed,
): Fixed[][] {
  return fresh.map((row, i) =>
    row.map((value, j) => {
      const before = old[i]![j]!;
      if (value === 0n && before === 0n) return 0n;
      const rate = alpha(i, j);
      return multiply(rate, value) + multiply(ONE - rate, before);
    }),
  );
}
