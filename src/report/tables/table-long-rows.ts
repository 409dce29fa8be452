import type { EconomyTable } from '../../study/economy/economy-table.js';
import type { LongRow } from './long-table.js';

/**
 * The figures of tables in long form. Key columns make the run id, a text column named `chip` the chip, and every figure
 * of the other columns a row; missing figures and other text are left out.
 */
export function tableLongRows(name: string, workload: string, tables: readonly EconomyTable[]): LongRow[] {
  return tables.flatMap((table) => {
    const chipAt = table.columns.findIndex((column) => column.name === 'chip');
    return table.rows.flatMap((row) => {
      const keys = row.filter((_, i) => table.columns[i]!.key);
      const runId = [name, table.name, ...keys].join('/');
      const chip = chipAt < 0 ? null : row[chipAt];
      return table.columns.flatMap((column, i): LongRow[] => {
        const value = row[i];
        if (column.key || column.unit === null || typeof value !== 'number') return [];
        const chipName = typeof chip === 'string' ? chip : null;
        return [
          { runId, chip: chipName, workload, metric: column.name, unit: column.unit, value, low: null, high: null },
        ];
      });
    });
  });
}
