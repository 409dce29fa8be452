import { basename, extname } from 'node:path';
import { UserError } from '../../foundation/errors/user-error.js';
import { detectFormat, HEAD_BYTES } from '../../study/files/file-formats.js';
import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import { builtinModels, resolveModel } from '../../workloads/models/model-catalog.js';
import { parseArchitecture } from '../../workloads/models/parse-architecture.js';
import { files } from '../files/recorded-files.js';

// No config is near this size; a larger file is not one.
const MAX_BYTES = 4 * 2 ** 20;

/** A model as users name it: a path if it has a slash or a known ending, else a name of the catalog. */
export function loadModel(name: string): LlmArchitecture {
  return isModelPath(name) ? readModel(name) : resolveModel(name, builtinModels());
}

export function isModelPath(name: string): boolean {
  return name.includes('/') || /\.(ya?ml|json|csv|onnx)$/i.test(name);
}

/** A model description or a Hugging Face `config.json`, told apart by what it contains. */
function readModel(path: string): LlmArchitecture {
  const text = readText(path);
  const id = basename(path, extname(path));
  const format = detectFormat(path, new TextEncoder().encode(text.slice(0, HEAD_BYTES)));
  if (format === null) return parseArchitecture(id, path, text);
  if (format.yields === 'model') return format.read(id, path, text);
  const found = `This is a file of the kind ${format.label}, which holds no language model.`;
  const fix = format.yields === 'graph' ? 'Give it to simulate --workload.' : 'Name a model or its config.json.';
  throw new UserError([{ code: 'no-model', file: path, line: null, path: '', found, fix }]);
}

function readText(path: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf8', { ignoreBOM: true }).decode(files.read(path));
  } catch (error) {
    throw fileError(path, `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
  if (text.length > MAX_BYTES) throw fileError(path, `The file is larger than ${MAX_BYTES} bytes.`);
  return text;
}

function fileError(path: string, found: string): UserError {
  return new UserError([
    { code: 'unreadable-file', file: path, line: null, path: '', found, fix: 'Give the path of a model description.' },
  ]);
}
