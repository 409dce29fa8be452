import { builtinCatalog, resolveChip } from '../catalog/find-chip.js';
import type { Chip } from '../chip/chip.js';
import type { ChipDescription } from '../describe/schema/chip-schema.js';
import { parseChip, parseChipFile } from './parse-chip.js';
import type { VariantDescription } from './variant-schema.js';

/** A name or alias of the catalog, the text of a chip file, what such a file says as plain data, or a chip that was read. */
export type ChipArgument = string | ChipDescription | VariantDescription | Chip;

/** Id of a chip that has no name of its own. */
const OWN = 'own-chip';

/**
 * The chip that is meant, however it is given.
 *
 * @throws UserError for an unknown name, and with every problem of a description
 * @example readChip({ extends: 'h100-sxm', memory: { bandwidth: '+30 %' } }).memory.bandwidthBytesPerSec.value // 4.355e12
 */
export function readChip(given: ChipArgument): Chip {
  if (typeof given === 'string')
    return isFileText(given) ? parseChipFile(OWN, given, OWN) : resolveChip(builtinCatalog(), given);
  return isChip(given) ? given : parseChip(OWN, given);
}

/** Descriptions have keys with colons, and names of chips have none. */
function isFileText(text: string): boolean {
  return text.includes(':');
}

/** A description states `tdp` with its unit; a chip that was read has it in watts. */
function isChip(given: Exclude<ChipArgument, string>): given is Chip {
  return 'tdpW' in given;
}
