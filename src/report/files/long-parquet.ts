import type { LongRow } from '../tables/long-row.js';

/**
 * Rows as a Parquet file with the columns run_id, chip, workload, metric, unit, value, low and high. Same rows, same
 * bytes. Null where hyparquet-writer is not installed.
 */
export async function longParquet(rows: readonly LongRow[]): Promise<Uint8Array | null> {
  const writer = await import('hyparquet-writer').catch(() => null);
  if (writer === null) return null;
  const text = (name: string, of: (row: LongRow) => string | null, nullable: boolean) => ({
    name,
    data: rows.map(of),
    type: 'STRING' as const,
    nullable,
  });
  const figure = (name: string, of: (row: LongRow) => number | null, nullable: boolean) => ({
    name,
    data: rows.map(of),
    type: 'DOUBLE' as const,
    nullable,
  });
  const file = writer.parquetWriteBuffer({
    columnData: [
      text('run_id', (row) => row.runId, false),
      text('chip', (row) => row.chip, true),
      text('workload', (row) => row.workload, true),
      text('metric', (row) => row.metric, false),
      text('unit', (row) => row.unit, false),
      figure('value', (row) => row.value, false),
      figure('low', (row) => row.low, true),
      figure('high', (row) => row.high, true),
    ],
  });
  return new Uint8Array(file);
}
