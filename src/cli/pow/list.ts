import type { CommandModule } from 'yargs';
import { POW_PROTOCOLS } from '../../study/rates/index.js';
import { formatTable, print, printJson } from '../outputs/output.js';

export const powListCommand: CommandModule = {
  command: 'list',
  describe: 'all protocols, what their work is and how far it is modelled',
  builder: (yargs) =>
    yargs
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
      .example('$0 pow list', 'names, work functions, difficulty and reward rules'),
  handler: ({ json }) => {
    const protocols = POW_PROTOCOLS.map(({ rate, ...described }) => ({ ...described, hasRate: rate !== null }));
    if (json) printJson({ protocols });
    else {
      print(
        formatTable(
          ['name', 'unit', 'modelled', 'difficulty', 'reward', 'label'],
          POW_PROTOCOLS.map((each) => [
            each.name,
            each.workUnit,
            each.support,
            each.difficulty,
            each.reward,
            each.label,
          ]),
        ),
      );
    }
  },
};
