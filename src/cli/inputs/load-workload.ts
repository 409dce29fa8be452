import { basename, extname } from 'node:path';
import { UserError } from '../../foundation/errors/user-error.js';
import type { GraphOptions } from '../../sim/machine/graph/graph-options.js';
import { detectFormat, FILE_FORMATS } from '../../study/files/file-formats.js';
import type { DescribedGraph } from '../../workloads/graphs/graph-file.js';
import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import { parseArchitecture } from '../../workloads/models/parse-architecture.js';
import type { Dtype } from '../../workloads/operators/dtype.js';
import { nameNumberOptions } from './name-value-options.js';
import { readBinaryFile } from './read-binary-file.js';

/** A language model, whose graph depends on batch and phase, or a graph as it is. */
export type Workload =
  | { readonly kind: 'model'; readonly model: LlmArchitecture }
  | { readonly kind: 'graph'; readonly described: DescribedGraph };

/** What a command's options choose for graphs. */
export interface GraphArguments {
  readonly dim: readonly string[];
  readonly value: readonly string[];
  readonly dtype?: Dtype | undefined;
  readonly allowUnknown: boolean;
}

const DESCRIPTION = /\.(ya?ml|json)$/i;

function unknownFormat(file: string): UserError {
  const known = FILE_FORMATS.filter(({ yields }) => yields === 'model' || yields === 'graph').map(({ label }) => label);
  const found = 'The file is of no format that is known.';
  const fix = `Give a model description (YAML), or one of: ${known.join(', ')}.`;
  return new UserError([{ code: 'unknown-format', file, line: null, path: '', found, fix }]);
}

/** Reads a workload in any known format. Throws a UserError with every problem, and for files that hold none. */
export async function loadWorkload(file: string, given: GraphArguments): Promise<Workload> {
  const bytes = readBinaryFile(file);
  const format = detectFormat(file, bytes);
  const id = basename(file, extname(file));
  if (format === null && !DESCRIPTION.test(file)) throw unknownFormat(file);
  if (format === null) return { kind: 'model', model: parseArchitecture(id, file, textOf(file, bytes)) };
  switch (format.yields) {
    case 'model':
      return { kind: 'model', model: format.read(id, file, textOf(file, bytes)) };
    case 'graph':
      return { kind: 'graph', described: await format.read(file, bytes, graphOptions(given)) };
    default: {
      const use = format.yields === 'chip' ? '--chip' : format.usedBy;
      const found = `This is a file of the kind ${format.label}, which holds no workload.`;
      throw new UserError([{ code: 'no-workload', file, line: null, path: '', found, fix: `Give it to ${use}.` }]);
    }
  }
}

function graphOptions({ dim, value, dtype, allowUnknown }: GraphArguments): GraphOptions {
  return {
    dims: nameNumberOptions('--dim', dim),
    values: nameNumberOptions('--value', value),
    dtype: dtype ?? null,
    allowUnknown,
  };
}

/** Text files are bounded by what their readers take, so a file of bytes is not decoded in full. */
function textOf(file: string, bytes: Uint8Array): string {
  const most = 4 * 2 ** 20;
  if (bytes.length <= most) return new TextDecoder().decode(bytes);
  const found = `It has ${bytes.length} bytes, more than ${most} of a description.`;
  throw new UserError([{ code: 'unreadable-file', file, line: null, path: '', found, fix: 'Check the path.' }]);
}
