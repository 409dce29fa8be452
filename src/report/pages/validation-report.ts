import { predictionScatter, residualChart, type ValidationPoint } from '../charts/evidence/validation-chart.js';
import { figure, htmlPage, htmlTable, paragraph } from './html-page.js';
import { renderSvg } from './render-chart.js';

/** How well measured kernels are predicted, as one self-contained page. */
export async function validationReport(
  points: readonly ValidationPoint[],
  table: { readonly header: readonly string[]; readonly lines: readonly (readonly string[])[] },
): Promise<string> {
  const scatter = predictionScatter(points);
  const residuals = residualChart(points);
  return htmlPage('Kernel model against measurements', `${points.length} measured kernels`, [
    paragraph(
      'Rows that a calibration was fitted to are predicted better than rows it never saw: docs/fidelity.md has the errors on held-out shapes and devices.',
    ),
    figure(await renderSvg(scatter), scatter, 'Predicted against measured time'),
    figure(await renderSvg(residuals), residuals, 'Ratio of predicted to measured time'),
    htmlTable('Errors by device, kernel, format and way of timing', table.header, table.lines),
  ]);
}
