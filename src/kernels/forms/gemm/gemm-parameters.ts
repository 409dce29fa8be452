import type { ParameterSpec } from '../../roofline/physical-form.js';

/**
 * Priors are centred on what the fits of four GPU generations share and are as wide as those fits differ; bounds keep
 * a regime without rows from running away (docs/kernel-model.md gives the meaning of each in words).
 */
export const GEMM_CORE_PARAMETERS: readonly ParameterSpec[] = [
  {
    name: 'etac',
    unit: '1',
    meaning: 'share of the peak rate that an infinite tile reaches',
    typical: 0.9,
    lnSd: 0.25,
    low: 0.1,
    high: 1,
  },
  {
    name: 'etam',
    unit: '1',
    meaning: 'share of the memory bandwidth that streaming reaches',
    typical: 0.8,
    lnSd: 0.2,
    low: 0.2,
    high: 1,
  },
  {
    name: 't0',
    unit: 'us',
    meaning: 'launch and drain, added to everything',
    typical: 2.6,
    lnSd: 0.7,
    low: 0.3,
    high: 60,
  },
  {
    name: 'p',
    unit: '1',
    meaning: 'exponent of the norm that joins compute and memory time: 1 adds, infinity overlaps fully',
    typical: 3,
    lnSd: 0.4,
    low: 1,
    high: 12,
  },
  {
    name: 'kap',
    unit: '1',
    meaning: 'operand traffic of small tiles, relative to a 64-wide tile',
    typical: 0.12,
    lnSd: 0.8,
    low: 0.005,
    high: 2,
  },
  {
    name: 'k0',
    unit: 'elements of k',
    meaning: 'prologue and epilogue of a tile, as depth',
    typical: 160,
    lnSd: 0.6,
    low: 4,
    high: 2000,
  },
  {
    name: 'lam',
    unit: '1',
    meaning: 'how far a part-filled wave costs a whole one',
    typical: 0.25,
    lnSd: 0.5,
    low: 0.01,
    high: 1,
  },
  {
    name: 'phi',
    unit: '1',
    meaning: 'how many times its share of the bandwidth one core can draw',
    typical: 2.2,
    lnSd: 0.6,
    low: 0.5,
    high: 16,
  },
  {
    name: 'gam',
    unit: '1',
    meaning: 'usable share of one cache partition',
    typical: 0.7,
    lnSd: 0.5,
    low: 0.05,
    high: 1.3,
  },
  {
    name: 'rho',
    unit: '1',
    meaning: 'cache bandwidth over memory bandwidth',
    typical: 3,
    lnSd: 0.3,
    low: 1,
    high: 10,
  },
  {
    name: 'qh',
    unit: '1',
    meaning: 'sharpness of the cache edge',
    typical: 3,
    lnSd: 0.4,
    low: 0.8,
    high: 6,
  },
  {
    name: 'tk',
    unit: 'us',
    meaning: 'latency of a 64-deep step of k that parallelism cannot hide',
    typical: 0.06,
    lnSd: 0.7,
    low: 0.001,
    high: 1,
  },
];

/** Only for libraries that cut k over blocks. */
export const SPLIT_PARAMETERS: readonly ParameterSpec[] = [
  {
    name: 'tsp',
    unit: 'us',
    meaning: 'fixed time of joining the parts of a cut k',
    typical: 2.2,
    lnSd: 0.5,
    low: 0.1,
    high: 20,
  },
  {
    name: 'sig',
    unit: '1',
    meaning: 'traffic of the partial sums, relative to writing and reading each once in cache',
    typical: 0.6,
    lnSd: 0.6,
    low: 0.02,
    high: 4,
  },
];

/** The kernels that quantise activations before a quantised linear layer. */
export const ACTIVATION_PARAMETERS: readonly ParameterSpec[] = [
  {
    name: 'cr',
    unit: 'ns',
    meaning: 'activation kernel, time a row',
    typical: 1.5,
    lnSd: 1.2,
    low: 0.01,
    high: 20,
  },
  {
    name: 'ck',
    unit: 'us',
    meaning: 'activation kernel, pass of one block over 1024 elements of a row',
    typical: 0.1,
    lnSd: 1,
    low: 0.001,
    high: 2,
  },
  {
    name: 'bq',
    unit: '1',
    meaning: 'activation kernel, traffic relative to reading and writing the activations once at full bandwidth',
    typical: 1.8,
    lnSd: 0.7,
    low: 0.1,
    high: 10,
  },
  {
    name: 't1',
    unit: 'us',
    meaning: 'extra time of a single row',
    typical: 0.3,
    lnSd: 1.5,
    low: 0.01,
    high: 40,
  },
];

/** W8A8 with static scales: one fused pass over the activations. */
export const SMOOTHQUANT_PARAMETERS: readonly ParameterSpec[] = [
  {
    name: 'tq',
    unit: 'us',
    meaning: 'fixed time of the activation kernel',
    typical: 4,
    lnSd: 0.7,
    low: 0.1,
    high: 20,
  },
  {
    name: 'bq',
    unit: '1',
    meaning: 'activation kernel, traffic relative to reading and writing the activations once at full bandwidth',
    typical: 0.5,
    lnSd: 1,
    low: 0.02,
    high: 10,
  },
];
