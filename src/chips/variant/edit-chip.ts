import { originOf } from '../chip/built-chip.js';
import type { Chip } from '../chip/chip.js';
import type { ChipDescription } from '../describe/schema/chip-schema.js';
import type { VariantDescription } from './variant-schema.js';

/** Part of a description that replaces what it names: null takes an entry out, lists are replaced whole. */
export type Changed<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]?: Changed<Value[Key]> | null }
    : Value;

/** What differs in the file of a chip, or in that of a variant; quantities with their units. */
export type ChipChanges = Changed<ChipDescription> | Changed<VariantDescription>;

/**
 * The chip that its own file would describe with these changes: all figures that the file leaves to its design follow. It
 * keeps its id, by which calibrations know it, unless another is given.
 *
 * @throws UserError with everything that the changes make impossible; for a chip that was copied and edited by hand
 * @example editChip(resolveChip(builtinCatalog(), 'hypo-7nm-lpddr'), { design: { arrays: { rows: 32 } } }).design.arrays.rows // 32
 */
export function editChip(chip: Chip, changes: ChipChanges, id: string = chip.id): Chip {
  const { written, build } = originOf(chip);
  return build(id, merged(written, changes));
}

/** JSON merge patch (RFC 7396). */
function merged(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const entries = new Map(isRecord(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) entries.delete(key);
    else entries.set(key, merged(entries.get(key), value));
  }
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
