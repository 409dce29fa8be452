import type { ValidationGroup } from '../../kernels/validation/validate-timings.js';
import type { OutcomeColumn, OutcomeTable } from '../../study/index.js';

/** How well measured rows are predicted, by device, kernel, number format, way of timing and provenance. */
export function validationTable(groups: readonly ValidationGroup[]): OutcomeTable {
  const key = (name: string, meaning: string): OutcomeColumn => ({ name, unit: null, meaning, role: 'key' });
  const figure = (name: string, meaning: string): OutcomeColumn => ({ name, unit: '1', meaning, role: 'figure' });
  return {
    id: 'groups',
    title: 'Predicted against measured kernels',
    notes: [],
    columns: [
      key('device', 'chip that was measured'),
      key('kernel', 'kind of kernel'),
      key('dtype', 'number format'),
      key('exec', 'how the time was taken'),
      key('provenance', 'where the prediction comes from'),
      figure('rows', 'measured rows'),
      figure('median_ape', 'median of |predicted - measured| / measured'),
      figure('mape', 'mean of the same'),
      figure('bias', 'median of predicted over measured, less one'),
      figure('coverage90', 'share of the rows inside the 90 % interval'),
    ],
    rows: groups.map(({ device, kernel, dtype, exec, provenance, n, medianApe, mape, bias, coverage90 }) => [
      device,
      kernel,
      dtype,
      exec,
      provenance,
      n,
      medianApe,
      mape,
      bias,
      coverage90,
    ]),
  };
}
