import type { BreakEvenShare } from '../../../study/run/designed/designed-outcome.js';
import { type ChartSpec, chart } from '../chart.js';

/** The share for work that pays for each chip, as intervals over the NRE band, with the shares of the rules as lines. */
export function breakEvenChart(
  shares: readonly BreakEvenShare[],
  rules: readonly { readonly label: string; readonly share: number }[],
  emissionText: string,
): ChartSpec {
  const values = shares.map(({ label, share }) => ({ label, ...share }));
  const lowest = Math.min(...values.map((one) => one.low), ...rules.map((rule) => rule.share), 0.01);
  const highest = Math.max(...values.map((one) => one.high), 1);
  const scale = { type: 'log', domain: [lowest / 1.3, highest * 1.3], nice: false };
  const x = {
    type: 'quantitative',
    scale,
    title: 'share of emission paid for work',
    axis: { format: '~%', tickCount: 6 },
  };
  const y = { field: 'label', type: 'nominal', sort: null, title: null, axis: { labelLimit: 500 } };
  return chart(
    'Share for work that pays for each chip',
    `${emissionText}; dot: middling NRE, bar: low to high; right of 100 % none does`,
    {
      width: 460,
      height: { step: 30 },
      layer: [
        {
          data: { values: [{ from: 1, to: highest * 1.3 }] },
          mark: { type: 'rect', color: '#f6e6df' },
          encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
        },
        {
          data: { values: rules },
          mark: { type: 'rule', strokeWidth: 1.5, strokeDash: [5, 3] },
          encoding: {
            x: { ...x, field: 'share' },
            color: {
              field: 'label',
              type: 'nominal',
              title: 'share paid by',
              sort: null,
              scale: { range: ['#14202c', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#8C8C8C'] },
              legend: { orient: 'bottom', columns: 2, symbolType: 'stroke' },
            },
          },
        },
        {
          data: { values },
          mark: { type: 'rule', strokeWidth: 3, color: '#56B4E9' },
          encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } },
        },
        {
          data: { values },
          mark: { type: 'point', filled: true, size: 70, color: '#0072B2', opacity: 1 },
          encoding: { y, x: { ...x, field: 'value' } },
        },
      ],
    },
  );
}
