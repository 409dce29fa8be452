import type { Chip } from '../../chips/chip/chip.js';
import type { System } from '../../chips/network/system.js';
import { exp, ln } from '../../foundation/numeric/portable-math.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { fitRow, operatorDtype, operatorVariant } from '../calibrated/calibration/calibration-group.js';
import { kernelJoules } from '../energy/kernel-joules.js';
import { physicalFormFor } from '../forms/form-table.js';
import { deviceFigures } from '../roofline/chip-figures.js';
import { type CostModel, isRefusal } from '../roofline/cost-model.js';
import type { ExecMode } from '../roofline/exec-mode.js';
import type { FitRow } from '../roofline/physical-form.js';
import type { TimingRow } from '../timings/timing-row.js';
import { type MeasuredGroup, measuredGroup, readGroup, widening } from './measured-group.js';

/** A cost model that also says how far the nearest measured shape is. */
export interface MeasuredCostModel extends CostModel {
  /** Doublings of the shape to the nearest measured row; 0 for the very shape, null where the fallback answers. */
  distance(op: Operator, system: System): number | null;
}

/** Ways of timing, those nearest to a kernel in a captured graph first; modes are never pooled. */
const PREFERRED: readonly ExecMode[] = ['graph', 'nccl-tests', 'kernel-time', 'event', 'graph-sustained', 'eager'];
/** Noise of one measured shape: repeats on one device differ by 1 to 5 % (two versions of one framework, bf16 products). */
const MEASURED_LN_WIDTH = 0.05;
/** Farther than this, in doublings, a fit knows more than the neighbours do. */
const FARTHEST = 2;

/**
 * Costs operators by measured rows of the same chip and format: the row of the very shape, or the utilisation (roofline over
 * measured time) of the nearest ones in log shape. Everything else is left to `fallback`. One way of timing and one kernel
 * library are chosen a group, and no time beats the roofline (I6). `chipOf` gives null for devices without a chip.
 *
 * @example measuredCostModel(table.rows, createCalibratedCostModel(bundledCalibrations()), (name) => findChip(catalog, name))
 */
export function measuredCostModel(
  rows: readonly TimingRow[],
  fallback: CostModel,
  chipOf: (device: string) => Chip | null,
): MeasuredCostModel {
  const candidates = candidateGroups(rows, chipOf);
  const groups = new Map<string, MeasuredGroup>();
  const read = (op: Operator, chip: Chip) => {
    const key = groupKey(op, chip);
    const known = candidates.get(key);
    if (known === undefined) return null;
    let group = groups.get(key);
    if (group === undefined) {
      group = measuredGroup(preferredRows(known));
      groups.set(key, group);
    }
    const reading = readGroup(group, op);
    if (reading === null || reading.distance > FARTHEST) return null;
    const lnWidth =
      reading.distance === 0
        ? MEASURED_LN_WIDTH
        : Math.max(MEASURED_LN_WIDTH, group.lnWidthPerDoubling * widening(reading.distance));
    return Number.isNaN(lnWidth) ? null : { ...reading, lnWidth, context: group.rows[0]!.context };
  };
  return {
    name: 'measured',
    distance: (op, system) => read(op, system.chip)?.distance ?? null,
    estimate(op, system, context) {
      const modelled = fallback.estimate(op, system, context);
      if (isRefusal(modelled)) return modelled;
      const reading = read(op, system.chip);
      if (reading === null) return modelled;
      const form = physicalFormFor(op, reading.context.library);
      const figures = deviceFigures(system.chip);
      const callContext = { ...reading.context, weightCopies: context.weightCopies };
      const floor = form.rooflineMicroseconds(op, figures, callContext) * 1e-6;
      const measuredFloor = form.rooflineMicroseconds(op, figures, reading.context) * 1e-6;
      // Rows that found their weights in cache were not measured with the caller's: the scaling joins the interval.
      const lnScaled = Math.abs(ln(floor / measuredFloor));
      const seconds = Math.max(floor, floor / exp(reading.lnUtilisation));
      const spread = exp(reading.lnWidth + lnScaled);
      const provenance = reading.distance === 0 && lnScaled < 1e-9 ? 'measured' : 'interpolated';
      const lowSeconds = Math.max(floor, seconds / spread);
      const highSeconds = seconds * spread;
      const { flops, bytes } = modelled;
      return {
        ...modelled,
        seconds: { value: seconds, low: lowSeconds, high: highSeconds, provenance },
        joules: kernelJoules(op, { seconds, lowSeconds, highSeconds, flops, bytes, provenance }, system.chip),
      };
    },
  };
}

/** The figures of a chip decide whether it is the measured one: a variant may go by the same name. */
const CHIP_KEYS = new WeakMap<Chip, string>();

function chipKey(chip: Chip): string {
  let key = CHIP_KEYS.get(chip);
  if (key === undefined) {
    key = JSON.stringify(deviceFigures(chip));
    CHIP_KEYS.set(chip, key);
  }
  return key;
}

function groupKey(op: Operator, chip: Chip): string {
  return [chipKey(chip), op.kind, operatorVariant(op), operatorDtype(op), 'kvDtype' in op ? op.kvDtype : ''].join('|');
}

function candidateGroups(rows: readonly TimingRow[], chipOf: (device: string) => Chip | null): Map<string, FitRow[]> {
  const groups = new Map<string, FitRow[]>();
  for (const row of rows) {
    const chip = chipOf(row.device);
    if (chip === null) continue;
    const key = groupKey(row.operator, chip);
    const one = fitRow(row, deviceFigures(chip));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** The rows of the preferred way of timing, and of the library that most of these use. */
function preferredRows(rows: readonly FitRow[]): FitRow[] {
  const exec = PREFERRED.find((mode) => rows.some(({ context }) => context.exec === mode));
  const libraries = new Map<string, FitRow[]>();
  for (const row of rows) {
    if (row.context.exec !== exec) continue;
    const group = libraries.get(row.context.library);
    if (group === undefined) libraries.set(row.context.library, [row]);
    else group.push(row);
  }
  return [...libraries].sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))[0]![1];
}
