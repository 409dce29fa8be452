import { type ChartSpec, chart } from './chart.js';
import { NAME_AXIS, NAME_LEGEND } from './name-labels.js';

/** Share of the emission that ends in one use under one rule. */
export interface RewardFlowRow {
  readonly rule: string;
  readonly use: string;
  readonly share: number;
}

/** Where each dollar of emission goes, one bar a rule. */
export function rewardFlowChart(rows: readonly RewardFlowRow[], comparisonRule: string): ChartSpec {
  return chart('Where a dollar of emission goes', comparisonRule, {
    width: 560,
    height: { step: 34 },
    data: { values: rows.map((row, order) => ({ ...row, order })) },
    mark: { type: 'bar' },
    encoding: {
      y: { field: 'rule', type: 'nominal', title: null, sort: null, axis: NAME_AXIS },
      x: {
        field: 'share',
        type: 'quantitative',
        stack: 'zero',
        axis: { format: '%' },
        scale: { domain: [0, 1] },
        title: 'share of emission',
      },
      color: { field: 'use', type: 'nominal', title: null, sort: null, legend: NAME_LEGEND },
      order: { field: 'order', type: 'quantitative' },
    },
  });
}
