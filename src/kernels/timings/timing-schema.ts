/** The columns of a timing table, in order; docs/kernel-model.md and the header check both follow this list. */
export const TIMING_COLUMNS = [
  'device',
  'kernel',
  'op',
  'dtype',
  'kv_dtype',
  'm',
  'n',
  'k',
  'batch',
  'q_len',
  'kv_len',
  'heads',
  'kv_heads',
  'head_dim',
  'window',
  'tokens',
  'hidden',
  'inter',
  'experts',
  'topk',
  'tp',
  'ep',
  'distribution',
  'n_gpus',
  'bytes',
  'latency_us',
  'power_w',
  'power_limit_w',
  'exec',
  'kernel_source',
  'framework',
  'framework_version',
  'source',
  'licence',
] as const;

export type TimingColumn = (typeof TIMING_COLUMNS)[number];

/** Position of each column in one file. */
export type ColumnIndex = Readonly<Record<TimingColumn, number>>;

/** Columns that only some files carry; a file without them reads as if they were empty. */
const OPTIONAL_COLUMNS: readonly TimingColumn[] = [
  'power_w',
  'power_limit_w',
  'kernel_source',
  'framework',
  'framework_version',
  'licence',
];

/** Where each column is, or the reasons why the header cannot be read. Columns may come in any order; extra ones are ignored. */
export function indexColumns(header: readonly string[]): { index: ColumnIndex; faults: readonly string[] } {
  const faults: string[] = [];
  const index = {} as Record<TimingColumn, number>;
  for (const column of TIMING_COLUMNS) {
    const at = header.indexOf(column);
    index[column] = at;
    if (at < 0 && !OPTIONAL_COLUMNS.includes(column)) faults.push(`Column ${column} is missing.`);
    if (at >= 0 && header.indexOf(column, at + 1) >= 0) faults.push(`Column ${column} stands twice.`);
  }
  for (const column of header) {
    if (/^latency(?!_us$)/.test(column)) {
      faults.push(`Column ${column} gives the latency in another unit than latency_us.`);
    }
  }
  return { index, faults };
}
