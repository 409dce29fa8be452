import { readSyntax } from '../../foundation/document/document-syntax.js';
import { builtinCatalog, resolveChip } from '../catalog/find-chip.js';
import type { Chip } from '../chip/chip.js';
import { parseDescription, parseDescriptionFile } from '../describe/parse-description.js';
import { type ParentLookup, parseVariant, parseVariantFile } from './parse-variant.js';

const inCatalog: ParentLookup = (name) => resolveChip(builtinCatalog(), name);

/**
 * A chip from the text of a YAML or JSON file that describes it whole, or as a variant of another by `extends:`. `id` is
 * the base name of the file; parents are those of the catalog unless `parentOf` finds others.
 *
 * @throws UserError with every problem of the file at once, each with its line
 * @example parseChipFile('chips/mine.yaml', 'extends: h100-sxm\ncores: -5 %', 'mine').coreCount.value // 125.4
 */
export function parseChipFile(file: string, text: string, id: string, parentOf: ParentLookup = inCatalog): Chip {
  return isVariant(readSyntax(file, text).data)
    ? parseVariantFile(file, text, id, parentOf)
    : parseDescriptionFile(file, text, id);
}

/**
 * As `parseChipFile`, from plain data; problems have no line.
 *
 * @throws UserError with every problem of the description at once
 * @example parseChip('mine', { extends: 'h100-sxm', memory: { bandwidth: '+30 %' } }).memory.bandwidthBytesPerSec.value // 4.355e12
 */
export function parseChip(id: string, value: unknown, parentOf: ParentLookup = inCatalog): Chip {
  return isVariant(value) ? parseVariant(id, value, parentOf) : parseDescription(id, value);
}

function isVariant(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'extends');
}
