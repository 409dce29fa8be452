import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../foundation/errors/user-error.js';
import { readBenchFile } from '../formats/read-bench-file.js';
import type { BenchFile } from '../samples/bench-file.js';

/** Adds a result as one line to a store, which is created where it is missing. */
export function recordResult(store: string, file: BenchFile): void {
  mkdirSync(dirname(store), { recursive: true });
  appendFileSync(store, `${JSON.stringify(file)}\n`);
}

/**
 * All results of stores (`.jsonl`, one result a line), of result files, and of the `.json` and `.jsonl` files of folders:
 * in order of their time where every one has it, otherwise as given (in folders by name).
 *
 * @throws UserError for what cannot be read; a line cut short is named with its number
 */
export function readResults(paths: readonly string[], direction: 'lower' | 'higher'): BenchFile[] {
  const results = paths.flatMap((path) => filesOf(path).flatMap((file) => resultsOf(file, direction)));
  if (!results.every(({ createdAt }) => createdAt !== null && Number.isFinite(Date.parse(createdAt)))) return results;
  const time = ({ createdAt }: BenchFile) => Date.parse(createdAt ?? '');
  return results
    .map((result, index) => ({ result, index }))
    .sort((a, b) => time(a.result) - time(b.result) || a.index - b.index)
    .map(({ result }) => result);
}

function filesOf(path: string): string[] {
  if (!reading(path, () => statSync(path)).isDirectory()) return [path];
  const files = reading(path, () => readdirSync(path)).filter((name) => /\.jsonl?$/.test(name));
  return files.sort().map((name) => join(path, name));
}

function resultsOf(file: string, direction: 'lower' | 'higher'): BenchFile[] {
  const text = reading(file, () => readFileSync(file, 'utf8'));
  if (!file.endsWith('.jsonl')) return [readBenchFile(file, text, direction)];
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    return [readBenchFile(`${file}:${index + 1}`, line, direction)];
  });
}

function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const found = code === 'ENOENT' ? 'There is no such file or folder.' : `It cannot be read (${code}).`;
    const fix = 'Name a store of bench run --record, result files or their folder.';
    throw new UserError([{ code: 'unreadable-file', file, line: null, path: '', found, fix }]);
  }
}
