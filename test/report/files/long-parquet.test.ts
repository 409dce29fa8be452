import { describe, expect, it } from '@jest/globals';
import { parquetMetadata, parquetReadObjects } from 'hyparquet/src/index.js';
import { longParquet } from '../../../src/report/files/long-parquet.js';
import type { LongRow } from '../../../src/report/tables/long-row.js';
import { outcomeLongRows } from '../../../src/report/tables/outcome-long-rows.js';
import { outcomeOf } from '../../../src/study/index.js';
import { exampleEconomy, runInline } from '../../study/example-economy.js';

const COLUMNS = ['run_id', 'chip', 'workload', 'metric', 'unit', 'value', 'low', 'high'];

/** The file read back by another implementation than the one that wrote it. */
async function readBack(bytes: Uint8Array) {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  expect(
    parquetMetadata(file)
      .schema.slice(1)
      .map((column) => column.name),
  ).toEqual(COLUMNS);
  return await parquetReadObjects({ file });
}

describe('an outcome as Parquet in long form', () => {
  it('comes back with its text, doubles and missing ends', async () => {
    const rows: LongRow[] = [
      { runId: 'a', chip: null, workload: 'w', metric: 'm', unit: '1', value: 0.1 + 0.2, low: null, high: 1e-300 },
      { runId: 'b,"\u00e9', chip: 'c', workload: null, metric: 'm', unit: 'J', value: -5e22, low: -6e22, high: null },
    ];
    expect(await readBack((await longParquet(rows))!)).toEqual(
      rows.map(({ runId, ...rest }) => ({ run_id: runId, ...rest })),
    );
    expect(await readBack((await longParquet([]))!)).toEqual([]);
  });

  it('has every figure of the tables of an economy once, under its unit and the key of its row', async () => {
    const outcome = outcomeOf(await runInline(exampleEconomy('emission-and-share', { draws: 20 })));
    const rows = outcomeLongRows(outcome);
    const back = await readBack((await longParquet(rows))!);
    const figures = outcome.tables.flatMap(({ columns, rows: cells }) =>
      cells.flatMap((row) => row.filter((cell, i) => typeof cell === 'number' && columns[i]!.role === 'figure')),
    );
    expect(back).toHaveLength(figures.length);
    const names = back.map((row) => `${String(row.run_id)} ${String(row.metric)}`);
    expect(new Set(names).size).toBe(names.length);
    expect(back).toContainEqual({
      run_id: 'emission-and-share/rules/A/split-5-95',
      chip: '16 nm mining chip',
      workload: 'int8 matrix products',
      metric: 'work_usd_per_year',
      unit: 'USD/year',
      value: 0.05e9,
      low: null,
      high: null,
    });
  });
});
