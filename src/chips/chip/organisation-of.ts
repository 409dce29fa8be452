import { requireBuilt } from './built-chip.js';
import type { Chip } from './chip.js';
import type { ChipDesign } from './chip-design.js';

/** The floor plan that a chip or the chip it is a variant of was described by; null without one. */
export function organisationOf(chip: Chip): ChipDesign | null {
  requireBuilt(chip);
  for (let one: Chip | null = chip; one !== null; one = one.variantOf) if (one.design !== null) return one.design;
  return null;
}
