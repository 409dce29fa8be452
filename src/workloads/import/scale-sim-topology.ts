import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import type { Graph, GraphNode } from '../graphs/graph.js';
import type { Dtype } from '../operators/dtype.js';
import type { GemmOperator } from '../operators/operator.js';

// A topology is one line a layer; beyond these limits a file is not one.
const MAX_LAYERS = 100_000;
const MAX_SIZE = 2 ** 31;
const MAX_SHOWN_PROBLEMS = 100;

const GEMM_COLUMNS = ['m', 'n', 'k'] as const;
const CONV_COLUMNS = [
  'ifmap height',
  'ifmap width',
  'filter height',
  'filter width',
  'channels',
  'num filter',
  'strides',
] as const;

/**
 * Reads a SCALE-Sim topology CSV: one layer a line, as M, N, K or as a convolution without padding, which becomes the
 * product of its unfolded input (output pixels x filter volume) with its filters. Layers follow each other. Throws a
 * UserError with every line that cannot be read.
 *
 * @example
 * importScaleSimTopology('t.csv', 'Layer,M,N,K,\nfc,1,1000,512,\n', 'int8').nodes.length // 1
 */
export function importScaleSimTopology(file: string, text: string, dtype: Dtype): Graph {
  const problems: Problem[] = [];
  const report = (line: number, found: string, fix: string) => {
    if (problems.length < MAX_SHOWN_PROBLEMS) problems.push({ code: 'bad-topology', file, line, path: '', found, fix });
  };
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const headerIndex = lines.findIndex((line) => line.trim() !== '');
  const header = cellsOf(lines[headerIndex] ?? '').map((cell) => cell.toLowerCase().replace(/s$/, ''));
  const columns = columnsOf(header);
  const nodes: GraphNode[] = [];
  if (columns === null) {
    report(
      headerIndex + 1,
      'The header has neither the columns M, N, K nor those of a convolution.',
      `Begin with "Layer, M, N, K" or "Layer name, ${CONV_COLUMNS.join(', ')}".`,
    );
  } else if (lines.length > MAX_LAYERS) {
    report(1, `The file has ${lines.length} lines.`, `A topology has at most ${MAX_LAYERS}.`);
  } else {
    lines.forEach((line, index) => {
      const cells = cellsOf(line);
      if (index <= headerIndex || cells.length === 0) return;
      const op = readLayer(cells, columns, dtype, (found, fix) => report(index + 1, found, fix));
      if (op === null) return;
      const id = nodes.length;
      const name = (cells[0] ?? '').slice(0, 100);
      nodes.push({ id, name: `${id}.${name}`, group: name, op, deps: id === 0 ? [] : [id - 1] });
    });
    if (nodes.length === 0 && problems.length === 0) report(1, 'The topology has no layers.', 'Add a line a layer.');
  }
  if (problems.length > 0) throw new UserError(problems);
  return { name: file, nodes };
}

interface Columns {
  readonly kind: 'gemm' | 'conv';
  /** Position of each size in a line, in the order of the column lists above. */
  readonly positions: readonly number[];
  /** Position of the N:M sparsity; -1 where there is none. */
  readonly sparsity: number;
  /** Columns that the header names. */
  readonly count: number;
}

function columnsOf(header: readonly string[]): Columns | null {
  const locate = (names: readonly string[]) => names.map((name) => header.indexOf(name.replace(/s$/, '')));
  const sparsity = header.findIndex((name) => name.startsWith('sparsity'));
  for (const [kind, names] of [
    ['gemm', GEMM_COLUMNS],
    ['conv', CONV_COLUMNS],
  ] as const) {
    const positions = locate(names);
    if (!positions.includes(-1)) return { kind, positions, sparsity, count: header.length };
  }
  return null;
}

function readLayer(
  cells: readonly string[],
  columns: Columns,
  dtype: Dtype,
  report: (found: string, fix: string) => void,
): GemmOperator | null {
  const sizes = columns.positions.map((position) => wholeNumber(cells[position] ?? ''));
  if (cells.length > columns.count) {
    report(`It has ${cells.length} cells under ${columns.count} columns.`, 'Remove the others, or name their columns.');
    return null;
  }
  if (sizes.some((size) => !(Number.isInteger(size) && size >= 1 && size <= MAX_SIZE))) {
    const shown = columns.positions.map((position) => cells[position] ?? '').join(', ');
    report(`The sizes are ${shown.slice(0, 100)}.`, 'Write positive whole numbers.');
    return null;
  }
  const sparsity = columns.sparsity < 0 ? '' : (cells[columns.sparsity] ?? '');
  if (sparsity !== '' && !/^(\d+):\1$/.test(sparsity)) {
    report(`The layer is sparse (${sparsity.slice(0, 20)}), which has no operator here.`, 'Remove the sparsity.');
    return null;
  }
  if (columns.kind === 'gemm') {
    const [m = 1, n = 1, k = 1] = sizes;
    return { kind: 'gemm', m, n, k, dtype };
  }
  const [height = 1, width = 1, filterHeight = 1, filterWidth = 1, channels = 1, filters = 1, stride = 1] = sizes;
  if (filterHeight > height || filterWidth > width) {
    report(
      `The filter of ${filterHeight} x ${filterWidth} is larger than its input of ${height} x ${width}.`,
      'SCALE-Sim adds no padding: write the padded input size.',
    );
    return null;
  }
  const pixels = outputSize(height, filterHeight, stride) * outputSize(width, filterWidth, stride);
  return { kind: 'gemm', m: pixels, n: filters, k: filterHeight * filterWidth * channels, dtype };
}

/** Output positions along one side; a last partial stride counts, as in SCALE-Sim's topology_utils.py. */
function outputSize(input: number, filter: number, stride: number): number {
  return Math.ceil((input - filter + stride) / stride);
}

/** NaN for anything but digits. */
function wholeNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function cellsOf(line: string): string[] {
  const cells = line.split(',').map((cell) => cell.trim());
  while (cells.at(-1) === '') cells.pop();
  return cells;
}
