import type { ChartSpec } from '../charts/chart.js';
import { renderSvg } from '../pages/render-chart.js';
import type { OutcomeParts } from './outcome-files.js';

/** Charts by the name of their file, drawn. */
export async function drawnCharts(
  charts: readonly (readonly [name: string, chart: ChartSpec])[],
): Promise<OutcomeParts['figures']> {
  const drawn: { svg: string; description: string }[] = [];
  for (const [name, chart] of charts) drawn.push({ svg: await renderSvg(chart), description: name });
  return drawn;
}
