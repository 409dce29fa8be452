import type { Chip } from '../chip/chip.js';
import { chipFigures, type NamedFigure } from './chip-figures.js';

/** One figure of two chips; null where a chip has no such figure. */
export interface FigureDifference {
  readonly name: string;
  readonly unit: string;
  readonly a: number | null;
  readonly b: number | null;
  /** b / a; null where either is missing. */
  readonly ratio: number | null;
}

/**
 * The figures in which two chips differ, in the order of a chip file.
 *
 * @example chipDifferences(a100, h100).find(({ name }) => name === 'tdp')?.ratio // 1.75
 */
export function chipDifferences(a: Chip, b: Chip): FigureDifference[] {
  const ofA = byName(a);
  const ofB = byName(b);
  const names = [...new Set([...ofA.keys(), ...ofB.keys()])];
  return names.flatMap((name) => {
    const [x, y] = [ofA.get(name), ofB.get(name)];
    if (x?.figure.value === y?.figure.value) return [];
    const [from, to] = [x?.figure.value ?? null, y?.figure.value ?? null];
    const ratio = from === null || to === null ? null : to / from;
    return [{ name, unit: (x ?? y)!.unit, a: from, b: to, ratio }];
  });
}

function byName(chip: Chip): Map<string, NamedFigure> {
  return new Map(chipFigures(chip).map((figure) => [figure.name, figure]));
}
