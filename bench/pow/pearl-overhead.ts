import { createStream } from '../../src/foundation/numeric/random-stream.js';
import { pearl } from '../../src/pow-model/index.js';
import { denoiseProduct } from '../../src/pow-model/protocols/pearl/denoise.js';
import { dot4x4 } from '../../src/pow-model/protocols/pearl/dot-4x4.js';
import { noisyOperand, pearlJob } from '../../src/pow-model/protocols/pearl/pearl-job.js';
import { median } from '../../src/stats/median.js';

/**
 * What mining costs on this host beside the plain int8 product of the same kernel, and how long a proof takes to check:
 * `npx tsx bench/pow/pearl-overhead.ts`. Medians of several runs; the first runs warm the compiler and do not count.
 */
const SIDE = 256;
const RUNS = 9;

function medianMs(run: () => void): number {
  const times: number[] = [];
  for (let i = 0; i < RUNS + 3; i++) {
    const start = performance.now();
    run();
    if (i >= 3) times.push(performance.now() - start);
  }
  return median(times);
}

function drawMatrix(name: string, entries: number): Int8Array {
  const stream = createStream('bench', name);
  return Int8Array.from({ length: entries }, () => stream.nextBelow(129) - 64);
}

const ANY = (1n << 256n) - 1n;
const rows: Record<string, string>[] = [];
for (const [k, rank] of [
  [1024, 32],
  [4096, 128],
  [4096, 32],
] as const) {
  const input: pearl.PearlInput = {
    a: drawMatrix('a', SIDE * k),
    bT: drawMatrix('b', SIDE * k),
    m: SIDE,
    n: SIDE,
    k,
    rank,
    rowsPattern: pearl.DEFAULT_ROWS_PATTERN,
    colsPattern: pearl.DEFAULT_COLS_PATTERN,
    header: new Uint8Array(76),
  };
  const plain = medianMs(() => pearl.plainProduct(input.a, input.bT, SIDE, SIDE, k));
  const commit = medianMs(() => pearlJob(input));
  const job = pearlJob(input);
  const a = noisyOperand(job.seedA, 'A_tensor', input.a, SIDE, k, rank);
  const b = noisyOperand(job.seedB, 'B_tensor', input.bT, SIDE, k, rank);
  const noise = medianMs(() => noisyOperand(job.seedA, 'A_tensor', input.a, SIDE, k, rank)) * 2;
  const product = new Int32Array(SIDE * SIDE);
  const denoise = medianMs(() => denoiseProduct(input, a, b, product));
  const pure = medianMs(() => pearl.prove({ ...input, target: 0n }));
  const merged = medianMs(() => pearl.proveMerged({ ...input, target: 0n }));
  const proof = pearl.prove({ ...input, target: ANY })!;
  const verify = medianMs(() => pearl.verify(proof, { header: input.header, target: ANY }));
  const share = (time: number) => `${((100 * time) / plain).toFixed(1)} %`;
  rows.push({
    shape: `${SIDE} x ${SIDE} x ${k}, r ${rank}`,
    'plain ms': plain.toFixed(1),
    'GMAC/s': ((SIDE * SIDE * k) / plain / 1e6).toFixed(2),
    '2r/k': share((plain * 2 * rank) / k),
    denoise: share(denoise),
    commit: share(commit),
    noise: share(noise),
    'pure, all': share(pure - plain),
    'merged, all': share(merged - plain),
    'verify ms': verify.toFixed(2),
  });
}
console.table(rows);
console.log(
  'Shares are of the plain product. At these sides commitment and noise, which fall as 1/m + 1/n, weigh most.',
);

const sums = new Int32Array(16);
const one = drawMatrix('kernel', 8 * 1024);
const wide = medianMs(() => {
  for (let i = 0; i < 1000; i++) {
    dot4x4(one, 0, 1024, 2048, 3072, one, 4096, 5120, 6144, 7168, 1024, 1024, new Int32Array(1), sums);
  }
});
const narrow = medianMs(() => {
  for (let pair = 0; pair < 16_000; pair++) {
    const left = ((pair >> 2) & 3) * 1024;
    const right = (4 + (pair & 3)) * 1024;
    let sum = 0;
    for (let l = 0; l < 1024; l++) sum = (sum + one[left + l]! * one[right + l]!) | 0;
    sums[pair & 15] = sum;
  }
});
console.log(`dot4x4 against single dot products: ${wide.toFixed(1)} ms against ${narrow.toFixed(1)} ms for 16 MMAC.`);
