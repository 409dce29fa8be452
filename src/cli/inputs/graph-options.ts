import type { Argv } from 'yargs';
import { DTYPES } from '../../workloads/operators/dtype.js';

/** Options of commands that read graphs; `dtype` is theirs to add. */
export function withGraphOptions<T>(yargs: Argv<T>) {
  return yargs
    .option('dim', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      describe: 'open size of a graph, such as batch=1',
    })
    .option('value', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      describe: 'number that an input of a graph has',
    })
    .option('allow-unknown', { type: 'boolean', default: false, describe: 'leave out operators without a rule' });
}

export const GRAPH_DTYPE = { choices: DTYPES, describe: 'path of the products; default as the file says' } as const;
