import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../foundation/errors/user-error.js';
import { readBenchFile } from '../formats/read-bench-file.js';
import { compareFiles } from '../gate/compare-files.js';
import type { Comparison } from '../gate/comparison.js';
import { DEFAULT_GATE } from '../gate/gate-options.js';
import type { BenchFile } from '../samples/bench-file.js';
import { environmentKey } from '../samples/environment-key.js';

/** Deterministic metrics hold on every machine and have one baseline; measured ones have one of each environment. */
export const EXACT_BASELINE = 'model-outputs';

export interface Baseline {
  /** `model-outputs` or the key of an environment; the name of the file without its ending. */
  readonly key: string;
  readonly file: BenchFile;
}

/** All baselines of a folder by name; none where the folder is missing. */
export function readBaselines(folder: string): Baseline[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const path = join(folder, name);
    return { key: name.slice(0, -'.json'.length), file: readBenchFile(path, readFileSync(path, 'utf8')) };
  });
}

/**
 * What a folder says about a result: its deterministic baseline where the result has such metrics, and that of its
 * environment where it has measured ones.
 *
 * @throws UserError where a part has no baseline: a comparison with nothing would pass
 */
export function baselineOf(folder: string, head: BenchFile): BenchFile {
  const known = new Map(readBaselines(folder).map(({ key, file }) => [key, file]));
  const parts = [...split(head).keys()].map((key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const have = known.size === 0 ? 'It has none' : `It has ${[...known.keys()].join(', ')}`;
    throw new UserError([
      {
        code: 'no-baseline',
        file: folder,
        line: null,
        path: '',
        found: `There is no baseline ${key}. ${have}.`,
        fix: 'Review the result and run "bench baseline update" with it.',
      },
    ]);
  });
  const measured = parts.find((part) => part.metrics.some(({ kind }) => kind === 'measured')) ?? parts[0]!;
  return { ...measured, metrics: parts.flatMap(({ metrics }) => metrics), label: 'baseline' };
}

/** What an update did. */
export interface BaselineUpdate {
  readonly key: string;
  readonly written: boolean;
  /** Against the baseline that was there; null for a new one. */
  readonly comparison: Comparison | null;
}

/**
 * Stores a result as the baseline of its parts. Deterministic metrics that differ from the baseline are written only where
 * a reviewer accepts them; measured ones replace what the environment had.
 */
export function updateBaselines(folder: string, result: BenchFile, accept: boolean): BaselineUpdate[] {
  const known = new Map(readBaselines(folder).map(({ key, file }) => [key, file]));
  return [...split(result)].map(([key, file]) => {
    const old = known.get(key);
    const comparison = old === undefined ? null : compareFiles(old, file, { ...DEFAULT_GATE, allowEnvironment: true });
    const unchanged = comparison?.outcome === 'pass' && comparison.added.length === 0;
    const written = key !== EXACT_BASELINE || accept;
    if (written && !(key === EXACT_BASELINE && unchanged)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${key}.json`), `${JSON.stringify(file, null, 1)}\n`);
    }
    return { key, written, comparison };
  });
}

/** The deterministic and the measured part of a result, by the key of the baseline each belongs to. */
function split(file: BenchFile): Map<string, BenchFile> {
  const exact = file.metrics.filter(({ kind }) => kind === 'exact');
  const measured = file.metrics.filter(({ kind }) => kind === 'measured');
  const parts = new Map<string, BenchFile>();
  // What holds on every machine says nothing of the one it was found on, so that a review shows only what changed.
  if (exact.length > 0)
    parts.set(EXACT_BASELINE, {
      ...file,
      label: 'accepted',
      commit: null,
      createdAt: null,
      environment: {},
      conditions: {},
      session: null,
      metrics: exact,
    });
  if (measured.length > 0) parts.set(environmentKey(file.environment), { ...file, session: null, metrics: measured });
  return parts;
}
