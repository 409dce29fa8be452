import { type ChartSpec, chart } from '../chart.js';

/** How much of an outcome's variance an input explains, alone and with its interactions. */
export interface SensitivityRow {
  readonly input: string;
  readonly first: number;
  readonly total: number;
}

/** Total indices as bars, largest first, with the first-order part inside. */
export function sensitivityChart(rows: readonly SensitivityRow[], title: string): ChartSpec {
  const sorted = [...rows].sort((a, b) => b.total - a.total);
  const values = sorted.flatMap(({ input, first, total }) => {
    const alone = Math.max(0, Math.min(first, total));
    return [
      { input, part: 'alone', share: alone, order: 0 },
      { input, part: 'with others', share: Math.max(0, total - alone), order: 1 },
    ];
  });
  return chart(title, 'share of the variance (Sobol indices)', {
    width: 460,
    height: { step: 26 },
    data: { values },
    mark: { type: 'bar' },
    encoding: {
      y: { field: 'input', type: 'nominal', title: null, sort: sorted.map((row) => row.input) },
      x: { field: 'share', type: 'quantitative', stack: 'zero', axis: { format: '%' }, title: null },
      color: { field: 'part', type: 'nominal', title: null },
      order: { field: 'order', type: 'quantitative' },
    },
  });
}
