import { parameterSpec as spec } from '../../roofline/parameter-spec.js';
import type { ParameterSpec } from '../../roofline/physical-form.js';

/** Where each coefficient of a mixture-of-experts layer stands in a parameter vector. */
export const MOE = {
  etaC: 0,
  etaM: 1,
  launch: 2,
  norm: 3,
  k0: 4,
  wave: 5,
  kappa: 6,
  stepLatency: 7,
  permuteAll: 8,
  permuteLocal: 9,
  phi: 10,
  hotRank: 11,
  gamma: 12,
  rho: 13,
  perExpert: 14,
  hitSharpness: 15,
} as const;

/** Centres are what the fits of four GPU generations share, widths how far they differ. */
export const MOE_PARAMETERS: readonly ParameterSpec[] = [
  spec('etac', '1', 'share of the peak rate that an infinite tile reaches', [0.6, 0.4], [0.05, 1]),
  spec('etam', '1', 'share of the memory bandwidth that streaming expert weights reaches', [0.8, 0.2], [0.1, 1]),
  spec('t0', 'us', 'launches and drains of all kernels of the layer, added to everything', [22, 0.5], [2, 200]),
  spec('p', '1', 'exponent of the norm that joins compute and memory time', [2.7, 0.4], [1, 12]),
  spec('k0', 'elements of k', 'prologue and epilogue of a tile, as depth', [120, 0.6], [4, 2000]),
  spec('lam', '1', 'how far a part-filled wave costs a whole one', [0.45, 0.4], [0.01, 1]),
  spec('kap', '1', 'operand traffic of small tiles, relative to a 64-wide tile', [0.1, 0.7], [0.005, 2]),
  spec('tk', 'us', 'latency of a 64-deep step that parallelism cannot hide', [0.04, 0.7], [0.001, 1]),
  spec('ca', '1', 'passes over the pairs of all ranks, at full bandwidth', [1.5, 0.8], [0.02, 10]),
  spec('cl', '1', 'passes over the pairs of this rank, at full bandwidth', [0.7, 0.8], [0.02, 10]),
  spec('phi', '1', 'how many times its share of the bandwidth one core can draw', [2.8, 0.5], [0.5, 16]),
  spec('pw', '1', 'the hottest rank holds ep^-pw of the pairs under power-law routing', [0.74, 0.1], [0.4, 1]),
  spec('gam', '1', 'usable share of one cache partition', [0.7, 0.4], [0.05, 1.5]),
  spec('rho', '1', 'cache bandwidth over memory bandwidth', [3, 0.3], [1, 10]),
  spec('te', 'us', 'time that each expert of the rank adds to sorting the pairs', [0.01, 1], [0.0001, 1]),
  spec('qh', '1', 'sharpness of the cache edge', [3, 0.4], [0.8, 6]),
];
