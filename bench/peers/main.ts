import { cpus, loadavg } from 'node:os';
import { type Dataflow, systolicCycles } from '../../src/kernels/white-box/machine/systolic-cycles.js';
import { comparisonRange, runMarketRange } from '../../src/pow-model/market/runs/index.js';
import { median } from '../../src/stats/median.js';
import { COMPARE } from '../../test/pow-model/market/runs/example-market.js';
import { singleServer } from '../engine/callback-workloads.js';
import { startPython } from './python-peer.js';
import { startSimpy } from './simpy-peer.js';

/**
 * `npm run bench:peers`: the same work here and on the peers that the interpreter PEERS_PYTHON (default python3) can
 * import, in turns in one run, in CPU seconds. A peer that is not installed is skipped by name.
 */
const ROUNDS = 5;
const python = process.env.PEERS_PYTHON ?? 'python3';

const cpuSeconds = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};
const ratio = (value: number): string => (value >= 100 ? Math.round(value).toString() : value.toFixed(1));

/** M/M/1 at load 0.8: customers per CPU-second, both queues checked against the mean wait of 4. */
async function againstSimpy(): Promise<string> {
  const peer = await startSimpy(python);
  if (peer === null) return 'skipped: SimPy (python package simpy)';
  const customers = 1e5;
  const ratios: number[] = [];
  const waits: number[] = [];
  singleServer(customers, {});
  for (let round = 0; round < ROUNDS; round++) {
    let ours = { units: 0, check: 0 };
    const seconds = cpuSeconds(() => {
      ours = singleServer(10 * customers, {});
    });
    const theirs = await peer.run('B', customers);
    ratios.push(ours.units / seconds / (theirs.units / theirs.cpuSeconds));
    waits.push(ours.check, theirs.check);
  }
  peer.close();
  const span = `${Math.min(...waits).toFixed(2)} .. ${Math.max(...waits).toFixed(2)}`;
  return `${peer.version}: M/M/1 at load 0.8, customers per CPU-second: ${ratio(median(ratios))}x (mean waits ${span}, theory 4)`;
}

const PRODUCTS: readonly (readonly [size: number, dataflow: Dataflow, m: number, n: number, k: number])[] = [
  [32, 'os', 64, 64, 64],
  [32, 'ws', 100, 70, 130],
  [32, 'is', 100, 70, 130],
  [128, 'os', 256, 256, 256],
  [128, 'ws', 256, 256, 256],
  [128, 'is', 300, 200, 500],
];

/** Compute cycles of products: equal to the cycle, and the time to find them. */
async function againstScaleSim(): Promise<string> {
  const peer = await startPython(python, './scalesim_products.py');
  if (peer === null) return 'skipped: SCALE-Sim (python package scalesim)';
  let equal = 0;
  const ratios: number[] = [];
  for (const [size, dataflow, m, n, k] of PRODUCTS) {
    const array = { rows: size, columns: size, dataflow, count: 1, overlappedFolds: false };
    const { cycles } = systolicCycles(m, n, k, array);
    const repeats = 200_000;
    const seconds = cpuSeconds(() => {
      for (let i = 0; i < repeats; i++) systolicCycles(m, n, k, array);
    });
    const theirs = await peer.ask(`${size} ${size} ${dataflow} ${m} ${n} ${k}`);
    if (theirs.cycles === cycles) equal++;
    else console.log(`  ${m} x ${n} x ${k} ${dataflow} on ${size} x ${size}: ${cycles} here, ${theirs.cycles} there`);
    ratios.push(Number(theirs.cpuSeconds) / (seconds / repeats));
  }
  peer.close();
  const { scalesim, python: version } = peer.greeting;
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((value) => value.toExponential(1));
  return `SCALE-Sim ${scalesim}, Python ${version}: compute cycles equal in ${equal} of ${PRODUCTS.length} products; the closed form is ${least} to ${most}x faster than the cycle-by-cycle run`;
}

/** The result of the radCAD model by its own equations, to the last digits. */
function marketByHand(weeks: number): { paid: number; hashRate: number } {
  let [price, hashRate, paid] = [100, 1, 0];
  for (let week = 0; week < weeks; week++) {
    const revenue = price * 50 * 0.5 ** (week / 208);
    paid += revenue;
    hashRate += 0.2 * (revenue / 5000 - hashRate);
    price = 100 * (1 + 0.3 * Math.sin(week / 20));
  }
  return { paid, hashRate };
}

/**
 * Weeks of a market per CPU-second. Not the same work: five equations there, a market with fleets, makers and site
 * prices here, so the ratio is a lower bound.
 */
async function againstRadcad(): Promise<string> {
  const peer = await startPython(python, './radcad_market.py');
  if (peer === null) return 'skipped: radCAD (python packages radcad, typing_extensions)';
  const [weeks, runs] = [520, 20];
  const input = { ...COMPARE, rules: COMPARE.rules.slice(0, 1), markets: COMPARE.markets.slice(0, 1), runs: 100 };
  const ratios: number[] = [];
  runMarketRange({ ...comparisonRange(input, input.markets[0]!), runs: 20 });
  for (let round = 0; round < ROUNDS; round++) {
    const seconds = cpuSeconds(() => runMarketRange(comparisonRange(input, input.markets[0]!)));
    const theirs = await peer.ask(`${weeks} ${runs}`);
    const byHand = marketByHand(weeks);
    if (Math.abs(Number(theirs.paid) / byHand.paid - 1) > 1e-9)
      throw new Error(`radCAD paid ${theirs.paid}, by hand ${byHand.paid}`);
    const weeksHere = input.runs * 52 * Math.round(input.horizonYears);
    ratios.push(weeksHere / seconds / ((weeks * runs) / Number(theirs.cpuSeconds)));
  }
  peer.close();
  const { radcad, python: version } = peer.greeting;
  return `radCAD ${radcad}, Python ${version}: weeks of a market per CPU-second: ${ratio(median(ratios))}x (five equations there, the whole market here)`;
}

console.log(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown CPU'}, load ${loadavg()[0]!.toFixed(1)}`);
for (const peer of [againstSimpy, againstScaleSim, againstRadcad]) console.log(await peer());
