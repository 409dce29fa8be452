import type { Confidence, Figure } from '../chip/chip-parts.js';
import { defaultRange } from '../silicon/confidence-range.js';
import type { FigureInput } from './schema/chip-schema.js';

/** Completes the figures of one chip file with its default source and confidence. */
export interface FigureReader {
  figure(input: FigureInput): Figure;
  optional(input: FigureInput | undefined): Figure | null;
}

export function figureReader(defaults: {
  /** Long sources by the short key that figures name. */
  readonly sources: Readonly<Record<string, string>>;
  readonly source: string;
  readonly confidence: Confidence;
}): FigureReader {
  const figure = (input: FigureInput): Figure => {
    const given = typeof input === 'number' ? { value: input } : input;
    const confidence = given.confidence ?? defaults.confidence;
    const range = defaultRange(given.value, confidence);
    const named = given.source ?? defaults.source;
    const source = Object.hasOwn(defaults.sources, named) ? defaults.sources[named]! : named;
    return { value: given.value, low: given.low ?? range.low, high: given.high ?? range.high, source, confidence };
  };
  return { figure, optional: (input) => (input === undefined ? null : figure(input)) };
}
