import { parseArgs } from 'node:util';
import { builtinCatalog, type Chip, findChip, resolveChip } from '../../src/chips/index.js';
import { readTimings } from '../../src/cli/inputs/read-timings.js';
import { shapeFold } from '../../src/kernels/calibrated/fit/shape-fold.js';
import { type PowerShares, powerShare } from '../../src/kernels/energy/board-power.js';
import { powerFamily, powerUse } from '../../src/kernels/energy/kernel-joules.js';
import { deviceFigures } from '../../src/kernels/index.js';
import type { TimingRow } from '../../src/kernels/timings/timing-row.js';
import { seenDeviceErrors } from '../../src/kernels/validation/fidelity.js';
import { nelderMead } from '../../src/search/nelder-mead.js';
import { median } from '../../src/stats/median.js';
import { operatorCost } from '../../src/workloads/operators/operator-cost.js';

// Fits the shares of board power in src/kernels/energy/power-shares.ts to rows whose power was sampled, and prints the
// errors of power and of joules on shapes held out in five folds.
const { values } = parseArgs({ options: { timings: { type: 'string' } } });
if (values.timings === undefined) throw new Error('Say where the tables are: --timings DIR');
const catalog = builtinCatalog();
const table = await readTimings(values.timings, (device) => findChip(catalog, device) !== null);
const rows = table.rows.filter(({ powerW, powerLimitW }) => powerW !== null && powerLimitW !== null);

const START: PowerShares = {
  base: 0.25,
  activity: 0.2,
  activityExponent: 1,
  memory: 0.3,
  memoryExponent: 0.7,
  compute: 0.5,
  computeExponent: 0.7,
};
const NAMES = Object.keys(START) as (keyof PowerShares)[];
const LOSS_SCALE = 0.1;

function predicted(shares: PowerShares, row: TimingRow, chip: Chip): number {
  const { flops, bytes } = operatorCost(row.operator);
  const use = powerUse(row.operator, { seconds: row.microseconds * 1e-6, flops, bytes }, chip);
  return powerShare(shares, use) * row.powerLimitW!;
}

function sharesOf(x: readonly number[]): PowerShares {
  return Object.fromEntries(NAMES.map((name, i) => [name, x[i]!])) as unknown as PowerShares;
}

function fitShares(training: readonly TimingRow[], chip: Chip): PowerShares {
  const loss = (x: readonly number[]): number => {
    if (x.some((value) => value < 0 || value > 8)) return 1e9;
    const shares = sharesOf(x);
    return training.reduce((sum, row) => {
      const error = Math.log(predicted(shares, row, chip) / row.powerW!) / LOSS_SCALE;
      return sum + Math.sqrt(1 + error * error) - 1;
    }, 0);
  };
  const start = NAMES.map((name) => START[name]);
  const { x } = nelderMead(
    loss,
    start,
    start.map((value) => 0.3 * value),
    { tolerance: 1e-4, maxEvaluations: 4000 },
  );
  return sharesOf(x);
}

const percent = (errors: readonly number[]) => (100 * median(errors)).toFixed(1);
const jouleErrors: number[] = [];
for (const device of new Set(rows.map((row) => row.device))) {
  const chip = resolveChip(catalog, device);
  const own = rows.filter((row) => row.device === device);
  const time = new Map(
    seenDeviceErrors(own, deviceFigures(chip)).map(({ row, microseconds }) => [row.op, microseconds]),
  );
  for (const family of new Set(own.map(({ operator }) => powerFamily(operator)))) {
    const ofFamily = own.filter(({ operator }) => powerFamily(operator) === family);
    const powerErrors: number[] = [];
    const joules: number[] = [];
    for (let fold = 0; fold < 5; fold++) {
      const inFold = (row: TimingRow) => shapeFold(row.operator, 5) === fold;
      const shares = fitShares(
        ofFamily.filter((row) => !inFold(row)),
        chip,
      );
      for (const row of ofFamily.filter(inFold)) {
        const watts = predicted(shares, row, chip);
        powerErrors.push(Math.abs(watts / row.powerW! - 1));
        const held = time.get(row.operator);
        if (held !== undefined) joules.push(Math.abs((watts * held) / (row.powerW! * row.microseconds) - 1));
      }
    }
    jouleErrors.push(...joules);
    const errors = `power ${percent(powerErrors)} %, joules ${percent(joules)} %`;
    console.log(`${device} ${family}: ${ofFamily.length} rows, held out: ${errors}`);
    console.log(JSON.stringify(fitShares(ofFamily, chip)));
  }
}
console.log(`all: ${jouleErrors.length} rows, joules median APE ${percent(jouleErrors)} %`);
