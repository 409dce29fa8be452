import { parseArgs } from 'node:util';
import { builtinCatalog, findChip, resolveChip } from '../../src/chips/index.js';
import { readTimings } from '../../src/cli/inputs/read-timings.js';
import { errorQuantiles } from '../../src/kernels/calibrated/fit/error-quantiles.js';
import { withLeftOutErrors } from '../../src/kernels/calibrated/fit/left-out.js';
import { type Calibration, calibrate, deviceFigures, type TimingRow } from '../../src/kernels/index.js';
import {
  givenRowsErrors,
  type HeldOutRow,
  leftOutErrors,
  lnError,
  seenDeviceErrors,
} from '../../src/kernels/validation/fidelity.js';
import { median } from '../../src/stats/median.js';
import { type Bar, FAMILIES, type FidelityFamily } from './families.js';

const GIVEN_ROWS = 20;
const SEEDS = [1, 2, 3, 4, 5];

const { values } = parseArgs({
  options: {
    timings: { type: 'string' },
    family: { type: 'string' },
    devices: { type: 'boolean', default: false },
  },
});
if (values.timings === undefined) throw new Error('Say where the tables are: npm run fidelity -- --timings DIR');

const catalog = builtinCatalog();
const table = await readTimings(values.timings, (device) => findChip(catalog, device) !== null);
const families = FAMILIES.filter((family) => family.name.includes(values.family ?? ''));

console.log(
  '| family | rows | seen device | left out | 20 of its rows given | coverage of 90 % intervals, seen | left out: pooled (worst device) |',
);
console.log('|---|---|---|---|---|---|---|');
for (const family of families) console.log(line(family));

/** One line of the table; with --devices, the left-out devices singly below it. */
function line(family: FidelityFamily): string {
  const byDevice = new Map<string, TimingRow[]>();
  for (const row of table.rows) {
    if (!family.includes(row)) continue;
    const rows = byDevice.get(row.device);
    if (rows === undefined) byDevice.set(row.device, [row]);
    else rows.push(row);
  }
  const devices = [...byDevice.keys()].sort();
  const figuresOf = (device: string) => deviceFigures(resolveChip(catalog, device));
  const seen = devices.map((device) => seenDeviceErrors(byDevice.get(device)!, figuresOf(device)));
  const leftOut = devices.filter((device) => family.leftOut === null || family.leftOut.includes(device));
  const physics = new Map<string, Calibration>();
  if (leftOut.length > 0) {
    for (const device of devices) {
      physics.set(device, calibrate(byDevice.get(device)!, figuresOf(device), '', { residuals: false }));
    }
  }
  const chipRows = new Map(devices.map((device) => [figuresOf(device).id, byDevice.get(device)!]));
  const others = (device: string) =>
    withLeftOutErrors(
      [...physics].filter(([name]) => name !== device).map(([, one]) => one),
      (id) => chipRows.get(id)!,
    );
  const out = leftOut.map((device) => leftOutErrors(byDevice.get(device)!, figuresOf(device), others(device)));
  const given = leftOut.map((device) =>
    SEEDS.flatMap((seed) =>
      givenRowsErrors(byDevice.get(device)!, figuresOf(device), others(device), GIVEN_ROWS, seed),
    ),
  );
  const cells = [
    family.name,
    String(seen.flat().length),
    cell(seen.flat(), family.seenBar),
    cell(out.flat(), family.leftOutBar),
    cell(given.flat(), family.givenBar),
    coverage(seen),
    promised(out),
  ];
  const below = values.devices
    ? devices.map((device, i) => {
        const at = leftOut.indexOf(device);
        const parts = [cell(seen[i]!, null), cell(out[at] ?? [], null), cell(given[at] ?? [], null)];
        return `\n| - ${device} | ${seen[i]!.length} | ${parts.join(' | ')} | | |`;
      })
    : [];
  return `| ${cells.join(' | ')} |${below.join('')}`;
}

/** Median APE / MAPE in per cent, with the bar where it is missed. */
function cell(rows: readonly HeldOutRow[], bar: Bar | null): string {
  if (rows.length === 0) return '-';
  const apes = rows.map(
    ({ row, microseconds }) => (100 * Math.abs(microseconds - row.microseconds)) / row.microseconds,
  );
  const figures = { median: median(apes), mape: apes.reduce((sum, ape) => sum + ape, 0) / apes.length };
  const text = `${figures.median.toFixed(1)} / ${figures.mape.toFixed(1)}`;
  if (bar === null || (figures.median <= bar.median && figures.mape <= bar.mape)) return text;
  return `${text} (bar ${bar.median} / ${bar.mape})`;
}

/** Share of rows inside conformal 90 % intervals whose width comes from the other half of the folds. */
function coverage(devices: readonly (readonly HeldOutRow[])[]): string {
  let inside = 0;
  let count = 0;
  for (const rows of devices) {
    const errors = rows.map((row) => Math.abs(lnError(row)));
    for (const half of [0, 1]) {
      const { q90: width } = errorQuantiles(errors.filter((_, i) => i % 2 !== half));
      for (let i = half; i < errors.length; i += 2) {
        count++;
        if (errors[i]! <= width) inside++;
      }
    }
  }
  return count === 0 ? '-' : `${((100 * inside) / count).toFixed(1)} %`;
}

/** Share of left-out rows inside the intervals that the other devices promise, pooled and for the worst device. */
function promised(devices: readonly (readonly HeldOutRow[])[]): string {
  const shares = devices.flatMap((rows) => {
    const known = rows.filter((row) => row.q90 !== null);
    if (known.length === 0) return [];
    return [{ n: known.length, inside: known.filter((row) => Math.abs(lnError(row)) <= row.q90!).length }];
  });
  if (shares.length === 0) return '-';
  const n = shares.reduce((sum, share) => sum + share.n, 0);
  const inside = shares.reduce((sum, share) => sum + share.inside, 0);
  const worst = Math.min(...shares.map((share) => share.inside / share.n));
  return `${((100 * inside) / n).toFixed(0)} % (${(100 * worst).toFixed(0)} %)`;
}
