import type { ColumnRole, Outcome, OutcomeTable } from '../../study/index.js';
import type { LongRow } from './long-row.js';

/**
 * The figures of every table in long form. Table and key columns make the run id; a missing figure is left out. What the
 * figures of a row are of is said by its `chip` and `workload` columns, or by the work of the outcome.
 */
export function outcomeLongRows({ name, work, tables }: Pick<Outcome, 'name' | 'work' | 'tables'>): LongRow[] {
  return tables.flatMap((table) => tableRows(name, work, table));
}

function tableRows(name: string, work: string, { id, columns, rows }: OutcomeTable): LongRow[] {
  const at = (role: ColumnRole) => columns.findIndex((column) => column.role === role);
  const [chipAt, workloadAt, metricAt, unitAt, valueAt, lowAt, highAt] = [
    at('chip'),
    at('workload'),
    at('metric'),
    at('unit'),
    at('value'),
    at('low'),
    at('high'),
  ];
  return rows.flatMap((row) => {
    const number = (index: number) => (typeof row[index] === 'number' ? row[index] : null);
    const text = (index: number) => (typeof row[index] === 'string' ? row[index] : null);
    const keys = row.filter((_, i) => columns[i]!.role === 'key');
    const common = {
      runId: [name, id, ...keys].join('/'),
      chip: text(chipAt),
      workload: text(workloadAt) ?? (work === '' ? null : work),
    };
    if (metricAt >= 0) {
      const value = number(valueAt);
      const unit = text(unitAt) ?? columns[valueAt]!.unit ?? '1';
      if (value === null) return [];
      return [{ ...common, metric: String(row[metricAt]), unit, value, low: number(lowAt), high: number(highAt) }];
    }
    return columns.flatMap(({ role, name: metric, unit }, i): LongRow[] => {
      const value = number(i);
      if (role !== 'figure' || value === null) return [];
      return [{ ...common, metric, unit: unit ?? '1', value, low: null, high: null }];
    });
  });
}
