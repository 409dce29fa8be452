import { dirname, isAbsolute, join } from 'node:path';
import type { Chip } from '../../chips/index.js';
import type { ParsedDocument } from '../../foundation/document/document.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { outcomeJson } from '../../report/files/outcome-files.js';
import { studyPage } from '../../report/pages/study-page.js';
import { outcomeText } from '../../report/tables/outcome-text.js';
import { parseStudyFile, type StudyFile } from '../../study/files/study-file.js';
import { outcomeOf } from '../../study/outcome/outcome-of.js';
import { evaluateStudy } from '../../study/run/evaluate-study.js';
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
  const document = withSeed(parseStudyFile(file, readTextFile(file)), seed);
  const folder = args.out ?? join('reports', document.value.name);
  checkOutputFolder(folder);
  const executor = studyExecutor(args.workers);
  const progress = createProgressLine(args.quiet);
  const beside = dirname(file);
  const chips = new Map<string, Chip>();
  const result = await evaluateStudy(
    document,
    (name) => {
      const chip = resolveChipArgument(chipPathBeside(name, beside), beside);
      chips.set(name, chip);
      return chip;
    },
    executor,
    (name) => readTextFile(isAbsolute(name) ? name : join(beside, name)),
    progress.report,
  ).finally(() => executor.close());
  const outcome = outcomeOf(result);
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

/** The study with another seed; throws a UserError where nothing is drawn. */
function withSeed(document: ParsedDocument<StudyFile>, seed: string | null): ParsedDocument<StudyFile> {
  if (seed === null) return document;
  if (document.value.kind !== 'bitcoin-replay') return { ...document, value: { ...document.value, seed } };
  const found = 'A study of kind bitcoin-replay draws nothing.';
  throw new UserError([
    { code: 'bad-seed', file: 'command line', line: null, path: '--seed', found, fix: 'Leave it out.' },
  ]);
}

function seedOf(file: StudyFile): number | string {
  return file.kind === 'bitcoin-replay' ? 0 : file.seed;
}
