import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ChartSpec } from '../charts/chart.js';

const FONT_FILE = fileURLToPath(new URL('../../../assets/fonts/Inter-Regular.ttf', import.meta.url));

/** Draws a chart as SVG; the same chart gives the same bytes. */
export async function renderSvg(spec: ChartSpec): Promise<string> {
  const complain = (...args: readonly unknown[]): never => {
    throw new Error(`chart: ${args.map(String).join(' ')}`);
  };
  const logger = { ...vega.logger(vega.Warn), warn: complain, error: complain };
  const compiled = compile(spec as unknown as TopLevelSpec, { logger: logger as never }).spec;
  const view = new vega.View(vega.parse(compiled, undefined, { ast: true }), {
    renderer: 'none',
    expr: expressionInterpreter,
  } as never);
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Turns an SVG into a PNG with the project's own font, at `zoom` pixels a unit. */
export function svgToPng(svg: string, zoom: number): Uint8Array {
  const resvg = new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: zoom },
    font: { loadSystemFonts: false, fontFiles: [FONT_FILE], defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
  });
  return resvg.render().asPng();
}
