import type { ImportCollector, ImportLabels } from './import-collector.js';
import { type SourceRecord, toMicroseconds, wholeNumber } from './source-record.js';

const COLUMNS = ['num_workers', 'size', 'collective', 'devices_per_node'] as const;
const OTHER_COLUMNS = ['', 'rank', 'max_devices_per_node'];
const STATISTIC = /^time_stats\.\w+\.(min|max|mean|median|std)$/;

export function isVidurCollective(header: readonly string[]): boolean {
  return header.includes('collective') && header.includes('devices_per_node');
}

/** Turns the rows of a Vidur `send_recv.csv` or `all_reduce.csv` into ours: median milliseconds, `size` in bytes of fp16. */
export function importVidurCollective(
  header: readonly string[],
  records: readonly SourceRecord[],
  labels: ImportLabels,
  out: ImportCollector,
): void {
  const missing = COLUMNS.filter((column) => !header.includes(column));
  for (const column of missing) {
    out.report('bad-header', `Column ${column} is missing.`, 'Give a collective profile as Vidur writes it.');
  }
  if (missing.length > 0) return;
  for (const column of header) {
    const known = STATISTIC.test(column) || [...COLUMNS, ...OTHER_COLUMNS].includes(column);
    if (!known) out.report('unknown-column', `Column ${column.slice(0, 60)} is unknown.`, 'It was left out.');
  }
  for (const { number, cells } of records) {
    const kernel = String(cells.collective);
    if (kernel !== 'send_recv' && kernel !== 'all_reduce') {
      out.reject(`collective is "${kernel.slice(0, 60)}", which is not send_recv or all_reduce.`, number);
      continue;
    }
    const ranks = wholeNumber(cells.num_workers);
    const perNode = wholeNumber(cells.devices_per_node);
    if (ranks === null || perNode === null) {
      out.reject('num_workers or devices_per_node is not a whole number of at least 1.', number);
      continue;
    }
    if (perNode < ranks && !labels.acrossNodes) {
      out.reject(
        'The ranks sit in several machines, which the schema cannot say of a row; see --across-nodes.',
        number,
      );
      continue;
    }
    out.add(
      {
        device: labels.device ?? '',
        kernel,
        op: 'collective',
        dtype: 'fp16',
        n_gpus: ranks,
        bytes: String(cells.size),
        latency_us: toMicroseconds(cells[`time_stats.${kernel}.median`]),
        exec: 'kernel-time',
        kernel_source: `devices_per_node=${perNode}`,
        framework: 'torch.distributed',
        framework_version: 'vidur-profiles',
        source: labels.source,
        licence: labels.licence,
      },
      number,
    );
  }
}
