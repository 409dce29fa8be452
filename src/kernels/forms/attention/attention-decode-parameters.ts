import { parameterSpec as spec } from '../../roofline/parameter-spec.js';
import type { ParameterSpec } from '../../roofline/physical-form.js';

/** Where each coefficient of a decode call stands in a parameter vector. */
export const DECODE = {
  etaC: 0,
  etaM: 1,
  launch: 2,
  norm: 3,
  itemLatency: 4,
  wave: 5,
  phi: 6,
  gamma: 7,
  rho: 8,
  splitFixed: 9,
  stepLatency: 10,
  perSequence: 11,
  hitSharpness: 12,
  splitTraffic: 13,
} as const;

/** Centres are what the fits of four GPU generations share, widths how far they differ. */
export const ATTENTION_DECODE_PARAMETERS: readonly ParameterSpec[] = [
  spec('etac', '1', 'share of the matrix peak that padded rows reach', [0.5, 0.5], [0.05, 1]),
  spec('etam', '1', 'share of the memory bandwidth that reading the cache reaches', [0.87, 0.15], [0.2, 1]),
  spec('t0', 'us', 'launch and drain, added to everything', [7.5, 0.5], [0.5, 60]),
  spec('p', '1', 'exponent of the norm that joins compute and memory time', [3, 0.4], [1, 12]),
  spec('ti', 'us', 'fixed time of one block', [2.5, 0.6], [0.05, 20]),
  spec('lam', '1', 'how far a part-filled wave costs a whole one', [0.55, 0.4], [0.01, 1]),
  spec('phi', '1', 'how many times its share of the bandwidth one core can draw', [2.2, 0.5], [0.5, 16]),
  spec('gam', '1', 'usable share of one cache partition', [0.8, 0.5], [0.05, 1.5]),
  spec('rho', '1', 'cache bandwidth over memory bandwidth', [3, 0.3], [1, 10]),
  spec('tsp', 'us', 'fixed time of joining the parts of a split cache', [3.5, 0.6], [0.1, 20]),
  spec('tk', 'us', 'latency of 64 columns of 128 elements that parallelism cannot hide', [0.05, 0.8], [0.001, 2]),
  spec('cb', 'us', 'time that each sequence of the batch adds', [0.002, 1], [0.00001, 0.5]),
  spec('qh', '1', 'sharpness of the cache edge', [3, 0.4], [0.8, 6]),
  spec(
    'sg',
    '1',
    'traffic of partial results, relative to writing and reading each once in cache',
    [1, 0.5],
    [0.05, 10],
  ),
];
