import { dirname, isAbsolute, join } from 'node:path';
import { outcomeJson } from '../../report/files/outcome-files.js';
import { studyPage } from '../../report/pages/study-page.js';
import { outcomeText } from '../../report/tables/outcome-text.js';
import { readStudy, runStudyDocument } from '../../study/evaluate/run-study.js';
import type { StudyFile } from '../../study/files/study-file.js';
import { checkOutputFolder } from '../folders/output-folder.js';
import { writeReport } from '../folders/write-report.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { chipPathBeside, resolveChipArgument } from '../inputs/resolve-chip.js';
import { studyExecutor } from '../inputs/study-executor.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';
import { createProgressLine } from '../outputs/progress.js';
import type { StudyArguments } from './options.js';
import { STUDY_MANIFEST, studyInput } from './study-input.js';

/** Runs `study`: prints the headline and writes the report into a folder. */
export async function study(args: StudyArguments): Promise<void> {
  const startedAt = new Date();
  const { file, seed, replayed } = studyInput(args);
  const document = readStudy(readTextFile(file), { file, seed: seed ?? undefined });
  const folder = args.out ?? join('reports', document.value.name);
  checkOutputFolder(folder);
  const executor = studyExecutor(args.workers);
  const progress = createProgressLine(args.quiet);
  const beside = dirname(file);
  const { chips, result, outcome } = await runStudyDocument(document, {
    lookupChip: (name) => resolveChipArgument(chipPathBeside(name, beside), beside),
    readText: (name) => readTextFile(isAbsolute(name) ? name : join(beside, name)),
    executor,
    progress: progress.report,
  }).finally(() => executor.close());
  const { page, figures } = await studyPage(result, outcome);
  progress.done();
  const parts = { outcome, result, page, figures };
  await writeReport(folder, parts, {
    kind: STUDY_MANIFEST,
    // Chips as parsed, so that every default of a chip file is in the manifest.
    resolvedInput: { file, seed, study: document.value, chips: Object.fromEntries(chips) },
    seed: seedOf(document.value),
    tickSeconds: result.kind === 'chips-to-rewards' ? { chip: 1e-12 } : {},
    fingerprint: result.kind === 'chips-to-rewards' ? result.fingerprint : null,
    startedAt,
    replayed,
  });
  if (args.json) printJson(outcomeJson(parts));
  else print(outcomeText(outcome, formatTable));
  if (!args.quiet) printError(`Report: ${join(folder, 'report.html')}`);
}

function seedOf(file: StudyFile): number | string {
  return file.kind === 'bitcoin-replay' ? 0 : file.seed;
}
