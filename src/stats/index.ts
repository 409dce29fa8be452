export { circularBlockBootstrap } from './block-bootstrap.js';
export type { BootstrapOptions, Statistic } from './bootstrap.js';
export {
  bcaInterval,
  blockBootstrapInterval,
  bootstrapReplicates,
  percentileInterval,
  twoSampleInterval,
} from './bootstrap.js';
export { type ChangePoint, type ChangePointOptions, changePoints, DEFAULT_CHANGE_POINTS } from './e-divisive.js';
export { ecdf } from './ecdf.js';
export type { KsResult } from './kolmogorov-smirnov.js';
export { ksOneSample, ksTwoSample } from './kolmogorov-smirnov.js';
export type { MannWhitneyResult } from './mann-whitney.js';
export { mannWhitney } from './mann-whitney.js';
export { meanInterval, shareInterval, studentTQuantile } from './mean-interval.js';
export { median, medianInPlace } from './median.js';
export { benjaminiHochbergAdjust, holmAdjust } from './multiple-testing.js';
export { quantileSorted, quantiles, weightedQuantile } from './quantile.js';
export { RunningMoments } from './running-moments.js';
export { spreadOfRuns } from './spread-of-runs.js';
export { type TwoSampleT, twoSampleT } from './two-sample-t.js';
export { signedRankP } from './wilcoxon-signed-rank.js';
