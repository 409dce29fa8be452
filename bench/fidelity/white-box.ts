import { parseArgs } from 'node:util';
import { builtinCatalog, type Chip, resolveChip } from '../../src/chips/index.js';
import { readTimings } from '../../src/cli/read-timings.js';
import { createMappingCostModel, isRefusal } from '../../src/kernels/index.js';
import { median } from '../../src/kernels/validation/error-summary.js';

/** Errors of the white-box model on bf16 products inside captured graphs, chips described by public figures alone. */
const DEVICES = ['A100-SXM-80GB', 'H100-SXM', 'B200-SXM', 'L40S'];
/** The catalog's launch floors were measured; this one is the constant of every system file of ai-dynamo/aiconfigurator. */
const PUBLIC_FLOOR_SEC = 3e-6;

const { values } = parseArgs({ options: { timings: { type: 'string' } } });
if (values.timings === undefined) throw new Error('Say where the tables are: --timings DIR');
const catalog = builtinCatalog();
const { rows } = await readTimings(values.timings, (device) => DEVICES.includes(device));
const model = createMappingCostModel();

console.log('| device | rows | median APE, % | MAPE, % | bias, % |\n|---|---|---|---|---|');
for (const device of DEVICES) {
  const published = resolveChip(catalog, device);
  const chip: Chip = { ...published, launchFloorSec: { ...published.launchFloorSec, value: PUBLIC_FLOOR_SEC } };
  const ratios: number[] = [];
  for (const row of rows) {
    const op = row.operator;
    if (
      resolveChip(catalog, row.device).id !== published.id ||
      op.kind !== 'gemm' ||
      op.dtype !== 'bf16' ||
      row.exec !== 'graph'
    )
      continue;
    const cost = model.estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 6 });
    if (!isRefusal(cost)) ratios.push((cost.seconds.value * 1e6) / row.microseconds);
  }
  const errors = ratios.map((ratio) => Math.abs(ratio - 1));
  const mape = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const cells = [median(errors), mape, median(ratios) - 1].map((share) => (100 * share).toFixed(1));
  console.log(`| ${device} | ${errors.length} | ${cells.join(' | ')} |`);
}
