import { type ChartSpec, chart } from '../chart.js';
import { NAME_LEGEND } from '../name-labels.js';

/** One point of a band over time under one rule. */
export interface TrajectoryRow {
  readonly rule: string;
  readonly year: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Median and 90 % band over time, one line a rule; `logarithmic` for quantities that differ by orders of magnitude. */
export function trajectoryChart(
  title: string,
  unit: string,
  rows: readonly TrajectoryRow[],
  comparisonRule: string,
  logarithmic: boolean,
): ChartSpec {
  const scale = logarithmic ? { type: 'log' } : { zero: true };
  const x = { field: 'year', type: 'quantitative', title: 'years from the start', axis: { tickMinStep: 1 } };
  const color = { field: 'rule', type: 'nominal', title: null, sort: null, legend: NAME_LEGEND };
  // Prefixes only where numbers are long: 500m would be read as 500 million by some.
  const format = rows.every(({ low, high }) => low >= 0.001 && high < 1e4) ? '~g' : '~s';
  return chart(title, `${comparisonRule}; band: 5th to 95th percentile of the runs`, {
    width: 560,
    height: 240,
    data: { values: rows },
    layer: [
      {
        // Without stack: null a logarithmic area is stacked from zero and the axis comes out empty.
        mark: { type: 'area', opacity: 0.16 },
        encoding: {
          x,
          color,
          y: { field: 'low', type: 'quantitative', stack: null, scale, title: unit, axis: { format } },
          y2: { field: 'high' },
        },
      },
      {
        mark: { type: 'line', strokeWidth: 2 },
        encoding: { x, color, y: { field: 'value', type: 'quantitative', scale } },
      },
    ],
  });
}
