import type { CommandModule } from 'yargs';
import { validatePow } from '../../study/rates/index.js';
import { EXIT } from '../outputs/exit-codes.js';
import { formatTable, print, printJson } from '../outputs/output.js';

export const powValidateCommand: CommandModule = {
  command: 'validate',
  describe: 'predicted against measured rates of real machines; exit 1 when a criterion fails',
  builder: (yargs) =>
    yargs
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
      .example('$0 pow validate', 'Pearl, Ethash, SHA-256 and miners by node'),
  handler: ({ json }) => {
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
  },
};
