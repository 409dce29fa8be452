import type { Band } from '../../foundation/quantity/estimate.js';

/** Boards over which a design is paid back: a scenario input, where nobody gives a volume. */
export const DESIGN_VOLUME: Band = { value: 100_000, low: 20_000, high: 500_000 };
