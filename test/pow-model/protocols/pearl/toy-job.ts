import {
  DEFAULT_COLS_PATTERN,
  DEFAULT_ROWS_PATTERN,
  type PearlInput,
} from '../../../../src/pow-model/protocols/pearl/index.js';

/** The 128 x 128 job at default parameters that the vectors are printed for. */
export function toyJob(): PearlInput {
  const [m, n, k] = [128, 128, 1024];
  const a = new Int8Array(m * k);
  const bT = new Int8Array(n * k);
  for (let row = 0; row < m; row++) {
    for (let l = 0; l < k; l++) {
      a[row * k + l] = ((7 * row + 13 * l) % 129) - 64;
      bT[row * k + l] = ((11 * row + 5 * l + 3) % 129) - 64;
    }
  }
  const header = new Uint8Array(76);
  const view = new DataView(header.buffer);
  view.setUint32(0, 1, true);
  view.setUint32(72, 0x1d00ffff, true);
  return { a, bT, m, k, n, rank: 32, rowsPattern: DEFAULT_ROWS_PATTERN, colsPattern: DEFAULT_COLS_PATTERN, header };
}

/** Matrices of int7 entries drawn from a linear congruential generator (Numerical Recipes constants). */
export function randomJob(seed: number, m: number, n: number): PearlInput {
  let state = seed | 0;
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return ((state >>> 8) % 129) - 64;
  };
  const job = toyJob();
  return {
    ...job,
    m,
    n,
    a: Int8Array.from({ length: m * job.k }, draw),
    bT: Int8Array.from({ length: n * job.k }, draw),
  };
}
