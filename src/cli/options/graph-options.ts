import { DTYPES } from '../../workloads/operators/dtype.js';
import { grouped } from './option-groups.js';

/** Options of commands that read graphs; `dtype` is theirs to add. */
export const GRAPH_OPTIONS = grouped('Graph files:', {
  dim: {
    type: 'string',
    array: true,
    nargs: 1,
    default: [],
    describe: 'size of an open dimension of the graph, such as batch=1; may repeat',
  },
  value: {
    type: 'string',
    array: true,
    nargs: 1,
    default: [],
    describe: 'value of a scalar input of the graph, such as past_len=128; may repeat',
  },
  'allow-unknown': { type: 'boolean', default: false, describe: 'leave out operators of a kind that is not known' },
} as const);

export const GRAPH_DTYPE = {
  choices: DTYPES,
  describe: 'number format of the matrix products; default: what the file says',
} as const;
