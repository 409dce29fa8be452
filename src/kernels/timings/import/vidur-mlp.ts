import type { TimingCells } from '../format-timings.js';
import type { ImportCollector, ImportLabels } from './import-collector.js';
import { type SourceRecord, toMicroseconds, wholeNumber } from './source-record.js';

/** Columns that give the shape of every kernel of a row. */
const SHAPE_COLUMNS = [
  'n_head',
  'n_kv_head',
  'n_embd',
  'n_expanded_embd',
  'use_gated_mlp',
  'num_tokens',
  'num_tensor_parallel_workers',
] as const;
const OTHER_COLUMNS = ['', 'vocab_size', 'model_name'];
const MEDIAN = /^time_stats\.(.+)\.median$/;
const STATISTIC = /^time_stats\..+\.(min|max|mean|median|std)$/;

interface Layer {
  readonly tokens: number;
  readonly width: number;
  /** Width of all query heads, key heads and value heads of one rank. */
  readonly queryWidth: number;
  readonly kvWidth: number;
  /** Width of the feed-forward layer on one rank. */
  readonly inner: number;
  readonly gated: boolean;
  /** Attention and feed-forward read the same norm, and both results are added to the residual at once. */
  readonly parallel: boolean;
}

type Shape = Readonly<Pick<TimingCells, 'kernel' | 'op' | 'm' | 'n' | 'k'>>;

/**
 * What the profiler of microsoft/vidur (at 7d47513) times under each name. Gated models there normalise by the root mean square,
 * the ungated one (phi-2) with LayerNorm.
 */
const KERNELS: Readonly<Record<string, (layer: Layer) => Shape>> = {
  attn_pre_proj: ({ tokens, width, queryWidth, kvWidth }) => linear(tokens, queryWidth + 2 * kvWidth, width),
  attn_post_proj: ({ tokens, width, queryWidth }) => linear(tokens, width, queryWidth),
  mlp_up_proj: ({ tokens, width, inner, gated }) => linear(tokens, gated ? 2 * inner : inner, width),
  mlp_down_proj: ({ tokens, width, inner }) => linear(tokens, width, inner),
  mlp_act: ({ tokens, inner, gated }) => ({
    kernel: 'activation',
    op: gated ? 'silu_mul' : 'gelu',
    m: tokens,
    n: inner,
  }),
  attn_rope: ({ tokens, queryWidth, kvWidth }) => ({ kernel: 'rope', op: 'rope', m: tokens, n: queryWidth + kvWidth }),
  input_layernorm: norm,
  post_attention_layernorm: norm,
  add: ({ tokens, width, parallel }) => ({
    kernel: 'elementwise',
    op: parallel ? 'add_add' : 'add',
    m: tokens,
    n: width,
  }),
};

function linear(m: number, n: number, k: number): Shape {
  return { kernel: 'gemm', op: 'linear', m, n, k };
}

function norm({ tokens, width, gated }: Layer): Shape {
  return { kernel: 'norm', op: gated ? 'rmsnorm' : 'layernorm', m: tokens, n: width };
}

export function isVidurMlp(header: readonly string[]): boolean {
  return header.includes('num_tensor_parallel_workers') && header.some((column) => MEDIAN.test(column));
}

/** Turns every timed kernel of a Vidur `mlp.csv` into a row: median milliseconds of kernel time, fp16. */
export function importVidurMlp(
  header: readonly string[],
  records: readonly SourceRecord[],
  labels: ImportLabels,
  out: ImportCollector,
): void {
  const missing = SHAPE_COLUMNS.filter((column) => !header.includes(column));
  for (const column of missing) {
    out.report('bad-header', `Column ${column} is missing.`, 'Give an mlp.csv as the profiler of Vidur writes it.');
  }
  if (missing.length > 0) return;
  const timed = header.flatMap((column) => MEDIAN.exec(column)?.[1] ?? []);
  for (const name of timed) {
    if (KERNELS[name] !== undefined) continue;
    out.report('unknown-kind', `Kernel ${name} is of no family that is modelled.`, 'Its column was left out.');
  }
  for (const column of header) {
    const known = STATISTIC.test(column) || [...SHAPE_COLUMNS, ...OTHER_COLUMNS].includes(column);
    if (!known) out.report('unknown-column', `Column ${column.slice(0, 60)} is unknown.`, 'It was left out.');
  }
  const parallel = !timed.includes('post_attention_layernorm');
  for (const record of records) {
    const layer = readLayer(record, parallel);
    if (typeof layer === 'string') {
      out.reject(layer, record.number);
      continue;
    }
    for (const name of timed) {
      const shape = KERNELS[name]?.(layer);
      if (shape === undefined) continue;
      out.add(
        {
          ...shape,
          device: labels.device ?? '',
          dtype: 'fp16',
          latency_us: toMicroseconds(record.cells[`time_stats.${name}.median`]),
          exec: 'kernel-time',
          kernel_source: name,
          framework: 'sarathi-serve (torch)',
          framework_version: 'vidur-profiles',
          source: labels.source,
          licence: labels.licence,
        },
        record.number,
      );
    }
  }
}

/** The shapes of a row, or why it has none. */
function readLayer({ cells }: SourceRecord, parallel: boolean): Layer | string {
  const read = (column: (typeof SHAPE_COLUMNS)[number]) => wholeNumber(cells[column]);
  const heads = read('n_head');
  const kvHeads = read('n_kv_head');
  const width = read('n_embd');
  const inner = read('n_expanded_embd');
  const tokens = read('num_tokens');
  const ranks = read('num_tensor_parallel_workers');
  if (heads === null || kvHeads === null || width === null || inner === null || tokens === null || ranks === null) {
    return 'A column of the shape is not a whole number of at least 1.';
  }
  const gated = { true: true, false: false }[String(cells.use_gated_mlp).toLowerCase()];
  if (gated === undefined) return 'use_gated_mlp is neither True nor False.';
  if ([heads / ranks, kvHeads / ranks, inner / ranks, width / heads].some((share) => !Number.isInteger(share))) {
    return 'The heads, the widths and the ranks do not divide evenly, so shapes cannot be derived.';
  }
  const headDim = width / heads;
  return {
    tokens,
    width,
    queryWidth: (heads / ranks) * headDim,
    kvWidth: (kvHeads / ranks) * headDim,
    inner: inner / ranks,
    gated,
    parallel,
  };
}
