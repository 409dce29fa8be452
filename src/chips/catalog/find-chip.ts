import { didYouMean } from '../../foundation/errors/did-you-mean.js';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import { LazyMap } from '../../foundation/record/lazy-map.js';
import type { Catalog, Chip } from '../chip/chip.js';
import { parseDescription } from '../describe/parse-description.js';
import { catalog as descriptions } from './catalog.generated.js';

let loaded: Catalog | null = null;

/** The chips that come with the package; each is parsed when it is first asked for. */
export function builtinCatalog(): Catalog {
  loaded ??= { chips: new LazyMap(Object.keys(descriptions).sort(), (id) => parseDescription(id, descriptions[id])) };
  return loaded;
}

/** Names differ in case, blanks, dashes and underscores only as writers do. */
export function canonicalChipName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '-');
}

/** The chip of a catalog by id or alias, or null. */
export function findChip(catalog: Catalog, nameOrAlias: string): Chip | null {
  const wanted = canonicalChipName(nameOrAlias);
  const direct = catalog.chips.get(wanted);
  if (direct !== undefined) return direct;
  for (const chip of catalog.chips.values()) {
    if (chip.aliases.some((alias) => canonicalChipName(alias) === wanted)) return chip;
  }
  return null;
}

/**
 * The chip of a catalog by id or alias.
 *
 * @throws UserError that offers the closest names
 * @example resolveChip(builtinCatalog(), 'H100-SXM').id // 'h100-sxm'
 */
export function resolveChip(catalog: Catalog, nameOrAlias: string): Chip {
  const chip = findChip(catalog, nameOrAlias);
  if (chip === null) throw new UserError([unknownChip(catalog, nameOrAlias)]);
  return chip;
}

/** The problem to report for a name that no chip of the catalog has. */
export function unknownChip(catalog: Catalog, name: string, file = 'command line', path = ''): Problem {
  const names = [...catalog.chips.values()].flatMap((chip) => [chip.id, ...chip.aliases]);
  const close = didYouMean(canonicalChipName(name), names.map(canonicalChipName));
  const offer = close === null ? '' : `Did you mean "${close}"? `;
  return {
    code: 'unknown-chip',
    file,
    line: null,
    path,
    found: `There is no chip ${JSON.stringify(name.slice(0, 60))} in the catalog.`,
    fix: `${offer}See: siliconomics chips list.`,
  };
}
