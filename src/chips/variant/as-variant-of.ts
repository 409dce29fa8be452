import { buildChip, originOf, requireBuilt } from '../chip/built-chip.js';
import type { Chip } from '../chip/chip.js';

/**
 * A chip as if it had been described as a variant of another: what is known of the other is carried over to it. For
 * tests of how well that works on chips that were both measured.
 *
 * @example asVariantOf(h100, a100).variantOf?.id // 'a100-sxm-80gb'
 */
export function asVariantOf(chip: Chip, parent: Chip): Chip {
  const { written, build } = originOf(chip);
  requireBuilt(parent);
  return buildChip(
    { ...chip, variantOf: parent },
    { written, build: (id, changed) => asVariantOf(build(id, changed), parent) },
  );
}
