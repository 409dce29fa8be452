import { UserError } from '../../foundation/errors/user-error.js';
import { freezeDeep } from '../../foundation/record/freeze-deep.js';
import type { Chip } from './chip.js';

/** What a chip was built from. */
export interface ChipOrigin {
  /** The description as its file states it, quantities with their units. */
  readonly written: unknown;
  /** The chip of such a description; throws a UserError with everything that is wrong with it. */
  readonly build: (id: string, written: unknown) => Chip;
}

const origins = new WeakMap<Chip, ChipOrigin>();

/** The one way to a chip: freezes the figures that follow from a description, and remembers what they follow from. */
export function buildChip(figures: Pick<Chip, keyof Chip>, origin: ChipOrigin): Chip {
  const chip = freezeDeep(figures) as Chip;
  origins.set(chip, origin);
  return chip;
}

/**
 * What a chip was built from.
 *
 * @throws UserError for anything that `buildChip` has not made, such as a spread copy with other figures
 */
export function originOf(chip: Chip): ChipOrigin {
  const origin = origins.get(chip);
  if (origin !== undefined) return origin;
  throw new UserError([
    {
      code: 'copied-chip',
      file: `chip ${JSON.stringify(String(chip?.id).slice(0, 60))}`,
      line: null,
      path: '',
      found: 'This is a copy of a chip, whose figures need not follow from its design any more.',
      fix: 'Change a chip with editChip(chip, changes), which works out what follows.',
    },
  ]);
}

/** Refuses anything that `buildChip` has not made: figures of a copy may be stale. */
export function requireBuilt(chip: Chip): void {
  originOf(chip);
}
