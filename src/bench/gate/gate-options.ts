/** How a comparison decides. */
export interface GateOptions {
  /** Smallest relative change that matters to the user, such as 0.02. */
  readonly minEffect: number;
  /** Chance of any false alarm in the suite that is accepted, before the A/A bar and the confirmation. */
  readonly alpha: number;
  readonly resamples: number;
  /** The same seed and samples give the same verdicts. */
  readonly seed: number;
  readonly allowEnvironment: boolean;
  readonly allowMissing: boolean;
}

export const DEFAULT_GATE: GateOptions = {
  minEffect: 0.02,
  alpha: 0.05,
  resamples: 4000,
  seed: 1,
  allowEnvironment: false,
  allowMissing: false,
};
