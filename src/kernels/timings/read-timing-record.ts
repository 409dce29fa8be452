import { DTYPES, type Dtype } from '../../workloads/operators/dtype.js';
import type {
  AttentionDecodeOperator,
  CollectiveOperator,
  Operator,
  RowwiseOperator,
} from '../../workloads/operators/operator.js';
import { EXEC_MODES, type ExecMode } from '../roofline/exec-mode.js';
import type { TimingRow } from './timing-row.js';
import type { ColumnIndex, TimingColumn } from './timing-schema.js';

const KV_DTYPES = ['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'int4'] as const;

/** Largest latency that is believed, in microseconds: an hour. */
const LONGEST_MICROSECONDS = 3.6e9;

/** One record as a row, or everything that is wrong with it. */
export type RecordResult = { readonly row: TimingRow } | { readonly faults: readonly string[] };

/** Turns the cells of one record into a row; nothing is guessed, and every fault of the record is named. */
export function readTimingRecord(cells: readonly string[], index: ColumnIndex, line: number): RecordResult {
  const faults: string[] = [];
  const text = (column: TimingColumn): string => (index[column] < 0 ? '' : (cells[index[column]] ?? '').trim());
  const amount = (column: TimingColumn): number => {
    const cell = text(column);
    const value = Number(cell);
    if (cell !== '' && Number.isFinite(value)) return value;
    faults.push(describeCell(column, cell));
    return Number.NaN;
  };
  const count = (column: TimingColumn, least: number): number => {
    const before = faults.length;
    const value = amount(column);
    if (faults.length === before && !(Number.isInteger(value) && value >= least && value <= 2 ** 53)) {
      faults.push(`${column} is ${text(column)}, not a whole number of at least ${least}.`);
    }
    return value;
  };
  const optionalAmount = (column: TimingColumn): number | null => {
    if (text(column) === '') return null;
    const value = amount(column);
    if (value <= 0) faults.push(`${column} is ${text(column)}, not a positive number.`);
    return value;
  };
  const dtype = text('dtype') as Dtype;
  if (!DTYPES.includes(dtype)) faults.push(`dtype is ${quote(dtype)}, not one of ${DTYPES.join(', ')}.`);
  const device = text('device');
  if (device === '') faults.push('device is empty.');
  const exec = text('exec') as ExecMode;
  if (!EXEC_MODES.includes(exec)) faults.push(`exec is ${quote(exec)}, not one of ${EXEC_MODES.join(', ')}.`);
  const microseconds = amount('latency_us');
  if (microseconds <= 0 || microseconds > LONGEST_MICROSECONDS) {
    faults.push(`latency_us is ${text('latency_us')}, not a positive number of microseconds below an hour.`);
  }
  const operator = readOperator(text, count, dtype, faults);
  const powerW = optionalAmount('power_w');
  const powerLimitW = optionalAmount('power_limit_w');
  if (operator === null || faults.length > 0) return { faults };
  return {
    row: {
      device,
      operator,
      variant: text('op'),
      exec,
      microseconds,
      powerW,
      powerLimitW,
      kernelSource: text('kernel_source'),
      framework: text('framework'),
      frameworkVersion: text('framework_version'),
      source: text('source'),
      line,
    },
  };
}

type ReadText = (column: TimingColumn) => string;
type ReadCount = (column: TimingColumn, least: number) => number;

function readOperator(text: ReadText, count: ReadCount, dtype: Dtype, faults: string[]): Operator | null {
  const kernel = text('kernel');
  switch (kernel) {
    case 'gemm':
      return { kind: kernel, m: count('m', 1), n: count('n', 1), k: count('k', 1), dtype };
    case 'batched_gemm':
      return { kind: kernel, batch: count('batch', 1), m: count('m', 1), n: count('n', 1), k: count('k', 1), dtype };
    case 'attention_prefill':
      return { ...readAttention(text, count, dtype, faults), kind: kernel, qLen: count('q_len', 1) };
    case 'attention_decode':
      return readAttention(text, count, dtype, faults);
    case 'moe':
      return readMoe(text, count, dtype);
    case 'norm':
    case 'activation':
    case 'rope':
    case 'elementwise':
    case 'softmax':
      return {
        kind: kernel,
        op: rowwiseVariant(text('op'), text('source')),
        m: count('m', 1),
        n: count('n', 1),
        dtype,
      } satisfies RowwiseOperator;
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
    case 'send_recv':
      return {
        kind: kernel,
        ranks: count('n_gpus', 2),
        bytes: count('bytes', 1),
        dtype,
      } satisfies CollectiveOperator;
    default:
      faults.push(`kernel is ${quote(kernel)}, which no family covers.`);
      return null;
  }
}

function readAttention(text: ReadText, count: ReadCount, dtype: Dtype, faults: string[]): AttentionDecodeOperator {
  const cell = text('kv_dtype');
  const kvDtype = KV_DTYPES.find((known) => known === cell);
  if (kvDtype === undefined) faults.push(`kv_dtype is ${quote(cell)}, not one of ${KV_DTYPES.join(', ')}.`);
  return {
    kind: 'attention_decode',
    batch: count('batch', 1),
    kvLen: count('kv_len', 1),
    heads: count('heads', 1),
    kvHeads: count('kv_heads', 1),
    headDim: count('head_dim', 1),
    window: count('window', 0),
    dtype,
    kvDtype: kvDtype ?? 'bf16',
  };
}

function readMoe(text: ReadText, count: ReadCount, dtype: Dtype): Operator {
  return {
    kind: 'moe',
    tokens: count('tokens', 1),
    hidden: count('hidden', 1),
    inter: count('inter', 1),
    experts: count('experts', 1),
    topk: count('topk', 1),
    tp: count('tp', 1),
    ep: count('ep', 1),
    gated: true,
    distribution: text('distribution'),
    dtype,
  };
}

/**
 * Vidur's `add` of phi-2 is two additions in two kernels, because that model adds attention and feed-forward results to the
 * residual at once; its times are twice those of other models of nearly the same width.
 */
function rowwiseVariant(op: string, source: string): string {
  return op === 'add' && source.startsWith('vidur:') && source.includes('phi-2') ? 'add_add' : op;
}

function describeCell(column: TimingColumn, cell: string): string {
  if (cell === '') return `${column} is empty.`;
  if (/^[-+\d.e]+\s*[a-zµ]+$/i.test(cell))
    return `${column} is ${quote(cell)}: a unit stands in the cell, so units are mixed.`;
  return `${column} is ${quote(cell)}, not a finite number.`;
}

/** A cell as it is shown in a message, cut so that a hostile file cannot flood the terminal. */
function quote(cell: string): string {
  return cell.length > 60 ? `"${cell.slice(0, 60)}..."` : `"${cell}"`;
}
