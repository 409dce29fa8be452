import type { StatedFigures } from '../../chips/import/imported-chip.js';
import type { ChipDescription } from '../../chips/index.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { detectFormat, HEAD_BYTES } from '../../study/files/file-formats.js';

/**
 * The chip description in a file of a foreign format; null for files of this tool. Throws a UserError for files that
 * hold no chip, and with what the description lacks.
 */
export function importChip(file: string, text: string, stated: StatedFigures): ChipDescription | null {
  const format = detectFormat(file, new TextEncoder().encode(text.slice(0, HEAD_BYTES)));
  if (format === null) return null;
  if (format.yields === 'chip') return format.read(file, text, stated);
  const use = format.yields === 'part' ? format.usedBy : 'simulate --workload';
  const found = `This is a file of the kind ${format.label}, which holds no chip.`;
  throw new UserError([{ code: 'no-chip', file, line: null, path: '', found, fix: `Give it to ${use}.` }]);
}
