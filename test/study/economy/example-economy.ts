import { readFileSync } from 'node:fs';
import { builtinCatalog } from '../../../src/chips/index.js';
import { createInlineExecutor } from '../../../src/execute/inline-executor.js';
import type { ParsedDocument } from '../../../src/foundation/document/document.js';
import { type EconomyFile, parseEconomyFile } from '../../../src/study/economy/economy-file.js';
import type { EconomyOutcome } from '../../../src/study/economy/economy-outcome.js';
import { runEconomy } from '../../../src/study/economy/run-economy.js';
import { catalogLookup } from '../../../src/study/files/resolve-study.js';
import { STUDY_JOBS } from '../../../src/study/run/study-jobs.js';

export type EconomyDocument = Pick<ParsedDocument<EconomyFile>, 'value' | 'problem'>;

/** A file of examples/ with some of its fields changed. */
export function exampleEconomy(name: string, change: object = {}): EconomyDocument {
  const path = new URL(`../../../examples/${name}.yaml`, import.meta.url);
  const { value, problem } = parseEconomyFile(`${name}.yaml`, readFileSync(path, 'utf8'));
  return { value: { ...value, ...change } as EconomyFile, problem };
}

/** Runs it with the chips of the catalog in this thread. */
export function runInline(document: EconomyDocument): Promise<EconomyOutcome> {
  return runEconomy(document, catalogLookup(builtinCatalog()), createInlineExecutor(STUDY_JOBS));
}
