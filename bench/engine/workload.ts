/** What one run of a workload did: `check` is the figure that theory knows. */
export interface WorkloadResult {
  readonly units: number;
  readonly check: number;
  readonly fingerprint: string | null;
}

/** One simulated time unit of the definitions, in ticks. */
export const TICKS_PER_UNIT = 1_000_000;

/** A mean time of `mean` units as whole ticks. */
export function ticks(units: number): number {
  return Math.round(units * TICKS_PER_UNIT);
}
