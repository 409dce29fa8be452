import { readFileSync } from 'node:fs';
import { builtinCatalog } from '../../src/chips/index.js';
import { createInlineExecutor } from '../../src/execute/inline-executor.js';
import type { ParsedDocument } from '../../src/foundation/document/document.js';
import { parseStudyFile, type StudyFile } from '../../src/study/files/study-file.js';
import { evaluateStudy } from '../../src/study/run/evaluate-study.js';
import { catalogLookup } from '../../src/study/run/machine/resolve-machines.js';
import { STUDY_JOBS } from '../../src/study/run/study-jobs.js';
import type { StudyResult } from '../../src/study/run/study-result.js';

export type EconomyDocument = Pick<ParsedDocument<StudyFile>, 'value' | 'problem'>;

/** A file of examples/ with some of its fields changed. */
export function exampleEconomy(name: string, change: object = {}): EconomyDocument {
  const path = new URL(`../../examples/${name}.yaml`, import.meta.url);
  const { value, problem } = parseStudyFile(`${name}.yaml`, readFileSync(path, 'utf8'));
  return { value: { ...value, ...change } as StudyFile, problem };
}

/** Runs it with the chips of the catalog in this thread. */
export function runInline(document: EconomyDocument): Promise<StudyResult> {
  return evaluateStudy(document, catalogLookup(builtinCatalog()), createInlineExecutor(STUDY_JOBS));
}
