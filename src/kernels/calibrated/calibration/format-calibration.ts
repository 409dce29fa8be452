import type { Calibration } from './calibration.js';

/** A calibration as JSON text: indented, but a residual tree to a line, so that changes can be read. */
export function formatCalibration(calibration: Calibration): string {
  const { entries, ...head } = calibration;
  const lines = JSON.stringify(head, null, 1).replace(/\n}$/, '');
  const body = entries.map((entry) => {
    const { residual, ...rest } = entry;
    const trees = residual === null ? 'null' : `[\n${residual.map((tree) => JSON.stringify(tree)).join(',\n')}]`;
    return `${JSON.stringify(rest).replace(/}$/, '')},\n"residual":${trees}}`;
  });
  return `${lines},\n "entries": [\n${body.join(',\n')}\n]}\n`;
}
