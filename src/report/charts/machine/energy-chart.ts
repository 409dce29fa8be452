import { type ChartSpec, chart } from '../chart.js';

/** Energy of one unit of work on one machine with its 90 % interval. */
export interface EnergyRow {
  readonly machine: string;
  readonly phase: string;
  readonly joules: number;
  readonly low: number;
  readonly high: number;
}

/** Joules per token by machine and phase, logarithmic, with intervals. */
export function energyChart(rows: readonly EnergyRow[]): ChartSpec {
  const y = { field: 'machine', type: 'nominal', title: null, sort: null };
  const yOffset = { field: 'phase' };
  const color = { field: 'phase', type: 'nominal', title: null };
  const scale = { type: 'log' };
  return chart('Energy per token', 'whole machine at the wall; lines: 90 % interval of the kernel and energy model', {
    width: 620,
    height: { step: 22 },
    data: { values: rows },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: {
          y,
          yOffset,
          color,
          x: { field: 'low', type: 'quantitative', scale, title: 'J per token' },
          x2: { field: 'high' },
        },
      },
      {
        mark: { type: 'point', filled: true, size: 80, opacity: 1 },
        encoding: { y, yOffset, color, x: { field: 'joules', type: 'quantitative', scale } },
      },
    ],
  });
}
