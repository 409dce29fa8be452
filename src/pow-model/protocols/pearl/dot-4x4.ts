/**
 * Sixteen dot products of four rows of A with four rows of B^T, each `k` long, into `sums`; after each block of `rank`
 * the XOR of the sixteen running sums is folded into `xors`. Sixteen local sums keep four loads a side for sixteen
 * multiply-accumulates: bench/pow/pearl-overhead.ts.
 */
export function dot4x4(
  a: Int8Array,
  a0: number,
  a1: number,
  a2: number,
  a3: number,
  b: Int8Array,
  b0: number,
  b1: number,
  b2: number,
  b3: number,
  k: number,
  rank: number,
  xors: Int32Array,
  sums: Int32Array,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  let l = 0;
  for (let block = 0; l < k; block++) {
    const end = l + rank < k ? l + rank : k;
    const whole = l + rank <= k;
    for (; l < end; l++) {
      const x0 = a[a0 + l] as number;
      const x1 = a[a1 + l] as number;
      const x2 = a[a2 + l] as number;
      const x3 = a[a3 + l] as number;
      const y0 = b[b0 + l] as number;
      const y1 = b[b1 + l] as number;
      const y2 = b[b2 + l] as number;
      const y3 = b[b3 + l] as number;
      s00 = (s00 + x0 * y0) | 0;
      s01 = (s01 + x0 * y1) | 0;
      s02 = (s02 + x0 * y2) | 0;
      s03 = (s03 + x0 * y3) | 0;
      s10 = (s10 + x1 * y0) | 0;
      s11 = (s11 + x1 * y1) | 0;
      s12 = (s12 + x1 * y2) | 0;
      s13 = (s13 + x1 * y3) | 0;
      s20 = (s20 + x2 * y0) | 0;
      s21 = (s21 + x2 * y1) | 0;
      s22 = (s22 + x2 * y2) | 0;
      s23 = (s23 + x2 * y3) | 0;
      s30 = (s30 + x3 * y0) | 0;
      s31 = (s31 + x3 * y1) | 0;
      s32 = (s32 + x3 * y2) | 0;
      s33 = (s33 + x3 * y3) | 0;
    }
    if (whole) {
      xors[block] =
        (xors[block] as number) ^
        s00 ^
        s01 ^
        s02 ^
        s03 ^
        s10 ^
        s11 ^
        s12 ^
        s13 ^
        s20 ^
        s21 ^
        s22 ^
        s23 ^
        s30 ^
        s31 ^
        s32 ^
        s33;
    }
  }
  sums[0] = s00;
  sums[1] = s01;
  sums[2] = s02;
  sums[3] = s03;
  sums[4] = s10;
  sums[5] = s11;
  sums[6] = s12;
  sums[7] = s13;
  sums[8] = s20;
  sums[9] = s21;
  sums[10] = s22;
  sums[11] = s23;
  sums[12] = s30;
  sums[13] = s31;
  sums[14] = s32;
  sums[15] = s33;
}
