import type { Dimension } from '../foundation/dimensions.js';
import { readQuantity } from '../foundation/units.js';
import type { Confidence, Figure } from './chip.js';
import type { FigureInput } from './chip-schema.js';
import { defaultRange } from './confidence-range.js';

/** A fault of one field, before it has a file and a line. */
export interface Fault {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly found: string;
  readonly fix: string;
}

/** Reads the figures of one chip file and gathers what is wrong with them. */
export interface FigureReader {
  readonly faults: Fault[];
  figure(input: FigureInput, dimension: Dimension, path: readonly string[]): Figure;
  optional(input: FigureInput | undefined, dimension: Dimension, path: readonly string[]): Figure | null;
  quantity(input: string | number, dimension: Dimension, path: readonly string[]): number;
}

/** Stands for a figure that has a fault; nothing reads it, because faults are reported before the chip is handed out. */
const FAULTY: Figure = { value: 1, low: 1, high: 1, source: '', confidence: 'low' };

export function figureReader(defaults: {
  readonly sources: Readonly<Record<string, string>>;
  readonly source: string;
  readonly confidence: Confidence;
}): FigureReader {
  const faults: Fault[] = [];

  const quantity = (input: string | number, dimension: Dimension, path: readonly string[]): number => {
    const read = readQuantity(String(input), dimension);
    if (read.ok && read.value > 0) return read.value;
    const refusal = read.ok
      ? { found: `${String(input)} is not above zero.`, fix: 'Leave the figure out where the chip lacks the thing.' }
      : read;
    faults.push({ code: 'bad-quantity', path, found: refusal.found, fix: refusal.fix });
    return 1;
  };

  const figure = (input: FigureInput, dimension: Dimension, path: readonly string[]): Figure => {
    const given = typeof input === 'object' ? input : { value: input };
    const before = faults.length;
    const value = quantity(given.value, dimension, typeof input === 'object' ? [...path, 'value'] : path);
    const confidence = given.confidence ?? defaults.confidence;
    const range = defaultRange(value, confidence);
    const low = given.low === undefined ? range.low : quantity(given.low, dimension, [...path, 'low']);
    const high = given.high === undefined ? range.high : quantity(given.high, dimension, [...path, 'high']);
    if (faults.length > before) return FAULTY;
    if (low > value || high < value) {
      faults.push({
        code: 'range-excludes-value',
        path,
        found: `The value ${String(given.value)} lies outside its own range.`,
        fix: 'Give low <= value <= high.',
      });
      return FAULTY;
    }
    const named = given.source ?? defaults.source;
    return { value, low, high, source: defaults.sources[named] ?? named, confidence };
  };

  return {
    faults,
    figure,
    optional: (input, dimension, path) => (input === undefined ? null : figure(input, dimension, path)),
    quantity,
  };
}
