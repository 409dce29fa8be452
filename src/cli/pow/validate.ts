import { validatePow } from '../../study/rates/index.js';
import { EXIT } from '../outputs/exit-codes.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import type { JsonArguments } from './options.js';

/** Runs `pow validate`. */
export function validateRates({ json }: JsonArguments): void {
  const groups = validatePow();
  if (json) printJson({ groups });
  else {
    const texts = groups.map((group) =>
      [
        `${group.name} (${group.unit})`,
        formatTable(
          ['machine', 'predicted', 'measured', 'error', 'counts', 'remark'],
          group.rows.map((row) => [
            row.name,
            row.predicted.toPrecision(4),
            row.measured.toPrecision(4),
            `${(row.relativeError * 100).toFixed(1)} %`,
            row.gated ? 'yes' : 'no',
            row.remark,
          ]),
        ),
        `median ${(group.medianError * 100).toFixed(1)} %, worst ${(group.worstError * 100).toFixed(1)} %: ${
          group.holds ? 'holds' : 'FAILS'
        } (${group.criterion})`,
      ].join('\n'),
    );
    print(texts.join('\n\n'));
  }
  if (groups.some((group) => !group.holds)) process.exitCode = EXIT.regression;
}
