/** Samplers over a named stream. Arguments are trusted except where a wrong one would loop without end. */
export {
  beta,
  boundedPareto,
  exponential,
  gamma,
  lognormal,
  lognormalFromMean,
  normal,
  pareto,
  standardNormal,
  triangular,
  uniform,
  weibull,
} from './continuous.js';
export { bernoulli, geometric, poisson, shuffle, weightedIndex, zipf } from './discrete.js';
export { drawEmpirical, drawInterpolated, type Empirical, empirical } from './empirical.js';
