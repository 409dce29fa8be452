import { z } from 'zod';
import { type ParsedDocument, parseDocument } from '../../foundation/document/document.js';
import { quantity } from '../../foundation/document/document-fields.js';
import type { Problem } from '../../foundation/errors/user-error.js';
import { designedProblems, designedSchema } from './designed-file.js';
import { ladderSchema } from './ladder-file.js';
import { ladderProblems } from './ladder-problems.js';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes');
const label = z.string().min(1).max(120);

const replay = z.strictObject({
  kind: z.literal('bitcoin-replay').describe("Bitcoin's history with a part of its revenue paid for work."),
  name: id,
  title: label,
  shares: z
    .array(quantity('ratio', { min: 1e-6, max: 1 }))
    .min(1)
    .max(10),
});

/** The file of `siliconomics economy run`. */
export const economySchema = z.discriminatedUnion('kind', [designedSchema, ladderSchema, replay]);

export type EconomyFile = z.output<typeof economySchema>;
export type ReplayFile = Extract<EconomyFile, { kind: 'bitcoin-replay' }>;

/** Reads an economy file; throws a UserError with every problem of the file. */
export function parseEconomyFile(file: string, text: string): ParsedDocument<EconomyFile> {
  return parseDocument(file, text, economySchema, crossCheck);
}

function crossCheck(document: ParsedDocument<EconomyFile>): readonly Problem[] {
  const file = document.value;
  switch (file.kind) {
    case 'designed':
      return designedProblems(document, file);
    case 'ladder':
      return ladderProblems(document, file);
    case 'bitcoin-replay':
      return [];
    default:
      return file satisfies never;
  }
}
