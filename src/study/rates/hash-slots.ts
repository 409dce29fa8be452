import { SHA256_COMPRESSION_OPS } from '../../workloads/pow/hash-costs.js';

/**
 * 32-bit lane slots that one SHA-256 compression takes on a GPU, fitted on one device: 82 cores x 64 lanes x 1.695 GHz over
 * the 9.363 GH/s that an RTX 3090 reaches (analsec/hashcatbenchmark@af0a1d3). Fewer than the naive 2160 operations, because
 * three-input logic, funnel shifts and work shared between nonces save more than half.
 */
export const SHA256_SLOTS = (82 * 64 * 1.695e9) / 9.363e9;

/**
 * Lane slots over naive operations: what a GPU's scheduler and three-input logic save of a hash counted operation by
 * operation. Taken from SHA-256 and used for the other hash functions, whose rates were not measured on these chips.
 */
export const SLOTS_PER_NAIVE_OP = SHA256_SLOTS / SHA256_COMPRESSION_OPS;
