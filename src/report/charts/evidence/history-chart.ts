import { type ChartSpec, chart } from '../chart.js';

/** One metric over its runs, with the levels between its change points. */
export interface HistoryPanel {
  readonly metric: string;
  /** Positions on the axis of runs, and the values there. */
  readonly runs: readonly number[];
  readonly values: readonly number[];
  /** Position of the first run of each new level, and the level before and after. */
  readonly steps: readonly { readonly at: number; readonly worse: boolean }[];
}

/** Panels of a picture; more do not fit a page. */
const MOST_PANELS = 12;

/** Panels of the metrics that changed, then of the others, each relative to its first level: a step up is slower or larger. */
export function historyChart(panels: readonly HistoryPanel[], runs: readonly string[]): ChartSpec {
  const chosen = [...panels].sort((a, b) => b.steps.length - a.steps.length).slice(0, MOST_PANELS);
  const left = panels.length - chosen.length;
  const subtitle = `${runs.length} runs, ${shorten(runs[0] ?? '')} to ${shorten(runs[runs.length - 1] ?? '')}${left > 0 ? `; ${left} more metrics not drawn` : ''}`;
  const points = chosen.flatMap(({ metric, runs: at, values }) =>
    at.map((run, i) => ({ metric, run: run + 1, relative: (100 * values[i]!) / values[0]! })),
  );
  const levels = chosen.flatMap(levelsOf);
  const steps = chosen.flatMap(({ metric, steps: found }) =>
    found.map(({ at, worse }) => ({ metric, run: at + 0.5, what: worse ? 'worse' : 'better' })),
  );
  const x = { field: 'run', type: 'quantitative', title: 'run', axis: { tickMinStep: 1 }, scale: { zero: false } };
  const y = (field: string) => ({ field, type: 'quantitative', title: '% of first run', scale: { zero: false } });
  const color = {
    field: 'what',
    type: 'nominal',
    title: 'change',
    scale: { domain: ['worse', 'better'], range: ['#D55E00', '#009E73'] },
  };
  return chart('History of benchmarks', subtitle, {
    data: { values: [...points, ...levels, ...steps] },
    facet: { field: 'metric', type: 'nominal', title: null, sort: chosen.map(({ metric }) => metric) },
    columns: 2,
    resolve: { scale: { y: 'independent' } },
    spec: {
      width: 360,
      height: 120,
      layer: [
        {
          transform: [{ filter: 'isValid(datum.relative)' }],
          mark: { type: 'point', filled: true, size: 16, color: '#8C8C8C' },
          encoding: { x, y: y('relative') },
        },
        {
          transform: [{ filter: 'isValid(datum.level)' }],
          mark: { type: 'line', color: '#0072B2', strokeWidth: 2 },
          encoding: { x, y: y('level'), detail: { field: 'part', type: 'nominal' } },
        },
        {
          transform: [{ filter: 'isValid(datum.what)' }],
          mark: { type: 'rule', strokeWidth: 1.5 },
          encoding: { x, color },
        },
      ],
    },
  });
}

/** Two ends of each level: the mean of the values between two steps. */
function levelsOf({ metric, runs, values, steps }: HistoryPanel) {
  const bounds = [Number.NEGATIVE_INFINITY, ...steps.map(({ at }) => at), Number.POSITIVE_INFINITY];
  return bounds.slice(1).flatMap((end, part) => {
    const inside = runs.flatMap((run, i) => (run >= bounds[part]! && run < end ? [{ run, value: values[i]! }] : []));
    if (inside.length === 0) return [];
    const mean = inside.reduce((sum, { value }) => sum + value, 0) / inside.length;
    return [inside[0]!, inside[inside.length - 1]!].map(({ run }) => ({
      metric,
      part,
      run: run + 1,
      level: (100 * mean) / values[0]!,
    }));
  });
}

function shorten(name: string): string {
  return /^[0-9a-f]{40}$/.test(name) ? name.slice(0, 10) : name.slice(0, 40);
}
