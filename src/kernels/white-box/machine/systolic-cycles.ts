/** What stays in the array while the other operands stream through it. */
export type Dataflow = 'os' | 'ws' | 'is';

export interface SystolicArray {
  readonly rows: number;
  readonly columns: number;
  readonly dataflow: Dataflow;
  /** Arrays side by side, each taking its share of the folds. */
  readonly count: number;
  /** Whether the next fold's stationary operand is loaded while this one streams, as chips with double-buffered weights do. */
  readonly overlappedFolds: boolean;
}

export interface SystolicRun {
  readonly cycles: number;
  /** Times the array is filled. */
  readonly folds: number;
  /** Multiply-accumulates over what the cells could have done, 0 to 1. */
  readonly utilisation: number;
  /** Share of the cells that a fold uses, mean over the folds. */
  readonly mappingEfficiency: number;
}

/** Spatial extents and the streamed dimension of an m x n x k product under a dataflow. */
function mapped(
  dataflow: Dataflow,
  m: number,
  n: number,
  k: number,
): { rows: number; columns: number; streamed: number } {
  switch (dataflow) {
    case 'os':
      return { rows: m, columns: n, streamed: k };
    case 'ws':
      return { rows: k, columns: n, streamed: m };
    case 'is':
      return { rows: k, columns: m, streamed: n };
    default:
      return unknownDataflow(dataflow);
  }
}

function unknownDataflow(dataflow: never): never {
  throw new Error(`no mapping is defined for ${JSON.stringify(dataflow)}`);
}

/**
 * Compute cycles of an m x n x k product on systolic arrays, without stalls for memory. With exposed folds this is
 * SCALE-Sim's count to the cycle (scalesim-project/SCALE-Sim@1d62b68): folds (T + R + C - 2) - 1 for output stationary and
 * folds (T + 2 R + C - 2) - 1 for the others, which load R rows before each fold. Overlapped folds hide that load and the
 * drain behind the next fold's stream. Throws a RangeError for sizes that are not whole and positive.
 *
 * @example
 * systolicCycles(256, 256, 256, { rows: 128, columns: 128, dataflow: 'os', count: 1, overlappedFolds: false }).cycles // 2039
 */
export function systolicCycles(m: number, n: number, k: number, array: SystolicArray): SystolicRun {
  const { rows, columns, dataflow, count, overlappedFolds } = array;
  for (const size of [m, n, k, rows, columns, count]) {
    if (!(Number.isSafeInteger(size) && size > 0))
      throw new RangeError(`A size must be a whole number from 1, not ${size}.`);
  }
  const shape = mapped(dataflow, m, n, k);
  const folds = Math.ceil(shape.rows / rows) * Math.ceil(shape.columns / columns);
  const foldsOfBusiest = Math.ceil(folds / count);
  const load = dataflow === 'os' ? 0 : rows;
  const exposed = shape.streamed + load + rows + columns - 2;
  const cycles = overlappedFolds
    ? (foldsOfBusiest - 1) * Math.max(shape.streamed, rows) + exposed - 1
    : foldsOfBusiest * exposed - 1;
  return {
    cycles,
    folds,
    utilisation: (m * n * k) / (rows * columns * count * cycles),
    mappingEfficiency: (shape.rows * shape.columns) / (folds * rows * columns),
  };
}
