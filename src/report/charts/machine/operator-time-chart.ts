import { type ChartSpec, chart } from '../chart.js';

/** Seconds that one group of operators takes in one phase on one machine. */
export interface OperatorTimeRow {
  readonly machine: string;
  readonly phase: string;
  readonly group: string;
  readonly seconds: number;
}

/** Where the time of a phase goes, as shares, one bar a machine. */
export function operatorTimeChart(rows: readonly OperatorTimeRow[]): ChartSpec {
  return chart('Time per operator', 'share of the phase that each group of kernels takes', {
    data: { values: rows },
    facet: { column: { field: 'phase', type: 'nominal', title: null } },
    spec: {
      width: 300,
      height: { step: 30 },
      mark: { type: 'bar' },
      encoding: {
        y: { field: 'machine', type: 'nominal', title: null, sort: null },
        x: {
          field: 'seconds',
          type: 'quantitative',
          stack: 'normalize',
          axis: { format: '%' },
          title: 'share of time',
        },
        color: { field: 'group', type: 'nominal', title: null, sort: null },
      },
    },
  });
}
