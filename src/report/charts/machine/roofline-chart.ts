import { type ChartSpec, chart } from '../chart.js';

/** One machine's roof: its main memory's bandwidth up to the ridge, its peak rate beyond. */
export interface Roof {
  readonly machine: string;
  readonly peakOpsPerSec: number;
  readonly bandwidthBytesPerSec: number;
}

/** One phase on one machine, placed by what it does per byte and what it reaches. */
export interface RooflinePoint {
  readonly machine: string;
  readonly phase: string;
  readonly opsPerByte: number;
  readonly opsPerSec: number;
}

/** Roofs of the machines with the phases of the workload on them; both axes logarithmic. */
export function rooflineChart(roofs: readonly Roof[], points: readonly RooflinePoint[]): ChartSpec {
  const intensities = points.map((point) => point.opsPerByte);
  const left = Math.min(0.5, ...intensities) / 2;
  const right =
    Math.max(2000, ...intensities, ...roofs.map((roof) => roof.peakOpsPerSec / roof.bandwidthBytesPerSec)) * 2;
  const corners = roofs.flatMap((roof) =>
    [left, roof.peakOpsPerSec / roof.bandwidthBytesPerSec, right].map((opsPerByte) => ({
      machine: roof.machine,
      opsPerByte,
      opsPerSec: Math.min(roof.peakOpsPerSec, roof.bandwidthBytesPerSec * opsPerByte),
    })),
  );
  const x = {
    field: 'opsPerByte',
    type: 'quantitative',
    scale: { type: 'log' },
    title: 'operations per byte of main memory',
  };
  const y = {
    field: 'opsPerSec',
    type: 'quantitative',
    scale: { type: 'log' },
    axis: { format: '~s' },
    title: 'operations per second',
  };
  const color = { field: 'machine', type: 'nominal', title: null };
  return chart('Roofline', 'lines: published peak and bandwidth of the whole machine; marks: simulated phases', {
    width: 620,
    height: 320,
    layer: [
      { data: { values: corners }, mark: { type: 'line', strokeWidth: 1.5, opacity: 0.8 }, encoding: { x, y, color } },
      {
        data: { values: points },
        mark: { type: 'point', filled: true, size: 90, opacity: 1 },
        encoding: { x, y, color, shape: { field: 'phase', type: 'nominal', title: null } },
      },
    ],
  });
}
