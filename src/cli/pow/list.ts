import { POW_PROTOCOLS } from '../../study/rates/index.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import type { JsonArguments } from './options.js';

/** Runs `pow list`. */
export function listProtocols({ json }: JsonArguments): void {
  const protocols = POW_PROTOCOLS.map(({ rate, ...described }) => ({ ...described, hasRate: rate !== null }));
  if (json) printJson({ protocols });
  else {
    print(
      formatTable(
        ['name', 'unit', 'modelled', 'difficulty', 'reward', 'label'],
        POW_PROTOCOLS.map((each) => [each.name, each.workUnit, each.support, each.difficulty, each.reward, each.label]),
      ),
    );
  }
}
