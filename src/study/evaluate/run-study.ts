import { builtinCatalog } from '../../chips/catalog/find-chip.js';
import type { Chip } from '../../chips/chip/chip.js';
import { type ChipArgument, readChip } from '../../chips/variant/read-chip.js';
import type { ParsedDocument } from '../../foundation/document/document.js';
import { UserError } from '../../foundation/errors/user-error.js';
import type { Executor } from '../../foundation/record/executor.js';
import { parseStudyFile, type StudyFile } from '../files/study-file.js';
import type { Outcome } from '../outcome/outcome.js';
import { outcomeOf } from '../outcome/outcome-of.js';
import { evaluateStudy } from '../run/evaluate-study.js';
import type { ReadText } from '../run/given/given-scenario-of.js';
import { type ChipLookup, catalogLookup } from '../run/machine/resolve-machines.js';
import type { StudyProgress } from '../run/rewards/run-rewards.js';
import type { StudyResult } from '../run/study-result.js';
import { inlineStudyExecutor } from './inline-executor.js';

/** The surroundings of a study; without them it finds chips in the catalog, reads no other files and runs in this thread. */
export interface StudyOptions {
  /** Name of the file in problems; default `study.yaml`. */
  readonly file?: string | undefined;
  /** Instead of the seed in the file. */
  readonly seed?: string | undefined;
  /** Chips by the names that the study uses, before those of the catalog. */
  readonly chips?: Readonly<Record<string, ChipArgument>> | undefined;
  /** Finds every chip that a study names, instead of `chips` and the catalog; throws a UserError where there is none. */
  readonly lookupChip?: ChipLookup | undefined;
  /** Reads a table that the study names, such as a path of prices. */
  readonly readText?: ReadText | undefined;
  /** Runs what can run in parallel. It is left open. */
  readonly executor?: Executor | undefined;
  readonly progress?: StudyProgress | undefined;
}

/** What a study found: its figures as they were computed, the same as tables, and the chips that it used. */
export interface StudyRun {
  /** Chips as they were read, by the names that the study uses. */
  readonly chips: ReadonlyMap<string, Chip>;
  readonly result: StudyResult;
  readonly outcome: Outcome;
}

/**
 * Runs a study of any kind: the text of a study file, or what such a file says as plain data. The outcome is what the
 * command `study --json` prints: tables with the meaning of every column, headlines and assumptions.
 *
 * @throws UserError with every problem of the file at once
 * @example
 * (await runStudy('kind: bitcoin-replay\nname: r\ntitle: R\nshares: [5 %]\n')).kind // 'bitcoin-replay'
 */
export async function runStudy(study: string | object, options: StudyOptions = {}): Promise<Outcome> {
  return (await runStudyDocument(readStudy(study, options), options)).outcome;
}

/** Reads a study without running it. @throws UserError with every problem of the file at once */
export function readStudy(
  study: string | object,
  { file = 'study.yaml', seed }: Pick<StudyOptions, 'file' | 'seed'> = {},
): ParsedDocument<StudyFile> {
  const text = typeof study === 'string' ? study : JSON.stringify(study);
  return withSeed(parseStudyFile(file, text), seed);
}

/** Runs a study that was read, with the figures behind the tables and the chips that it used. */
export async function runStudyDocument(
  document: ParsedDocument<StudyFile>,
  { lookupChip, chips, readText, executor = inlineStudyExecutor, progress }: Omit<StudyOptions, 'file' | 'seed'> = {},
): Promise<StudyRun> {
  const lookup = lookupChip ?? lookupIn(chips ?? {});
  const used = new Map<string, Chip>();
  const lookupAndKeep: ChipLookup = (name) => {
    const chip = lookup(name);
    used.set(name, chip);
    return chip;
  };
  const result = await evaluateStudy(document, lookupAndKeep, executor, readText, progress);
  return { chips: used, result, outcome: outcomeOf(result) };
}

function lookupIn(chips: Readonly<Record<string, ChipArgument>>): ChipLookup {
  const inCatalog = catalogLookup(builtinCatalog());
  return (name) => (Object.hasOwn(chips, name) ? readChip(chips[name]!) : inCatalog(name));
}

/** The study with another seed; throws a UserError where nothing is drawn. */
function withSeed(document: ParsedDocument<StudyFile>, seed: string | undefined): ParsedDocument<StudyFile> {
  if (seed === undefined) return document;
  if (document.value.kind !== 'bitcoin-replay') return { ...document, value: { ...document.value, seed } };
  const found = 'A study of kind bitcoin-replay draws nothing.';
  const place = { file: 'command line', line: null, path: '--seed' };
  throw new UserError([{ code: 'bad-seed', ...place, found, fix: 'Leave it out.' }]);
}
