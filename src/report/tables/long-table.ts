import { parquetWriteBuffer } from 'hyparquet-writer';

/** One figure of an outcome. Rows of any two outcomes can be laid under each other. */
export interface LongRow {
  /** What was run and compared, such as `bittensor-5-95/machine/h100`. */
  readonly runId: string;
  /** Null where the figure is not of one chip. */
  readonly chip: string | null;
  readonly workload: string | null;
  readonly metric: string;
  /** Unit of `value`, such as `USD/year`; `1` for a share or a count. */
  readonly unit: string;
  readonly value: number;
  /** Ends of the interval; null where the figure has none. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Rows as a Parquet file with the columns run_id, chip, workload, metric, unit, value, low and high. Same rows, same bytes. */
export function longParquet(rows: readonly LongRow[]): Uint8Array {
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
  const file = parquetWriteBuffer({
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
