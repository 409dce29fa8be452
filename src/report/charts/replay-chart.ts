import type { ReplayEconomy } from '../../study/economy/economy-outcome.js';
import { type ChartSpec, chart } from './chart.js';

/** Hash rate of a replayed history by share paid for work, on a logarithmic axis. */
export function replayChart(replay: ReplayEconomy): ChartSpec {
  const values = replay.shares.flatMap(({ share, years }) =>
    years.map((one) => ({
      share: `${Math.round(share * 1000) / 10} %`,
      year: one.year,
      hashRate: one.hashRateThPerSec / 1e6,
    })),
  );
  return chart('Hash rate by share paid for work', 'mode ladder: the machines of history are given', {
    width: 560,
    height: 280,
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'year', type: 'quantitative', axis: { format: 'd' }, scale: { zero: false }, title: null },
      y: { field: 'hashRate', type: 'quantitative', scale: { type: 'log' }, title: 'EH/s, mean of the year' },
      color: { field: 'share', type: 'nominal', title: 'paid for work', sort: null },
    },
  });
}
