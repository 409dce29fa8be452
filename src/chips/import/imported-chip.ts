import type { z } from 'zod';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import { designFigures } from '../describe/design-figures.js';
import type { ChipDescription } from '../describe/schema/chip-schema.js';
import { designSchema } from '../describe/schema/design-schema.js';
import { toDesign } from '../describe/to-design.js';
import { nearestProcessNode } from '../silicon/process-node.js';

/** A figure of such a file. */
export interface FileFigure {
  readonly value: string | number;
  readonly low?: string;
  readonly high?: string;
  readonly source: string;
  readonly confidence: 'high' | 'medium' | 'low';
}

/** Figures that the caller states because a foreign file has no place for them, by path, such as `memory.capacity`. */
export type StatedFigures = ReadonlyMap<string, string>;

/** What a chip description needs and a foreign file lacks. */
export interface MissingFigure {
  readonly path: string;
  readonly what: string;
  readonly example: string;
}

/** Entries that are plain words or numbers, as all of a design; all others are figures with unit, source and confidence. */
const PLAIN = [
  'name',
  'vendor',
  'kind',
  'architecture',
  'year',
  'notes',
  'rationale',
  'memory.kind',
  'memory.technology',
];

/**
 * Puts stated figures into a draft and refuses it, with everything that is still missing by name, where they do not
 * complete it. The result may still break rules of chip descriptions; parsing it tells.
 */
export function completeChip(
  file: string,
  draft: Readonly<Record<string, unknown>>,
  missing: readonly MissingFigure[],
  stated: StatedFigures,
): ChipDescription {
  const chip = structuredCopy(draft);
  const problems: Problem[] = [];
  for (const [path, text] of stated) {
    const parts = path.split('.');
    if (parts.length > 3 || parts.some((part) => !/^[a-z]\w*$/i.test(part) || part in Object.prototype)) {
      const found = `${JSON.stringify(path.slice(0, 60))} is no path of a chip description.`;
      const fix = 'Write for example --set memory.capacity="4 GiB".';
      problems.push({ code: 'bad-option', file: 'command line', line: null, path: '--set', found, fix });
    } else setAt(chip, parts, PLAIN.includes(path) || parts[0] === 'design' ? plain(text) : statedFigure(text));
  }
  for (const { path, what, example } of missing) {
    if (stated.has(path)) continue;
    const found = `The file does not state ${what}.`;
    const fix = `State it: siliconomics chips import ${file} --set ${path}="${example}" -o chip.yaml.`;
    problems.push({ code: 'missing-figure', file, line: null, path, found, fix });
  }
  if (problems.length > 0) throw new UserError(problems);
  return chip as unknown as ChipDescription;
}

function structuredCopy(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}

function setAt(target: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = target[first];
  const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  target[first] = next;
  setAt(next, rest, value);
}

function plain(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** A number without unit stays one. */
function statedFigure(text: string): FileFigure {
  const value = /^\d+(\.\d+)?(e\d+)?$/i.test(text) ? Number(text) : text;
  return { value, source: 'stated at the import', confidence: 'medium' };
}

/** A figure that the foreign file states; rounding keeps products of its numbers free of digits that mean nothing. */
export function fromFile(value: number, unit: string, scale = 1): FileFigure {
  const number = Number((value / scale).toPrecision(12));
  return { value: unit === '' ? number : `${number} ${unit}`, source: 'file', confidence: 'high' };
}

/** Year from which the process was made in volume, for files without a date. */
export function processYear(processNm: number): number {
  return Math.floor(nearestProcessNode(processNm).availableYear.value);
}

/** Board power at full load that a floor plan comes to, with its range. */
export function derivedTdp(processNm: number, clockHz: number, design: z.input<typeof designSchema>): FileFigure {
  const { tdpW } = designFigures(toDesign({ process: processNm, clock: clockHz }, designSchema.parse(design)));
  const watts = (value: number) => `${Number(value.toPrecision(3))} W`;
  return {
    value: watts(tdpW.value),
    low: watts(tdpW.low),
    high: watts(tdpW.high),
    source: 'derived from the floor plan of the file: every part at its peak at once',
    confidence: 'low',
  };
}
