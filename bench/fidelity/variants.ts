import { parseArgs } from 'node:util';
import { builtinCatalog, type Chip, resolveChip } from '../../src/chips/index.js';
import { asVariantOf } from '../../src/chips/variant/as-variant-of.js';
import { readTimings } from '../../src/cli/inputs/read-timings.js';
import { VARIANT_CONSTANTS } from '../../src/kernels/compose/variant-cost-model.js';
import {
  bundledCalibrations,
  type CostModel,
  createCalibratedCostModel,
  createMappingCostModel,
  createVariantCostModel,
  isRefusal,
  type TimingRow,
  type VariantConstants,
  type WhiteBoxConstants,
} from '../../src/kernels/index.js';
import { WHITE_BOX_CONSTANTS } from '../../src/kernels/white-box/machine/white-box-constants.js';
import { median } from '../../src/stats/median.js';
import { fitWhiteBox, publicChip, whiteBoxRows } from './white-box-fit.js';

// Chips predicted as variants of others, against the white box alone and the parent's fits alone. No chip's own launch floor.
const PAIRS = [
  ['a100-sxm-80gb', 'h100-sxm'],
  ['h100-sxm', 'b200-sxm'],
  ['a100-sxm-80gb', 'l40s'],
] as const;
const DEVICES = ['a100-sxm-80gb', 'h100-sxm', 'b200-sxm', 'l40s'];
const SHARES = [0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1];
const FAMILIES = ['attention_decode', 'attention_prefill', 'moe'];

const { values } = parseArgs({ options: { timings: { type: 'string' } } });
if (values.timings === undefined) throw new Error('Say where the tables are: --timings DIR');
const catalog = builtinCatalog();
const chips = new Map(DEVICES.map((id) => [id, publicChip(catalog, id)]));
const idOf = new Map<string, string>();
const { rows } = await readTimings(values.timings, (device) => {
  const { id } = resolveChip(catalog, device);
  idOf.set(device, id);
  return DEVICES.includes(id);
});

interface Predicted {
  readonly microseconds: number;
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

/** Rows of one kind of operator, bf16 in captured graphs. */
function rowsOf(id: string, kind: string): TimingRow[] {
  return rows.filter(({ device, operator: op, exec }) => {
    const bf16 = 'dtype' in op && op.dtype === 'bf16' && (!('kvDtype' in op) || op.kvDtype === 'bf16');
    return idOf.get(device) === id && op.kind === kind && bf16 && exec === 'graph';
  });
}

function predict(model: CostModel, chip: Chip, measured: readonly TimingRow[]): Predicted[] {
  return measured.flatMap(({ operator, microseconds }) => {
    const weightCopies = operator.kind === 'gemm' ? 6 : 1;
    const cost = model.estimate(operator, { chip, count: 1, topology: 'single' }, { weightCopies });
    if (isRefusal(cost)) return [];
    const { low, value, high } = cost.seconds;
    return [{ microseconds, low: low * 1e6, value: value * 1e6, high: high * 1e6 }];
  });
}

const apes = (predicted: readonly Predicted[]) => predicted.map((row) => Math.abs(row.value / row.microseconds - 1));
const percent = (share: number) => (100 * share).toFixed(1);

/** The chip `to` as a variant of `from`, known by the fits of `from` alone. */
function asVariant(from: string, to: string, kind: string, white: WhiteBoxConstants, constants: VariantConstants) {
  const known = createCalibratedCostModel(bundledCalibrations().filter(({ device }) => device === from));
  const variant = asVariantOf(chips.get(to)!, chips.get(from)!);
  return predict(createVariantCostModel(known, createMappingCostModel(white), constants), variant, rowsOf(to, kind));
}

/** The share across architectures that suits the pairs of chips without `child` best, with the white box chosen likewise. */
function shareWithout(child: string, white: WhiteBoxConstants): number {
  const others = DEVICES.filter((id) => id !== child);
  const errors = SHARES.map((acrossArchitectures) => {
    const constants = { ...VARIANT_CONSTANTS, acrossArchitectures };
    const all = others.flatMap((from) =>
      others.flatMap((to) => (from === to ? [] : apes(asVariant(from, to, 'gemm', white, constants)))),
    );
    return { acrossArchitectures, error: median(all) };
  });
  return errors.sort((a, b) => a.error - b.error)[0]!.acrossArchitectures;
}

const products = whiteBoxRows(catalog, rows);
const pooled = new Map<string, number[]>();
const pool = (column: string, errors: readonly number[]): string => {
  pooled.set(column, [...(pooled.get(column) ?? []), ...errors]);
  return percent(median(errors));
};
let covered = 0;
let predicted = 0;
const header =
  "| parent to child | rows | white box | parent's fits | as a variant | blind white box | blind variant |";
console.log(`${header}\n|---|---|---|---|---|---|---|`);
for (const [from, to] of PAIRS) {
  const measured = rowsOf(to, 'gemm');
  const blind = fitWhiteBox(products.filter(({ chip }) => chip.id !== to));
  const acrossArchitectures = shareWithout(to, blind);
  const known = createCalibratedCostModel(bundledCalibrations().filter(({ device }) => device === from));
  const variant = asVariant(from, to, 'gemm', WHITE_BOX_CONSTANTS, VARIANT_CONSTANTS);
  predicted += variant.length;
  covered += variant.filter(({ low, high, microseconds }) => low <= microseconds && microseconds <= high).length;
  const columns = {
    white: predict(createMappingCostModel(), chips.get(to)!, measured),
    fits: predict(known, chips.get(to)!, measured),
    variant,
    blindWhite: predict(createMappingCostModel(blind), chips.get(to)!, measured),
    blindVariant: asVariant(from, to, 'gemm', blind, { ...VARIANT_CONSTANTS, acrossArchitectures }),
  };
  const cells = Object.entries(columns).map(([name, column]) => pool(name, apes(column)));
  console.log(`| ${from} to ${to} | ${measured.length} | ${cells.join(' | ')} (share ${acrossArchitectures}) |`);
}
console.log(`| all | ${predicted} | ${[...pooled.values()].map((errors) => percent(median(errors))).join(' | ')} |`);
console.log(`\n90 % intervals of variants cover ${percent(covered / predicted)} % of the products.\n`);

console.log(
  "| kernel | parent to child | rows | white box | parent's fits | as a variant | bias | covered |\n|---|---|---|---|---|---|---|---|",
);
for (const kind of FAMILIES) {
  for (const [from, to] of PAIRS) {
    const measured = rowsOf(to, kind);
    const known = createCalibratedCostModel(bundledCalibrations().filter(({ device }) => device === from));
    const variant = asVariant(from, to, kind, WHITE_BOX_CONSTANTS, VARIANT_CONSTANTS);
    const inside = variant.filter(({ low, high, microseconds }) => low <= microseconds && microseconds <= high).length;
    const bias = median(variant.map(({ value, microseconds }) => value / microseconds)) - 1;
    const cells = [
      median(apes(predict(createMappingCostModel(), chips.get(to)!, measured))),
      median(apes(predict(known, chips.get(to)!, measured))),
      median(apes(variant)),
      bias,
      inside / variant.length,
    ];
    console.log(`| ${kind} | ${from} to ${to} | ${measured.length} | ${cells.map(percent).join(' | ')} |`);
  }
}
