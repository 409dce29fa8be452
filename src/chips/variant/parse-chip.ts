import { parseData, parseDocument, type Statement } from '../../foundation/document/document.js';
import { builtinCatalog, resolveChip } from '../catalog/find-chip.js';
import type { Chip } from '../chip/chip.js';
import { describedChip } from '../describe/parse-description.js';
import { type ChipInput, chipSchema } from '../describe/schema/chip-schema.js';
import { type ParentLookup, variantChip } from './parse-variant.js';
import { type VariantInput, variantSchema } from './variant-schema.js';

const inCatalog: ParentLookup = (name) => resolveChip(builtinCatalog(), name);

/**
 * A chip from the text of a YAML or JSON file that describes it whole, or as a variant of another by `extends:`. `id` is
 * the base name of the file; parents are those of the catalog unless `parentOf` finds others.
 *
 * @throws UserError with every problem of the file at once, each with its line
 * @example parseChipFile('chips/mine.yaml', 'extends: h100-sxm\ncores: -5 %', 'mine').coreCount.value // 125.4
 */
export function parseChipFile(file: string, text: string, id: string, parentOf: ParentLookup = inCatalog): Chip {
  return chipOf(id, parseDocument(file, text, schemaOf), parentOf);
}

/**
 * As `parseChipFile`, from plain data; problems have no line.
 *
 * @throws UserError with every problem of the description at once
 * @example parseChip('mine', { extends: 'h100-sxm', memory: { bandwidth: '+30 %' } }).memory.bandwidthBytesPerSec.value // 4.355e12
 */
export function parseChip(id: string, data: unknown, parentOf: ParentLookup = inCatalog): Chip {
  return chipOf(id, parseData(`${id}.yaml`, data, schemaOf), parentOf);
}

function schemaOf(data: unknown): typeof variantSchema | typeof chipSchema {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, 'extends') ? variantSchema : chipSchema;
}

function chipOf(
  id: string,
  { value, written, problem }: Statement<VariantInput | ChipInput>,
  parentOf: ParentLookup,
): Chip {
  return 'extends' in value
    ? variantChip(id, { value, written, problem }, parentOf)
    : describedChip(id, { value, written, problem });
}
