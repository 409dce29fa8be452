import type { Band } from '../../foundation/quantity/estimate.js';

/** Power that reaches the chip over power that the board draws, of on-board regulators (unverified). */
export const REGULATOR_EFFICIENCY: Band = { value: 0.9, low: 0.88, high: 0.92 };

/** Clock distribution takes 20 to 40 % of the dynamic power of synchronous logic (unverified); a quarter of what the arrays draw. */
export const CLOCK_TREE_SHARE = 0.25;

/** Weights that do not move: delivery is about half of an operation of the arrays, and activations still travel. */
export const COMPUTE_IN_MEMORY_SHARE = 0.6;
