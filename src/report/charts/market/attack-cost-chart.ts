import type { MetricBand } from '../../../pow-model/market/metrics/metric-bands.js';
import type { GivenRule } from '../../../study/run/given/given-outcome.js';
import { type ChartSpec, chart } from '../chart.js';
import { NAME_AXIS, NAME_LEGEND } from '../name-labels.js';

/** What attacks on work and on stake cost, bought and net; never added, because they secure different things. Null without any. */
export function attackCostChart(rules: readonly GivenRule[], comparison: string): ChartSpec | null {
  const values = rules.flatMap(({ label, figures }) => {
    if (figures === null) return [];
    const row = (attack: string, one: MetricBand) =>
      one.value === null || !(one.low > 0)
        ? []
        : [{ rule: label, attack, value: one.value, low: one.low, high: one.high }];
    return [
      ...row('work, bought', figures.workAttackUsd),
      ...row('work, net of resale', figures.workAttackNetUsd),
      ...row('stake, bought', figures.stakeAttackUsd),
      ...row('stake, net', figures.stakeAttackNetUsd),
    ];
  });
  if (values.length === 0) return null;
  const y = { field: 'rule', type: 'nominal', title: null, sort: null, axis: NAME_AXIS };
  const yOffset = { field: 'attack', sort: null };
  const color = { field: 'attack', type: 'nominal', title: null, sort: null, legend: NAME_LEGEND };
  const scale = { type: 'log' };
  const axis = { format: '~s', tickCount: 6 };
  return chart('What an attack costs', `${comparison}; end of the horizon, band: 5th to 95th percentile`, {
    width: 560,
    height: { step: 14 },
    data: { values },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 3 },
        encoding: {
          y,
          yOffset,
          color,
          x: { field: 'low', type: 'quantitative', scale, axis, title: 'USD' },
          x2: { field: 'high' },
        },
      },
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: { y, yOffset, color, x: { field: 'value', type: 'quantitative', scale } },
      },
    ],
  });
}
