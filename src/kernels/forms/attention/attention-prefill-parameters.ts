import { parameterSpec as spec } from '../../roofline/parameter-spec.js';
import type { ParameterSpec } from '../../roofline/physical-form.js';

/** Where each coefficient of a prefill call stands in a parameter vector. */
export const PREFILL = {
  etaC: 0,
  etaM: 1,
  launch: 2,
  norm: 3,
  itemLatency: 4,
  tail: 5,
  softmax: 6,
  perSequence: 7,
  kappa: 8,
  gamma: 9,
  rho: 10,
  window: 11,
  wave: 12,
  append: 13,
  appendToken: 14,
  quantise: 15,
  appendWidth: 16,
} as const;

/** Centres are what the fits of four GPU generations share, widths how far they differ. */
export const ATTENTION_PREFILL_PARAMETERS: readonly ParameterSpec[] = [
  spec('etac', '1', 'share of the matrix peak that a 128-row tile reaches, softmax apart', [0.75, 0.4], [0.05, 1]),
  spec('etam', '1', 'share of the memory bandwidth that reading keys and values reaches', [0.78, 0.2], [0.1, 1]),
  spec('t0', 'us', 'launch and drain, added to everything', [8.5, 0.4], [0.5, 60]),
  spec('p', '1', 'exponent of the norm that joins compute and memory time', [2, 0.4], [1, 8]),
  spec('ti', 'us', 'fixed time of one tile', [1.8, 0.6], [0.05, 20]),
  spec('lam', '1', 'share of its excess that the longest tile of the causal triangle adds', [0.45, 0.5], [0.02, 1.5]),
  spec('cs', '1', 'softmax work a score, in operations of a core with 16 exponentials a clock', [0.85, 0.4], [0.05, 4]),
  spec('cb', 'us', 'time that each sequence of the batch adds', [0.006, 1], [0.0001, 0.5]),
  spec('kap', '1', 'extra cost of a 64-row tile a row, relative to a 128-row tile', [0.7, 0.7], [0.02, 4]),
  spec('gam', '1', 'usable share of one cache partition', [0.7, 0.5], [0.05, 1.5]),
  spec('rho', '1', 'cache bandwidth over memory bandwidth', [2, 0.4], [1, 10]),
  spec('wx', '1', 'cost of a windowed column over a plain one', [1.08, 0.2], [0.7, 2.5]),
  spec('wl', '1', 'how far a part-filled wave costs a whole one', [0.3, 0.5], [0.01, 1]),
  spec(
    'ca',
    '1',
    'time of appending to the cache, relative to one read and one write at full bandwidth',
    [1, 0.3],
    [0.3, 4],
  ),
  spec('ct', 'us', 'time of appending a token, over the cores', [0.15, 0.8], [0.001, 2]),
  spec(
    'cz',
    '1',
    'time of quantising queries to fp8, relative to one read and one write at full bandwidth',
    [1.5, 0.6],
    [0.1, 10],
  ),
  spec('ce', '1', 'exponent of the appended width of a token', [0.5, 0.4], [0.1, 1]),
];
