// A suite of three short benchmarks in one process, printed as a bench file; needs `npm run build`. `--slow 1.1` makes each
// do a tenth more of the same work, which is a true slow-down; `--dist FOLDER` takes the program of another tree.
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const option = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
};
const dist = resolve(option('--dist', fileURLToPath(new URL('../../dist', import.meta.url))));
const load = (module) => import(pathToFileURL(`${dist}/${module}`).href);
const { compressBlock } = await load('pow-model/protocols/pearl/blake3-compress.js');
const { plainProduct } = await load('pow-model/protocols/pearl/tile-products.js');
const { Simulator, Kernel, PRIORITY } = await load('sim/engine/index.js');

// Other tenants of the machine only ever add time: the least of many short slices is what the code itself takes.
const SLICES = 24;
const WARM_UP = 4;
const slow = Number(option('--slow', '1'));
// `bench compare --interleave` gives this function, so that the two sides take turns slice by slice.
const turn = globalThis.siliconomicsTurn ?? (() => {});

/** 64 timers that fire `count` times in all. */
function timers(count) {
  // Trees before 0.2 call it Kernel.
  const kernel = new (Simulator ?? Kernel)({});
  let fired = 0;
  const fire = kernel.register('fire', (delay) => {
    if (++fired < count) kernel.schedule(delay, PRIORITY.arrival, fire, delay);
  });
  for (let i = 0; i < 64; i++) kernel.schedule(100 + i, PRIORITY.arrival, fire, 100 + i);
  kernel.run();
}

const block = Int32Array.from({ length: 16 }, (_, i) => i * 0x9e3779b1);
const chain = new Int32Array(8);
function blake3(count) {
  for (let i = 0; i < count; i++) compressBlock(chain, 0, block, 0, i, 64, 0, chain, 0);
}

const a = Int8Array.from({ length: 64 * 256 }, (_, i) => ((i * 37) % 127) - 63);
const b = Int8Array.from({ length: 256 * 256 }, (_, i) => ((i * 53) % 127) - 63);
/** Whole blocks of rows, so that a tenth more of them is a tenth more work. */
function tile(count) {
  for (let i = 0; i < count; i++) plainProduct(a, b, 4, 64, 256);
}

/** Name, function and amount of work: about 1 ms a slice. */
const BENCHMARKS = [
  ['engine timers', timers, 8_000],
  ['BLAKE3 blocks', blake3, 4_000],
  ['int8 tiles', tile, 20],
].map(([name, run, work]) => ({ name, run, amount: Math.round(work * slow), least: Number.POSITIVE_INFINITY }));

for (let round = 0; round < WARM_UP; round++) for (const { run, amount } of BENCHMARKS) run(amount);
for (let slice = 0; slice < SLICES; slice++) {
  for (const benchmark of BENCHMARKS) {
    turn();
    const start = process.cpuUsage();
    benchmark.run(benchmark.amount);
    const { user, system } = process.cpuUsage(start);
    benchmark.least = Math.min(benchmark.least, (user + system) / 1e6);
  }
}
const metrics = BENCHMARKS.map(({ name, least }) => ({
  kind: 'measured',
  name,
  unit: 's',
  direction: 'lower',
  samples: [least],
}));
console.log(JSON.stringify({ schemaVersion: 1, format: 'siliconomics-bench', metrics }));
