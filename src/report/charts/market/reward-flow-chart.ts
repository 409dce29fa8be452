import { type ChartSpec, chart } from '../chart.js';
import { usesBars } from './uses-bars.js';

/** Share of the emission that ends in one use under one rule. */
export interface RewardFlowRow {
  readonly rule: string;
  readonly use: string;
  readonly share: number;
}

/** Where each dollar of emission goes, one bar a rule. */
export function rewardFlowChart(rows: readonly RewardFlowRow[], comparisonRule: string): ChartSpec {
  const values = rows.map((row, order) => ({ ...row, order }));
  const x = { scale: { domain: [0, 1] }, title: 'share of emission' };
  return chart('Where a dollar of emission goes', comparisonRule, usesBars(values, x, { sort: null }));
}
