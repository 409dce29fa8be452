import type { MoneyUses } from '../../../pow-model/market/design/designed-input.js';
import { type ChartSpec, chart } from '../chart.js';
import { usesBars } from './uses-bars.js';

/** One bar: what a rule's pay for work is used for; the rest of its emission goes to holders and owners. */
export interface MoneyUsesRow {
  readonly rule: string;
  readonly emissionUsdPerYear: number;
  readonly uses: MoneyUses | null;
}

const LABELS: Readonly<Record<keyof MoneyUses, string>> = {
  electricity: 'electricity',
  otherOpex: 'other operation',
  silicon: 'silicon',
  research: 'R&D',
  makerMargin: 'makers beyond R&D',
  minerProfit: 'return of machine owners',
};

/** Where each dollar of emission goes, silicon and energy apart from margins. */
export function moneyUsesChart(rows: readonly MoneyUsesRow[], comparison: string): ChartSpec {
  const values = rows.flatMap(({ rule, emissionUsdPerYear, uses }) => {
    const parts = (Object.keys(LABELS) as (keyof MoneyUses)[]).map((key, order) => ({
      rule,
      use: LABELS[key],
      share: uses === null ? 0 : uses[key] / emissionUsdPerYear,
      order,
    }));
    const used = parts.reduce((sum, part) => sum + part.share, 0);
    return [...parts, { rule, use: 'holders and owners', share: Math.max(0, 1 - used), order: parts.length }];
  });
  const x = { scale: { nice: false }, title: 'share of emission' };
  const sort = [...Object.values(LABELS), 'holders and owners'];
  return chart('Where a dollar of emission ends', comparison, usesBars(values, x, { sort }));
}
