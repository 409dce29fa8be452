import { type BaselineUpdate, readBaselines, updateBaselines } from '../../bench/baselines/baseline-store.js';
import { readBenchFile } from '../../bench/formats/read-bench-file.js';
import { headline } from '../../bench/render/show-finding.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { EXIT } from '../outputs/exit-codes.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import type { ListArguments, UpdateArguments } from './history-options.js';

/** Runs `bench baseline update`. */
export function updateBaseline(args: UpdateArguments): void {
  const result = readBenchFile(args.result, readTextFile(args.result));
  const updates = updateBaselines(args.folder, result, args.accept);
  if (args.json) printJson({ updates });
  else print(updates.map(describe).join('\n'));
  if (updates.some(({ written, comparison }) => !written && comparison?.outcome !== 'pass'))
    process.exitCode = EXIT.regression;
}

function describe({ key, written, comparison }: BaselineUpdate): string {
  const what = comparison === null ? 'new' : `against the stored one: ${headline(comparison)}`;
  return `${key}: ${what}${written ? '; stored' : '; not stored: review it and add --accept'}`;
}

/** Runs `bench baseline list`. */
export function listBaselines(args: ListArguments): void {
  const baselines = readBaselines(args.folder).map(({ key, file }) => ({
    key,
    exact: file.metrics.filter(({ kind }) => kind === 'exact').length,
    measured: file.metrics.filter(({ kind }) => kind === 'measured').length,
    createdAt: file.createdAt,
    commit: file.commit,
    environment: file.environment,
  }));
  if (args.json) printJson({ baselines });
  else if (baselines.length === 0) print(`no baselines in ${args.folder}`);
  else
    print(
      formatTable(
        ['baseline', 'deterministic', 'measured', 'from', 'commit'],
        baselines.map(({ key, exact, measured, createdAt, commit }) => [
          key,
          String(exact),
          String(measured),
          createdAt ?? '-',
          commit?.slice(0, 12) ?? '-',
        ]),
      ),
    );
}
