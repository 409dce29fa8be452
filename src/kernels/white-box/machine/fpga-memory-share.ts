import type { Band } from '../../../foundation/quantity/estimate.js';

/**
 * Share of a board's bandwidth that decoders on FPGAs reach, reading every weight once a token: the 90 % interval of one
 * more design from five published ones (bench/fidelity/fpga-memory/main.ts prints it anew).
 */
export const FPGA_MEMORY_SHARE: Band = { value: 0.655, low: 0.124, high: 0.962 };
