import { parseArgs } from 'node:util';
import { builtinCatalog, type Chip, resolveChip } from '../../src/chips/index.js';
import { readTimings } from '../../src/cli/read-timings.js';
import {
  bundledCalibrations,
  type CostModel,
  createCalibratedCostModel,
  createMappingCostModel,
  createVariantCostModel,
  isRefusal,
} from '../../src/kernels/index.js';
import { median } from '../../src/kernels/validation/error-summary.js';

/** Chips predicted as variants of others, against the white box alone and the parent's fits alone; bf16 products in graphs. */
const PAIRS = [
  ['a100-sxm-80gb', 'h100-sxm'],
  ['h100-sxm', 'b200-sxm'],
  ['a100-sxm-80gb', 'l40s'],
] as const;
/** No chip's own measured launch floor is used; this is the constant of every system file of ai-dynamo/aiconfigurator. */
const PUBLIC_FLOOR_SEC = 3e-6;

const { values } = parseArgs({ options: { timings: { type: 'string' } } });
if (values.timings === undefined) throw new Error('Say where the tables are: --timings DIR');
const catalog = builtinCatalog();
const { rows } = await readTimings(values.timings, (device) =>
  PAIRS.some(([, id]) => resolveChip(catalog, device).id === id),
);
const published = (id: string): Chip => {
  const chip = resolveChip(catalog, id);
  return { ...chip, launchFloorSec: { ...chip.launchFloorSec, value: PUBLIC_FLOOR_SEC } };
};

const pooled = new Map<string, number[]>();
let covered = 0;
let predicted = 0;
console.log("| parent to child | rows | white box | parent's fits | as a variant |\n|---|---|---|---|---|");
for (const [from, to] of PAIRS) {
  const parent = published(from);
  const child = published(to);
  const variant: Chip = { ...child, variantOf: parent };
  const calibrated = createCalibratedCostModel(bundledCalibrations().filter(({ device }) => device === from));
  const whiteBox = createMappingCostModel();
  const models: [string, CostModel, Chip][] = [
    ['white box', whiteBox, child],
    ["parent's fits", calibrated, child],
    ['as a variant', createVariantCostModel(calibrated, whiteBox), variant],
  ];
  const cells = models.map(([name, model, chip]) => {
    const errors: number[] = [];
    for (const row of rows) {
      const op = row.operator;
      if (resolveChip(catalog, row.device).id !== to) continue;
      if (op.kind !== 'gemm' || op.dtype !== 'bf16' || row.exec !== 'graph') continue;
      const cost = model.estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 6 });
      if (isRefusal(cost)) continue;
      errors.push(Math.abs((cost.seconds.value * 1e6) / row.microseconds - 1));
      if (name !== 'as a variant') continue;
      predicted++;
      if (cost.seconds.low * 1e6 <= row.microseconds && row.microseconds <= cost.seconds.high * 1e6) covered++;
    }
    pooled.set(name, [...(pooled.get(name) ?? []), ...errors]);
    return { text: (100 * median(errors)).toFixed(1), rows: errors.length };
  });
  console.log(`| ${from} to ${to} | ${cells[0]!.rows} | ${cells.map(({ text }) => text).join(' | ')} |`);
}
const all = [...pooled.values()].map((errors) => (100 * median(errors)).toFixed(1));
console.log(`| all | ${[...pooled.values()][0]!.length} | ${all.join(' | ')} |`);
console.log(
  `\nMedian absolute percentage errors. 90 % intervals of variants cover ${((100 * covered) / predicted).toFixed(1)} % of the rows.`,
);
