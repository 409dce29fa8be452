import { parseArgs } from 'node:util';
import { builtinCatalog, type Chip, resolveChip } from '../../src/chips/index.js';
import { readTimings } from '../../src/cli/inputs/read-timings.js';
import { createMappingCostModel, isRefusal, type TimingRow } from '../../src/kernels/index.js';
import { median } from '../../src/stats/median.js';
import { publicChip } from './white-box-fit.js';

// Errors of the white-box model by device, kernel, format and way of timing, chips described by public figures alone.
/** Below this, rows timed from the host hold the host's own time. */
const HOST_BOUND_MICROSECONDS = 200;

const { values } = parseArgs({ options: { timings: { type: 'string' } } });
if (values.timings === undefined) throw new Error('Say where the tables are: --timings DIR');
const catalog = builtinCatalog();
const { rows } = await readTimings(values.timings, () => true);
const model = createMappingCostModel();
const chips = new Map<string, Chip>();

function chipOf(row: TimingRow): Chip {
  let chip = chips.get(row.device);
  if (chip === undefined) {
    chip = publicChip(catalog, row.device);
    chips.set(row.device, chip);
  }
  return chip;
}

const groups = new Map<string, number[]>();
for (const row of rows) {
  const { operator: op, exec } = row;
  if ('ranks' in op || exec === 'eager' || exec === 'graph-sustained') continue;
  if (exec === 'event' && row.microseconds < HOST_BOUND_MICROSECONDS) continue;
  const rotates = op.kind === 'gemm' && (op.dtype === 'bf16' || op.dtype === 'fp8');
  const system = { chip: chipOf(row), count: 1, topology: 'single' as const };
  const cost = model.estimate(op, system, { weightCopies: rotates && exec === 'graph' ? 6 : 1 });
  if (isRefusal(cost)) continue;
  const dtype = 'dtype' in op ? op.dtype : '';
  const kv = 'kvDtype' in op && op.kvDtype !== dtype ? `, ${op.kvDtype} cache` : '';
  const device = resolveChip(catalog, row.device).id;
  const key = `${op.kind} | ${dtype}${kv} | ${exec} | ${device}`;
  const ratios = groups.get(key) ?? [];
  ratios.push((cost.seconds.value * 1e6) / row.microseconds);
  groups.set(key, ratios);
}

console.log(
  '| kernel | format | timed | device | rows | median APE, % | MAPE, % | bias, % |\n|---|---|---|---|---|---|---|---|',
);
for (const [key, ratios] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const errors = ratios.map((ratio) => Math.abs(ratio - 1));
  const mape = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const cells = [median(errors), mape, median(ratios) - 1].map((share) => (100 * share).toFixed(1));
  console.log(`| ${key} | ${ratios.length} | ${cells.join(' | ')} |`);
}
