import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartSpec } from '../charts/chart.js';
import type { Figure } from '../pages/html-page.js';
import { renderSvg, svgToPng } from '../pages/render-chart.js';

const PIXELS_PER_UNIT = 2;

/** Draws charts into `charts/` of a folder, each as SVG and PNG. */
export async function writeCharts(
  folder: string,
  charts: readonly (readonly [name: string, chart: ChartSpec])[],
): Promise<void> {
  for (const [name, chart] of charts) writePicture(folder, name, await renderSvg(chart));
}

/** Writes the drawn charts of a page into `charts/` of a folder, named after what they show. */
export function writeFigures(folder: string, figures: readonly Figure[]): void {
  for (const { svg, description } of figures) writePicture(folder, fileName(description), svg);
}

function writePicture(folder: string, name: string, svg: string): void {
  const target = join(folder, 'charts');
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, `${name}.svg`), svg);
  writeFileSync(join(target, `${name}.png`), svgToPng(svg, PIXELS_PER_UNIT));
}

const LONGEST_NAME = 100;

/** Small letters, digits and dashes. */
function fileName(description: string): string {
  const words = description.toLowerCase().match(/[a-z0-9]+/g) ?? ['chart'];
  return words.join('-').slice(0, LONGEST_NAME);
}
