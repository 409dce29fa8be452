import { z } from 'zod';
import { UserError } from '../../foundation/errors/user-error.js';
import { files } from '../files/recorded-files.js';

// A proof opens at most 4 MiB of rows and as much again at chunk edges; hexadecimal doubles it.
const MAX_BYTES = 32 * 1024 * 1024;
const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/, 'must be pairs of lower-case hexadecimal digits');

/** Of proof files, which outlive the output of other commands. */
export const PROOF_SCHEMA_VERSION = 1;

const proofFileSchema = z.strictObject({
  schemaVersion: z.literal(PROOF_SCHEMA_VERSION),
  protocol: z.literal('pearl'),
  version: z.literal('v1'),
  header: hex,
  /** Compact target of one multiply-accumulate. */
  nBits: z.string().regex(/^0x[0-9a-f]{1,8}$/, 'must be a compact target such as 0x1f00ffff'),
  proof: hex,
});

export type ProofFile = z.infer<typeof proofFileSchema>;

function wrong(code: string, file: string, path: string, found: string, fix: string): UserError {
  return new UserError([{ code, file, line: null, path, found, fix }]);
}

/** Reads a proof file; throws a UserError that names every problem of it. */
export function readProofFile(file: string): ProofFile {
  let text: string;
  try {
    if ((files.state(file)?.bytes ?? 0) > MAX_BYTES)
      throw wrong('proof-file', file, '', 'It is too large.', 'Give a proof file.');
    text = new TextDecoder().decode(files.read(file));
  } catch (error) {
    if ((error as { code?: string }).code === 'user-error') throw error;
    throw wrong('unreadable', file, '', 'The file cannot be read.', 'Give the path of a proof file.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong('proof-file', file, '', 'It is no JSON.', 'Write one with: siliconomics pow prove.');
  }
  const parsed = proofFileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UserError(
    parsed.error.issues.map(({ path, message }) => ({
      code: 'proof-file',
      file,
      line: null,
      path: path.join('.'),
      found: `${message}.`,
      fix: 'Write one with: siliconomics pow prove.',
    })),
  );
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}
