import type { Chip } from './chip.js';

export type Topology = 'single' | 'switch' | 'ring' | 'torus' | 'fully-connected';

/** Chips that work on one model together. */
export interface System {
  readonly chip: Chip;
  readonly count: number;
  readonly topology: Topology;
}
