import { ln, log2 } from '../../foundation/numeric/portable-math.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { errorQuantiles } from '../calibrated/fit/error-quantiles.js';
import { physicalFormFor } from '../forms/form-table.js';
import type { FitRow } from '../roofline/physical-form.js';

/** Rows of one chip, family, format, way of timing and kernel library, ready to be interpolated. */
export interface MeasuredGroup {
  readonly rows: readonly FitRow[];
  readonly points: readonly (readonly number[])[];
  /** ln of the roofline's share of each measured time. */
  readonly lnUtilisations: readonly number[];
  /** 90 % half-width in ln a doubling of distance, from leaving rows out in turn. */
  readonly lnWidthPerDoubling: number;
}

/** What the rows say of one shape. */
export interface MeasuredReading {
  readonly lnUtilisation: number;
  /** Doublings of the shape to the nearest row; 0 for a row of the very shape. */
  readonly distance: number;
}

const NEIGHBOURS = 4;
/** Distance that even the nearest rows are given, so that a single close one does not decide alone. */
const LEAST_DISTANCE = 0.25;
/** Rows that are left out in turn, spread evenly over the group. */
const LEFT_OUT = 200;

export function measuredGroup(rows: readonly FitRow[]): MeasuredGroup {
  const points = rows.map(({ op }) => shapePoint(op));
  const lnUtilisations = rows.map((row) => {
    const { op, device, context, microseconds } = row;
    return ln(physicalFormFor(op, context.library).rooflineMicroseconds(op, device, context) / microseconds);
  });
  const group = { rows, points, lnUtilisations, lnWidthPerDoubling: 0 };
  const stride = Math.max(1, Math.floor(rows.length / LEFT_OUT));
  const errors: number[] = [];
  for (let i = 0; i < rows.length; i += stride) {
    const reading = readGroup(group, rows[i]!.op, i);
    if (reading === null || reading.distance === 0) continue;
    errors.push(Math.abs(reading.lnUtilisation - lnUtilisations[i]!) / widening(reading.distance));
  }
  return { ...group, lnWidthPerDoubling: errors.length < NEIGHBOURS ? Number.NaN : errorQuantiles(errors).q90 };
}

/** Growth of the half-width with the distance, in doublings. */
export function widening(distance: number): number {
  return LEAST_DISTANCE + distance;
}

/** Interpolates ln utilisation from the nearest rows, or null where no row has the same routing; `without` is a row to leave out. */
export function readGroup(group: MeasuredGroup, op: Operator, without = -1): MeasuredReading | null {
  const point = shapePoint(op);
  const kind = shapeKind(op);
  const nearest: { distance: number; i: number }[] = [];
  for (const [i, other] of group.points.entries()) {
    if (i === without || shapeKind(group.rows[i]!.op) !== kind) continue;
    let squares = 0;
    for (let j = 0; j < point.length; j++) squares += (point[j]! - other[j]!) * (point[j]! - other[j]!);
    const distance = Math.sqrt(squares);
    const last = nearest[NEIGHBOURS - 1];
    if (last !== undefined && distance >= last.distance) continue;
    nearest.push({ distance, i });
    nearest.sort((a, b) => a.distance - b.distance || a.i - b.i);
    if (nearest.length > NEIGHBOURS) nearest.pop();
  }
  const [first] = nearest;
  if (first === undefined) return null;
  const used = first.distance === 0 ? nearest.filter(({ distance }) => distance === 0) : nearest;
  let weights = 0;
  let sum = 0;
  for (const { distance, i } of used) {
    const weight = 1 / (LEAST_DISTANCE * LEAST_DISTANCE + distance * distance);
    weights += weight;
    sum += weight * group.lnUtilisations[i]!;
  }
  return { lnUtilisation: sum / weights, distance: first.distance };
}

/** The sizes of an operator in doublings. */
function shapePoint(op: Operator): number[] {
  return Object.values(op)
    .filter((value): value is number => typeof value === 'number')
    .map((value) => log2(value + 1));
}

/** What cannot be interpolated: the routing of experts, and whether they are gated. */
function shapeKind(op: Operator): string {
  return op.kind === 'moe' ? `${op.distribution}|${op.gated}` : '';
}
