import type { TimingCells } from '../format-timings.js';
import type { ImportCollector, ImportLabels } from './import-collector.js';
import { type SourceRecord, toMicroseconds } from './source-record.js';

type Cells = SourceRecord['cells'];

/** How the tables of one kind are read. */
interface TableKind {
  readonly columns: readonly string[];
  /** Columns that later versions of the tables have. */
  readonly optional: readonly string[];
  readonly shape: (cells: Cells) => TimingCells;
  /** Why a row cannot be said in our schema, or null. */
  readonly refuse: (cells: Cells) => string | null;
}

const COMMON = ['framework', 'version', 'device', 'op_name', 'kernel_source', 'latency'];
const ATTENTION = [
  'batch_size',
  'isl',
  'num_heads',
  'num_key_value_heads',
  'head_dim',
  'attn_dtype',
  'kv_cache_dtype',
  'step',
];

/** Names of number formats there (ai-dynamo/aiconfigurator at 095f58a) that differ from ours. */
const DTYPES: Readonly<Record<string, string>> = { bfloat16: 'bf16', float16: 'fp16', half: 'fp16', sq: 'int8_sq' };

/** Kinds of tables, by their `op_name`. */
const KINDS: Readonly<Record<string, TableKind>> = {
  gemm: {
    columns: ['gemm_dtype', 'm', 'n', 'k'],
    optional: [],
    shape: (cells) => ({
      kernel: 'gemm',
      op: 'linear',
      dtype: dtypeName(cells.gemm_dtype),
      m: text(cells.m),
      n: text(cells.n),
      k: text(cells.k),
    }),
    refuse: () => null,
  },
  context_attention: {
    columns: ATTENTION,
    optional: ['beam_width', 'window_size'],
    shape: (cells) => ({
      ...attention(cells),
      kernel: 'attention_prefill',
      q_len: text(cells.isl),
      kv_len: text(cells.isl),
    }),
    refuse: (cells) => (Number(cells.step ?? 0) === 0 ? null : 'step is above 0 in a prefill table.'),
  },
  generation_attention: {
    columns: ATTENTION,
    optional: ['beam_width', 'window_size'],
    shape: (cells) => ({
      ...attention(cells),
      kernel: 'attention_decode',
      q_len: 1,
      kv_len: Number(cells.isl) + Number(cells.step),
    }),
    refuse: (cells) => (Number(cells.beam_width ?? 1) === 1 ? null : 'beam_width is not 1, which no column can say.'),
  },
  moe: {
    columns: [
      'moe_dtype',
      'num_tokens',
      'hidden_size',
      'inter_size',
      'topk',
      'num_experts',
      'moe_tp_size',
      'moe_ep_size',
      'distribution',
    ],
    optional: [],
    shape: (cells) => ({
      kernel: 'moe',
      op: 'fused_moe',
      dtype: dtypeName(cells.moe_dtype),
      tokens: text(cells.num_tokens),
      hidden: text(cells.hidden_size),
      inter: text(cells.inter_size),
      experts: text(cells.num_experts),
      topk: text(cells.topk),
      tp: text(cells.moe_tp_size),
      ep: text(cells.moe_ep_size),
      distribution: text(cells.distribution),
    }),
    refuse: () => null,
  },
};

export function isAiconfigurator(header: readonly string[]): boolean {
  return ['framework', 'op_name', 'latency'].every((column) => header.includes(column));
}

/** Turns the rows of an aiconfigurator table into ours: milliseconds of a captured graph's replay. */
export function importAiconfigurator(
  header: readonly string[],
  records: readonly SourceRecord[],
  labels: ImportLabels,
  out: ImportCollector,
): void {
  const reported = new Set<string>();
  for (const { number, cells } of records) {
    const name = text(cells.op_name);
    const kind = Object.hasOwn(KINDS, name) ? KINDS[name]! : null;
    if (kind === null) {
      out.reject(`op_name is "${name.slice(0, 60)}", not one of ${Object.keys(KINDS).join(', ')}.`, number);
      continue;
    }
    const missing = [...COMMON, ...kind.columns].filter((column) => !header.includes(column));
    if (!reported.has(name)) {
      reported.add(name);
      reportColumns(header, missing, kind, out);
    }
    if (missing.length > 0) continue;
    const refusal = kind.refuse(cells);
    if (refusal !== null) {
      out.reject(refusal, number);
      continue;
    }
    out.add(
      {
        ...kind.shape(cells),
        device: labels.device ?? text(cells.device),
        latency_us: toMicroseconds(cells.latency),
        exec: 'graph',
        kernel_source: text(cells.kernel_source),
        framework: text(cells.framework).toLowerCase(),
        framework_version: text(cells.version),
        source: labels.source,
        licence: labels.licence,
      },
      number,
    );
  }
}

function reportColumns(
  header: readonly string[],
  missing: readonly string[],
  kind: TableKind,
  out: ImportCollector,
): void {
  for (const column of missing) {
    out.report('bad-header', `Column ${column} is missing.`, 'Give the table as aiconfigurator wrote it.');
  }
  const known = [...COMMON, ...kind.columns, ...kind.optional];
  for (const column of header.filter((one) => !known.includes(one))) {
    out.report('unknown-column', `Column ${column.slice(0, 60)} is unknown.`, 'It was left out.');
  }
}

function attention(cells: Cells): TimingCells {
  return {
    op: 'gqa',
    dtype: dtypeName(cells.attn_dtype),
    kv_dtype: dtypeName(cells.kv_cache_dtype),
    batch: text(cells.batch_size),
    heads: text(cells.num_heads),
    kv_heads: text(cells.num_key_value_heads),
    head_dim: text(cells.head_dim),
    window: text(cells.window_size ?? 0),
  };
}

function dtypeName(cell: unknown): string {
  const name = text(cell);
  return Object.hasOwn(DTYPES, name) ? DTYPES[name]! : name;
}

function text(cell: unknown): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
