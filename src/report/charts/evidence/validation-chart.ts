import { type ChartSpec, chart } from '../chart.js';

/** One measured kernel beside its prediction. */
export interface ValidationPoint {
  readonly kernel: string;
  readonly measuredUs: number;
  readonly predictedUs: number;
}

/** Points that are drawn of each kernel, evenly over the table; more only make a picture heavy. */
const MAX_POINTS = 600;

/** Thins the points of each kernel evenly, so that small families stay visible. */
function thinned(points: readonly ValidationPoint[]): ValidationPoint[] {
  const byKernel = new Map<string, ValidationPoint[]>();
  for (const point of points) byKernel.set(point.kernel, [...(byKernel.get(point.kernel) ?? []), point]);
  return [...byKernel.values()].flatMap((list) => {
    const stride = Math.ceil(list.length / MAX_POINTS);
    return list.filter((_, i) => i % stride === 0);
  });
}

const color = { field: 'kernel', type: 'nominal', title: null };
const log = { type: 'log' };
const measured = { field: 'measuredUs', type: 'quantitative', scale: log, title: 'measured, us' };
const mark = { type: 'point', filled: true, size: 14, opacity: 0.5 };

/** Predicted against measured microseconds; a perfect model lies on the line. */
export function predictionScatter(points: readonly ValidationPoint[]): ChartSpec {
  const times = points.flatMap(({ measuredUs, predictedUs }) => [measuredUs, predictedUs]);
  const ends = [Math.min(...times), Math.max(...times)].map((us) => ({ measuredUs: us, predictedUs: us }));
  const y = { field: 'predictedUs', type: 'quantitative', scale: log, title: 'predicted, us' };
  return chart('Predicted against measured', 'line: equality', {
    width: 520,
    height: 420,
    layer: [
      { data: { values: thinned(points) }, mark, encoding: { x: measured, y, color } },
      {
        data: { values: ends },
        mark: { type: 'line', color: '#14202c', strokeWidth: 1 },
        encoding: { x: measured, y },
      },
    ],
  });
}

/** Predicted over measured by size; marks at one have no error. */
export function residualChart(points: readonly ValidationPoint[]): ChartSpec {
  const values = thinned(points).map((point) => ({ ...point, ratio: point.predictedUs / point.measuredUs }));
  const y = { field: 'ratio', type: 'quantitative', scale: log, title: 'predicted / measured' };
  return chart('Residuals', 'above the line: too slow a prediction', {
    width: 520,
    height: 260,
    layer: [
      { data: { values }, mark, encoding: { x: measured, y, color } },
      { data: { values: [{ ratio: 1 }] }, mark: { type: 'rule', color: '#14202c' }, encoding: { y } },
    ],
  });
}
