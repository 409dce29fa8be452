import type { z } from 'zod';
import { formatPath } from '../../foundation/document/document.js';
import { schemaProblems } from '../../foundation/document/schema-problems.js';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import { type BenchFile, benchFileSchema } from '../samples/bench-file.js';
import { fromGithubActionBenchmark, githubActionSchema } from './github-action-benchmark.js';
import { fromGoogleBenchmark, googleBenchmarkSchema } from './google-benchmark.js';
import { fromHyperfine, hyperfineSchema } from './hyperfine.js';

/**
 * Reads the JSON of a bench file, of Google Benchmark, of hyperfine, or of github-action-benchmark's custom format
 * (`direction` says which way is better there, since such a file does not).
 *
 * @throws UserError for text that is no JSON (a truncated file), values that are no numbers, names that stand twice
 */
export function readBenchFile(file: string, text: string, direction: 'lower' | 'higher' = 'lower'): BenchFile {
  const data = parseJson(file, text);
  const result = convert(file, data, direction);
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of result.metrics) (seen.has(name) ? twice : seen).add(name);
  if (twice.size > 0)
    throw refuse(file, 'duplicate-metric', `${[...twice].slice(0, 5).join(', ')} stands twice.`, 'Name each once.');
  if (result.metrics.length === 0)
    throw refuse(file, 'no-metrics', 'The file has no metrics.', 'Run the suite again: an empty file proves nothing.');
  return result;
}

function convert(file: string, data: unknown, direction: 'lower' | 'higher'): BenchFile {
  if (Array.isArray(data)) return fromGithubActionBenchmark(parse(file, githubActionSchema, data), direction);
  if (typeof data !== 'object' || data === null)
    throw refuse(file, 'unknown-format', 'The file holds no object and no list.', FORMATS);
  if ('format' in data) return parse(file, benchFileSchema, data);
  if ('benchmarks' in data) return fromGoogleBenchmark(parse(file, googleBenchmarkSchema, data));
  if ('results' in data) return fromHyperfine(parse(file, hyperfineSchema, data));
  throw refuse(file, 'unknown-format', 'The file is in no format that is known here.', FORMATS);
}

const FORMATS = 'Give JSON of bench run, Google Benchmark, hyperfine or github-action-benchmark.';

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const fix = 'Write the file again: it may be cut short, or hold NaN, which is no JSON.';
    throw refuse(file, 'bad-json', `It is no JSON: ${message.slice(0, 160)}.`, fix);
  }
}

function parse<S extends z.ZodType>(file: string, schema: S, data: unknown): z.output<S> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const problems: Problem[] = schemaProblems(schema, data, parsed.error.issues)
    .slice(0, 20)
    .map(({ path, ...problem }) => ({ file, line: null, path: formatPath(path), ...problem }));
  throw new UserError(problems);
}

function refuse(file: string, code: string, found: string, fix: string): UserError {
  return new UserError([{ code, file, line: null, path: '', found, fix }]);
}
