import type { Dtype } from '../../../workloads/operators/dtype.js';
import type { Operator, OperatorKind } from '../../../workloads/operators/operator.js';
import type { DeviceFigures } from '../../roofline/device-figures.js';
import type { ExecMode } from '../../roofline/exec-mode.js';
import type { FitRow, KernelContext } from '../../roofline/physical-form.js';
import { WEIGHT_COPIES } from '../../roofline/weight-copies.js';
import { kernelLibrary } from '../../timings/kernel-library.js';
import type { TimingRow } from '../../timings/timing-row.js';

/** Rows that are fitted together: one family, format, way of timing and kernel library. */
export interface GroupKey {
  readonly kind: OperatorKind;
  /** Variant of row-wise kernels, such as rmsnorm; empty for the others. */
  readonly variant: string;
  readonly dtype: Dtype;
  /** Type of the KV cache of attention; empty for the others. */
  readonly kvDtype: string;
  readonly exec: ExecMode;
  readonly library: string;
}

/**
 * Formats whose collectors reuse one copy of the weights between calls, so that small weights stay in cache; the others
 * cycle (collector of ai-dynamo/aiconfigurator at 095f58a).
 */
const SINGLE_COPY_DTYPES: readonly Dtype[] = ['fp8_block', 'nvfp4'];

/** What decides a measured kernel's time beside shape and chip. */
export function rowContext(row: TimingRow): KernelContext {
  const { kind, dtype } = { kind: row.operator.kind, dtype: operatorDtype(row.operator) };
  const cycled = kind === 'gemm' && row.exec.startsWith('graph') && !SINGLE_COPY_DTYPES.includes(dtype);
  return {
    exec: row.exec,
    weightCopies: cycled ? WEIGHT_COPIES.cycled : WEIGHT_COPIES.single,
    library: kernelLibrary(kind, row.kernelSource, row.framework),
    variant: row.variant,
  };
}

/** The row as the fitter sees it on the chip with these figures. */
export function fitRow(row: TimingRow, device: DeviceFigures): FitRow {
  return { op: row.operator, device, context: rowContext(row), microseconds: row.microseconds, source: row.source };
}

export function groupOf(op: Operator, context: KernelContext): GroupKey {
  return {
    kind: op.kind,
    variant: operatorVariant(op),
    dtype: operatorDtype(op),
    kvDtype: 'kvDtype' in op ? op.kvDtype : '',
    exec: context.exec,
    library: context.library,
  };
}

/** A group key as one string, for maps and for sorting. */
export function groupName(key: GroupKey): string {
  return [key.kind, key.variant, key.dtype, key.kvDtype, key.exec, key.library].join('|');
}

/** Variant of row-wise kernels; empty for every other kind. */
export function operatorVariant(op: Operator): string {
  return 'op' in op ? op.op : '';
}

export function operatorDtype(op: Operator): Dtype {
  return op.kind === 'hash' ? 'fp32' : op.dtype;
}

/** Rows by group, groups in the order of their names. */
export function groupRows(rows: readonly FitRow[]): { key: GroupKey; rows: FitRow[] }[] {
  const groups = new Map<string, { key: GroupKey; rows: FitRow[] }>();
  for (const row of rows) {
    const key = groupOf(row.op, row.context);
    const name = groupName(key);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { key, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
