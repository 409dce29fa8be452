import type { Tornado } from '../../../study/run/designed/design-tornado.js';
import { type ChartSpec, chart } from '../chart.js';

/** What each input alone does to a ratio over its range: one bar an input from its low to its high end. */
export function tornadoChart(tornado: Tornado, title: string): ChartSpec {
  const figure = (value: number) => Number(value.toPrecision(2));
  const order = tornado.bars.map((bar) => bar.input);
  const values = tornado.bars.flatMap(({ input, low, high, ratioAtLow, ratioAtHigh }) => [
    { input, end: 'at the low end', ratio: ratioAtLow, base: tornado.ratio, text: String(figure(low)) },
    { input, end: 'at the high end', ratio: ratioAtHigh, base: tornado.ratio, text: String(figure(high)) },
  ]);
  const ratios = values.map((row) => row.ratio);
  const scale = {
    type: 'log',
    domain: [Math.min(...ratios, tornado.ratio) / 1.6, Math.max(...ratios, tornado.ratio) * 1.6],
    nice: false,
  };
  const x = {
    field: 'ratio',
    type: 'quantitative',
    scale,
    title: 'ratio of compute',
    axis: { format: '~g', tickCount: 6 },
  };
  const y = { field: 'input', type: 'nominal', sort: order, title: null };
  return chart(title, 'comparison A; one input at a time, the others as in the scenario; numbers: value of the input', {
    width: 460,
    height: { step: 30 },
    data: { values },
    layer: [
      {
        mark: { type: 'bar', height: 14 },
        encoding: {
          y,
          x: { ...x, field: 'base' },
          x2: { field: 'ratio' },
          color: {
            field: 'end',
            type: 'nominal',
            title: null,
            scale: { domain: ['at the low end', 'at the high end'], range: ['#E69F00', '#0072B2'] },
            legend: { orient: 'bottom' },
          },
        },
      },
      {
        transform: [{ filter: 'datum.ratio < datum.base * 0.999' }],
        mark: { type: 'text', align: 'right', dx: -4, fontSize: 10, color: '#39424d' },
        encoding: { y, x, text: { field: 'text', type: 'nominal' } },
      },
      {
        transform: [{ filter: 'datum.ratio > datum.base * 1.001' }],
        mark: { type: 'text', align: 'left', dx: 4, fontSize: 10, color: '#39424d' },
        encoding: { y, x, text: { field: 'text', type: 'nominal' } },
      },
      {
        data: { values: [{ base: tornado.ratio }] },
        mark: { type: 'rule', color: '#14202c' },
        encoding: { x: { ...x, field: 'base' } },
      },
    ],
  });
}
