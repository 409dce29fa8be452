import type { RandomStream } from '../foundation/numeric/random-stream.js';

/**
 * Resamples of an ordered sample in blocks of neighbours that wrap around (circular block bootstrap, D. N. Politis and
 * J. P. Romano, 1992), so that what is correlated stays together. Calls `use` with each resample; the array is reused.
 */
export function circularBlockBootstrap(
  values: ArrayLike<number>,
  blockLength: number,
  resamples: number,
  stream: RandomStream,
  use: (resample: Float64Array) => void,
): void {
  const n = values.length;
  if (n === 0 || blockLength < 1) throw new Error('A block bootstrap needs values and blocks of at least one.');
  const resample = new Float64Array(n);
  for (let r = 0; r < resamples; r++) {
    for (let filled = 0; filled < n; ) {
      const first = stream.nextBelow(n);
      for (let k = 0; k < blockLength && filled < n; k++) resample[filled++] = values[(first + k) % n]!;
    }
    use(resample);
  }
}
