import type { FigureInput } from './schema/chip-schema.js';

/** The value of a figure that may come with its range and source. */
export function plainValue(figure: FigureInput): number {
  return typeof figure === 'number' ? figure : figure.value;
}
