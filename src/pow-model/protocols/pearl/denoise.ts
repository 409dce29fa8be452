import type { PearlNoise } from './noise.js';
import { type NoisyOperand, noisyOperand, type PearlInput, pearlJob } from './pearl-job.js';
import { plainProduct } from './tile-products.js';

/**
 * Rows of a matrix times the sparse factor of the other side's noise, rows x rank: each entry is added at one rank and
 * subtracted at another.
 */
function gatherSparse(matrix: Int8Array, rows: number, noise: PearlNoise): Int32Array {
  const { rank, first, second } = noise;
  const k = first.length;
  const sums = new Int32Array(rows * rank);
  for (let row = 0; row < rows; row++) {
    for (let l = 0; l < k; l++) {
      const entry = matrix[row * k + l] as number;
      const plus = row * rank + (first[l] as number);
      const minus = row * rank + (second[l] as number);
      sums[plus] = (sums[plus] as number) + entry;
      sums[minus] = (sums[minus] as number) - entry;
    }
  }
  return sums;
}

/**
 * Turns A'B' into AB in place: AB = A'B' - A F - E B', with A F = (A F_sparse) F_dense and E B' = E_dense (E_sparse B'),
 * two products of rank r. Arithmetic modulo 2^32 is exact because |AB| <= 64 x 64 x 65,536 = 2^28.
 */
export function denoiseProduct(input: PearlInput, a: NoisyOperand, b: NoisyOperand, product: Int32Array): void {
  const { m, n, rank } = input;
  const left = gatherSparse(input.a, m, b.noise);
  const right = gatherSparse(b.noisy, n, a.noise);
  for (let row = 0; row < m; row++) {
    const leftAt = row * rank;
    for (let col = 0; col < n; col++) {
      const rightAt = col * rank;
      let noise = 0;
      for (let i = 0; i < rank; i++) {
        const ofB = Math.imul(left[leftAt + i] as number, b.dense[rightAt + i] as number);
        const ofA = Math.imul(right[rightAt + i] as number, a.dense[leftAt + i] as number);
        noise = (noise + ofB + ofA) | 0;
      }
      product[row * n + col] = ((product[row * n + col] as number) - noise) | 0;
    }
  }
}

/**
 * The useful product A x B, m x n row-major, recovered from the noisy product A'B' that mining computes. `noisyProduct`,
 * m x n, is computed where it is not given.
 *
 * @example
 * pearl.denoise(input)[0] // a.subarray(0, 1024).reduce((sum, value, l) => sum + value * bT[l], 0)
 */
export function denoise(input: PearlInput & { readonly noisyProduct?: Int32Array }): Int32Array {
  const { m, n, k, rank } = input;
  const job = pearlJob(input);
  const a = noisyOperand(job.seedA, 'A_tensor', input.a, m, k, rank);
  const b = noisyOperand(job.seedB, 'B_tensor', input.bT, n, k, rank);
  const product = input.noisyProduct?.slice() ?? plainProduct(a.noisy, b.noisy, m, n, k);
  denoiseProduct(input, a, b, product);
  return product;
}

/** A'B', the product that the miner's tiles are cut from. */
export function noisyProduct(input: PearlInput): Int32Array {
  const { m, n, k, rank } = input;
  const job = pearlJob(input);
  const a = noisyOperand(job.seedA, 'A_tensor', input.a, m, k, rank);
  const b = noisyOperand(job.seedB, 'B_tensor', input.bT, n, k, rank);
  return plainProduct(a.noisy, b.noisy, m, n, k);
}
