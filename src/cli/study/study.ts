import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../../foundation/record/canonical-json.js';
import { createManifest } from '../../foundation/record/manifest.js';
import { createDefaultCostModel } from '../../kernels/index.js';
import { headlineTable } from '../../report/pages/headline-table.js';
import { studyReport } from '../../report/pages/study-report.js';
import { longParquet } from '../../report/tables/long-table.js';
import { studyCsvFiles } from '../../report/tables/study-csv.js';
import { studyLongRows } from '../../report/tables/study-long-rows.js';
import { resolveStudy } from '../../study/files/resolve-study.js';
import { parseStudyFile } from '../../study/files/study-file.js';
import type { StudyOutcome } from '../../study/outcome/study-outcome.js';
import { runStudy } from '../../study/run/run-study.js';
import { builtinModels } from '../../workloads/models/model-catalog.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { chipPathBeside, resolveChipArgument } from '../inputs/resolve-chip.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';
import { checkOutputFolder } from '../outputs/output-folder.js';
import { createProgressLine } from '../outputs/progress.js';
import { toolVersion } from '../outputs/tool-version.js';
import type { StudyArguments } from './options.js';

/** Runs `study`: prints the headline and writes the report into a folder. */
export async function study(args: StudyArguments): Promise<void> {
  const startedAt = new Date();
  const text = readTextFile(args.file);
  const parsed = parseStudyFile(args.file, text);
  const seed = args.seed ?? parsed.value.seed;
  const document = { ...parsed, value: { ...parsed.value, seed } };
  const folderOfStudy = dirname(args.file);
  const resolved = resolveStudy(
    document,
    (name) => resolveChipArgument(chipPathBeside(name, folderOfStudy), folderOfStudy),
    builtinModels(),
  );
  const folder = args.out ?? join('reports', parsed.value.name);
  checkOutputFolder(folder);
  const progress = createProgressLine(args.quiet);
  const outcome = runStudy(resolved, createDefaultCostModel(), progress.report);
  const page = await studyReport(outcome);
  progress.done();
  const manifest = createManifest({
    toolVersion: toolVersion(),
    kind: 'study',
    // Chips as parsed, so that a chip file of the user's is in the manifest with every default.
    resolvedInput: { study: document.value, chips: resolved.machines.map(({ spec }) => spec.chip) },
    inputs: [{ name: args.file, text }],
    seed,
    tickSeconds: { chip: 1e-12 },
    fingerprint: outcome.fingerprint,
    environment: environment(startedAt),
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'outcome.json'), `${canonicalJson(outcome)}\n`);
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, 'report.html'), page);
  writeFileSync(join(folder, 'outcome.parquet'), longParquet(studyLongRows(outcome)));
  for (const [name, csv] of studyCsvFiles(outcome)) writeFileSync(join(folder, name), csv);
  if (args.json) printJson(outcome);
  else print(headline(outcome));
  if (!args.quiet) printError(`Report: ${join(folder, 'report.html')}`);
}

function headline(outcome: StudyOutcome): string {
  const [paid] = outcome.paid;
  if (paid === undefined) return '';
  const { header, rows } = headlineTable(paid, false);
  return [
    `${outcome.title}: the network pays for ${paid.label}`,
    `${paid.comparison}. Medians of the last year; bands are in the report.`,
    '',
    formatTable(header, rows),
  ].join('\n');
}

function environment(startedAt: Date) {
  return {
    git: gitState(),
    runtime: `node ${process.version}`,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    argv: process.argv.slice(2),
    startedAt: startedAt.toISOString(),
    wallSeconds: (Date.now() - startedAt.getTime()) / 1000,
  };
}

/** The commit of the tool's own checkout; null in an installed package. */
function gitState(): { commit: string; dirty: boolean } | null {
  const root = new URL('../../..', import.meta.url);
  if (!existsSync(new URL('.git', root))) return null;
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return { commit: git('rev-parse', 'HEAD'), dirty: git('status', '--porcelain') !== '' };
  } catch {
    // Without git on the machine, or in a checkout without commits, there is no state to record.
    return null;
  }
}
