import type { ReplayEconomy } from '../../../study/run/replay/replay-outcome.js';
import { type ChartSpec, chart } from '../chart.js';

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;

/** Hash rate of a replayed history by share paid for work, on a logarithmic axis. */
export function replayChart(replay: ReplayEconomy): ChartSpec {
  const values = replay.shares.flatMap(({ share, years }) =>
    years.map((one) => ({ share: percent(share), year: one.year, hashRate: one.hashRateThPerSec / 1e6 })),
  );
  return chart('Hash rate by share paid for work', 'the machines of history are given', {
    width: 560,
    height: 280,
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'year', type: 'quantitative', axis: { format: 'd' }, scale: { zero: false }, title: null },
      y: {
        field: 'hashRate',
        type: 'quantitative',
        scale: { type: 'log' },
        axis: { format: '~g' },
        title: 'EH/s, mean of the year',
      },
      color: { field: 'share', type: 'nominal', title: 'paid for work', sort: null },
    },
  });
}

const SHOWN_FROM = 2015;

/** J/TH of the fleet if each generation had come as late as its pay covered it; the line is middling NRE, the band low to high. */
export function replayEfficiencyChart(replay: ReplayEconomy): ChartSpec {
  const values = replay.shares.flatMap(({ share, delayedYears }) =>
    delayedYears.value.map((one, i) => ({
      share: percent(share),
      year: one.year,
      value: one.joulesPerTh,
      low: Math.min(delayedYears.low[i]!.joulesPerTh, delayedYears.high[i]!.joulesPerTh),
      high: Math.max(delayedYears.low[i]!.joulesPerTh, delayedYears.high[i]!.joulesPerTh),
    })),
  );
  const shown = values.filter(({ year }) => year >= SHOWN_FROM);
  const x = { field: 'year', type: 'quantitative', axis: { format: 'd' }, scale: { zero: false }, title: null };
  const scale = { type: 'log', nice: false };
  const color = { field: 'share', type: 'nominal', title: 'paid for work', sort: null, legend: { symbolOpacity: 1 } };
  return chart(
    'J/TH of the fleet, had chips waited for their pay',
    'each generation ships when pay covers its design, plus the lead, never earlier than it did; band: low to high NRE',
    {
      width: 560,
      height: 260,
      data: { values: shown },
      layer: [
        {
          mark: { type: 'area', opacity: 0.18 },
          encoding: {
            x,
            color,
            y: {
              field: 'low',
              type: 'quantitative',
              stack: null,
              scale,
              axis: { format: '~g' },
              title: 'J/TH, mean of the year',
            },
            y2: { field: 'high' },
          },
        },
        {
          mark: { type: 'line', point: true },
          encoding: { x, color, y: { field: 'value', type: 'quantitative', scale } },
        },
      ],
    },
  );
}

/** When money would have covered each generation, by share paid for work; the diamond is when it shipped. */
export function replayCrossingsChart(replay: ReplayEconomy): ChartSpec {
  const year = (month: string) => Number(month.slice(0, 4)) + (Number(month.slice(5)) - 0.5) / 12;
  const shares = replay.shares.map(({ share }) => percent(share));
  const names = replay.generations.map(({ processNm }) => `${processNm} nm`);
  const end = 2026;
  const values = replay.generations.flatMap(({ processNm, crossings }) =>
    crossings.map((one) => ({
      generation: `${processNm} nm`,
      share: percent(one.share),
      low: one.low === null ? end : year(one.low),
      value: one.value === null ? null : year(one.value),
      high: one.high === null ? end : year(one.high),
    })),
  );
  const shipped = replay.generations.map((one) => ({ generation: `${one.processNm} nm`, at: year(one.shipped) }));
  const x = { type: 'quantitative', scale: { domain: [2011, end], nice: false }, axis: { format: 'd' }, title: null };
  const y = { field: 'generation', type: 'nominal', sort: names, title: null };
  const offset = { field: 'share', sort: shares };
  const color = { field: 'share', type: 'nominal', sort: shares, title: 'paid for work' };
  return chart(
    'When money would have covered each generation',
    'bar: low to high NRE, dot: middling, to the edge: never by 2025-11; diamond: when it shipped',
    {
      width: 560,
      height: 40 * names.length * Math.max(1, shares.length / 3),
      layer: [
        {
          data: { values },
          mark: { type: 'bar', height: 4 },
          encoding: { y, yOffset: offset, color, x: { ...x, field: 'low' }, x2: { field: 'high' } },
        },
        {
          data: { values: values.filter((row) => row.value !== null) },
          mark: { type: 'point', filled: true, size: 60, opacity: 1 },
          encoding: { y, yOffset: offset, color, x: { ...x, field: 'value' } },
        },
        {
          data: { values: shipped },
          mark: { type: 'point', shape: 'diamond', filled: true, size: 90, color: '#14202c', opacity: 1 },
          encoding: { y, x: { ...x, field: 'at' } },
        },
      ],
    },
  );
}
