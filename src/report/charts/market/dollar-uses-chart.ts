import { type MarketFigure, USE_FIGURES } from '../../../pow-model/market/index.js';
import type { GivenRule } from '../../../study/run/given/given-outcome.js';
import { type ChartSpec, chart } from '../chart.js';
import { usesBars } from './uses-bars.js';

const LABELS: Readonly<Record<(typeof USE_FIGURES)[number], string>> = {
  electricityUsd: 'electricity',
  otherOpexUsd: 'other operation',
  siliconUsd: 'making machines',
  researchUsd: 'R&D of makers',
  makerMarginUsd: 'makers beyond R&D',
  minerProfitUsd: 'owners of machines',
  otherWorkUsd: 'other work',
  stakersUsd: 'stakers',
  ownerUsd: 'owner of the network',
  burnedUsd: 'burned',
};

/** Ten uses need two colours more than the palette has; money that leaves the machines is pale. */
const COLOURS: Readonly<Record<(typeof USE_FIGURES)[number], string>> = {
  electricityUsd: '#E69F00',
  otherOpexUsd: '#F0E442',
  siliconUsd: '#0072B2',
  researchUsd: '#56B4E9',
  makerMarginUsd: '#009E73',
  minerProfitUsd: '#D55E00',
  otherWorkUsd: '#CC79A7',
  stakersUsd: '#b9c2cc',
  ownerUsd: '#8C8C8C',
  burnedUsd: '#e3e6ea',
};

/** Where a dollar of emission and fees goes in the last year, mean of the runs; a loss of owners stands left of zero. Null where there is no dollar. */
export function dollarUsesChart(rules: readonly GivenRule[], comparison: string): ChartSpec | null {
  const values = rules.flatMap(({ label, figures }) => {
    if (figures === null) return [];
    const mean = (name: MarketFigure) => {
      const one = figures[name];
      return one.value === null ? 0 : one.mean;
    };
    const total = USE_FIGURES.reduce((sum, name) => sum + mean(name), 0);
    if (!(total > 0)) return [];
    return USE_FIGURES.map((name, order) => ({ rule: label, use: LABELS[name], share: mean(name) / total, order }));
  });
  if (values.length === 0) return null;
  const used = USE_FIGURES.filter((name) => values.some((row) => row.use === LABELS[name] && row.share !== 0));
  const shown = values.filter((row) => row.share !== 0);
  const scale = { domain: used.map((name) => LABELS[name]), range: used.map((name) => COLOURS[name]) };
  const bars = usesBars(shown, { scale: { nice: false }, title: null }, { scale });
  return chart('Where a dollar of emission and fees goes', `${comparison}; last year, mean of the runs`, bars);
}
