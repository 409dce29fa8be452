import { z } from 'zod';
import { type ParsedDocument, parseDocument } from '../../foundation/document/document.js';
import type { Problem } from '../../foundation/errors/user-error.js';
import { designedProblems, designedSchema } from './designed/designed-file.js';
import { givenSchema } from './given/given-file.js';
import { givenProblems } from './given/given-problems.js';
import { replaySchema } from './replay/replay-file.js';
import { rewardsProblems, rewardsSchema } from './rewards/rewards-file.js';

/** The file of `siliconomics study`; its `kind` says what is asked. */
export const studySchema = z.discriminatedUnion('kind', [rewardsSchema, givenSchema, designedSchema, replaySchema]);

export type StudyFile = z.output<typeof studySchema>;
export type StudyKind = StudyFile['kind'];

/**
 * Reads a study file of any kind; throws a UserError with every problem of the file. Chips and models are looked up
 * later, by whoever knows the catalogs.
 *
 * @example
 * parseStudyFile('study.yaml', text).value.kind // 'chips-to-rewards'
 */
export function parseStudyFile(file: string, text: string): ParsedDocument<StudyFile> {
  return parseDocument(file, text, studySchema, crossCheck);
}

function crossCheck(document: ParsedDocument<StudyFile>): readonly Problem[] {
  const file = document.value;
  switch (file.kind) {
    case 'chips-to-rewards':
      return rewardsProblems(document, file);
    case 'designed':
      return designedProblems(document, file);
    case 'given':
      return givenProblems(document, file);
    case 'bitcoin-replay':
      return [];
    default:
      return file satisfies never;
  }
}
