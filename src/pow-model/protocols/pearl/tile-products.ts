import { dot4x4 } from './dot-4x4.js';

/** Where a tile kernel reads and writes: rows of A and of B^T, `k` long, and the row-major product with `n` columns. */
export interface ProductOperands {
  readonly a: Int8Array;
  readonly bT: Int8Array;
  readonly n: number;
  readonly k: number;
  readonly rank: number;
}

const sums = new Int32Array(16);

/**
 * Computes one tile of A x B, whose rows and columns are `place + offsets`: the products go to `product` (not kept if
 * null), the XOR of all accumulators after each rank-wide block to `xors`.
 */
export function multiplyTile(
  operands: ProductOperands,
  rowPlace: number,
  rowOffsets: readonly number[],
  colPlace: number,
  colOffsets: readonly number[],
  xors: Int32Array,
  product: Int32Array | null,
): void {
  const { k, n } = operands;
  xors.fill(0);
  const row = (u: number) => rowPlace + rowOffsets[u]!;
  const col = (v: number) => colPlace + colOffsets[v]!;
  const wide = rowOffsets.length % 4 === 0 && colOffsets.length % 4 === 0;
  const step = wide ? 4 : 1;
  for (let u = 0; u < rowOffsets.length; u += step) {
    for (let v = 0; v < colOffsets.length; v += step) {
      if (!wide) {
        const value = dotOne(operands, row(u) * k, col(v) * k, xors);
        if (product !== null) product[row(u) * n + col(v)] = value;
        continue;
      }
      dot4x4(
        operands.a,
        row(u) * k,
        row(u + 1) * k,
        row(u + 2) * k,
        row(u + 3) * k,
        operands.bT,
        col(v) * k,
        col(v + 1) * k,
        col(v + 2) * k,
        col(v + 3) * k,
        k,
        operands.rank,
        xors,
        sums,
      );
      if (product === null) continue;
      for (let i = 0; i < 16; i++) product[row(u + (i >> 2)) * n + col(v + (i & 3))] = sums[i] as number;
    }
  }
}

/** One dot product with the XOR of its running sum after each whole block. */
function dotOne({ a, bT, k, rank }: ProductOperands, aAt: number, bAt: number, xors: Int32Array): number {
  let sum = 0;
  for (let l = 0, block = 0; l < k; block++) {
    const end = Math.min(l + rank, k);
    const whole = l + rank <= k;
    for (; l < end; l++) sum = (sum + (a[aAt + l] as number) * (bT[bAt + l] as number)) | 0;
    if (whole) xors[block] = (xors[block] as number) ^ sum;
  }
  return sum;
}

/**
 * A x B as int32, m x n row-major, without any proof of work: what proving is compared with.
 *
 * @example
 * plainProduct(Int8Array.of(1, 2), Int8Array.of(3, 4), 1, 1, 2) // Int32Array.of(11)
 */
export function plainProduct(a: Int8Array, bT: Int8Array, m: number, n: number, k: number): Int32Array {
  const product = new Int32Array(m * n);
  const operands: ProductOperands = { a, bT, n, k, rank: k };
  const xors = new Int32Array(1);
  const offsets = (side: number, place: number) => (place + 4 <= side ? FOUR : ONE);
  for (let row = 0; row < m; row += offsets(m, row).length) {
    for (let col = 0; col < n; col += offsets(n, col).length) {
      multiplyTile(operands, row, offsets(m, row), col, offsets(n, col), xors, product);
    }
  }
  return product;
}

const ONE = [0];
const FOUR = [0, 1, 2, 3];
