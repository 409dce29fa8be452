import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartSpec } from '../charts/chart.js';
import { renderSvg, svgToPng } from './render-chart.js';

const PIXELS_PER_UNIT = 2;

/** Draws charts into `charts/` of a folder, each as SVG and PNG. */
export async function writeCharts(
  folder: string,
  charts: readonly (readonly [name: string, chart: ChartSpec])[],
): Promise<void> {
  const target = join(folder, 'charts');
  mkdirSync(target, { recursive: true });
  for (const [name, chart] of charts) {
    const svg = await renderSvg(chart);
    writeFileSync(join(target, `${name}.svg`), svg);
    writeFileSync(join(target, `${name}.png`), svgToPng(svg, PIXELS_PER_UNIT));
  }
}
