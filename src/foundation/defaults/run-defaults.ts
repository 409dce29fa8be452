/** How long and how often a market is run, where a file does not say. */
export const RUN_DEFAULTS = {
  seed: 1,
  horizonYears: 10,
  /** Monte Carlo runs of a study or draws of a map: enough for a band of 90 % to the percent. */
  runs: 200,
} as const;
