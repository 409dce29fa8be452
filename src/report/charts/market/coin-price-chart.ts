import type { MetricBand } from '../../../pow-model/market/metrics/metric-bands.js';
import type { GivenRule } from '../../../study/run/given/given-outcome.js';
import { type ChartSpec, chart } from '../chart.js';
import { NAME_AXIS, NAME_LEGEND } from '../name-labels.js';

/** What a million tokens costs to make and what users pay for it, with bands; null where no rule has either. */
export function coinPriceChart(rules: readonly GivenRule[], comparison: string): ChartSpec | null {
  const values = rules.flatMap(({ label, figures }) => {
    if (figures === null) return [];
    const row = (kind: string, one: MetricBand) =>
      one.value === null ? [] : [{ rule: label, kind, value: one.value, low: one.low, high: one.high }];
    return [
      ...row('cost to make', figures.producerUsdPerMillionTokens),
      ...row('price to users', figures.marketUsdPerMillionTokens),
    ];
  });
  if (values.length === 0) return null;
  const y = { field: 'rule', type: 'nominal', title: null, sort: null, axis: NAME_AXIS };
  const yOffset = { field: 'kind' };
  const color = { field: 'kind', type: 'nominal', title: null, legend: NAME_LEGEND };
  return chart('A million tokens', `${comparison}; last year, band: 5th to 95th percentile`, {
    width: 560,
    height: { step: 18 },
    data: { values },
    layer: [
      {
        mark: { type: 'bar', height: 3 },
        encoding: { y, yOffset, color, x: { field: 'low', type: 'quantitative', title: 'USD' }, x2: { field: 'high' } },
      },
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: { y, yOffset, color, x: { field: 'value', type: 'quantitative' } },
      },
    ],
  });
}
