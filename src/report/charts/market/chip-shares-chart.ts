import type { DesignPath } from '../../../study/run/designed/design-paths.js';
import { type ChartSpec, chart } from '../chart.js';
import { chipShade } from './design-map-chart.js';

/** How often each chip is the one on sale, over the years and the draws, one panel a rule. */
export function chipSharesChart(
  paths: readonly (DesignPath & { readonly label: string })[],
  comparison: string,
): ChartSpec {
  const labels = paths[0]?.chips.map((chip) => chip.label) ?? [];
  const seen = labels.filter(
    (_label, i) => i === 0 || paths.some((path) => path.chips[i]!.shares.some((share) => share > 0)),
  );
  const values = paths.flatMap((path) =>
    path.chips.flatMap(({ label, shares }, order) =>
      shares.map((share, i) => ({ rule: path.label, chip: label, order, year: path.years[i]!, share })),
    ),
  );
  return chart('Which chip is on sale', `${comparison}; share of the draws`, {
    data: { values },
    facet: {
      field: 'rule',
      type: 'nominal',
      title: null,
      sort: paths.map((path) => path.label),
      columns: 3,
      header: { labelFontSize: 12, labelLimit: 420 },
    },
    columns: 3,
    spacing: 18,
    spec: {
      width: 230,
      height: 170,
      mark: { type: 'area' },
      encoding: {
        x: {
          field: 'year',
          type: 'quantitative',
          title: 'years from the start',
          axis: { tickMinStep: 1, tickCount: 5 },
          scale: { nice: false },
        },
        y: {
          field: 'share',
          type: 'quantitative',
          stack: 'zero',
          title: null,
          scale: { domain: [0, 1] },
          axis: { format: '%' },
        },
        color: {
          field: 'chip',
          type: 'nominal',
          title: null,
          scale: { domain: seen, range: seen.map((label) => chipShade(labels.indexOf(label))) },
          legend: { orient: 'bottom', columns: 3, labelLimit: 400 },
        },
        order: { field: 'order', type: 'quantitative' },
      },
    },
  });
}
