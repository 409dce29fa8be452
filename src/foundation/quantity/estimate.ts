/** How a figure came to be; the order is from most to least direct. */
export type Provenance = 'measured' | 'interpolated' | 'calibrated' | 'transferred' | 'analytic';

export const PROVENANCES: readonly Provenance[] = ['measured', 'interpolated', 'calibrated', 'transferred', 'analytic'];

/** A best value with the ends of its 90 % interval, in one unit that the owner's field name states. */
export interface Band {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A band that also says how it came to be. */
export interface Estimate extends Band {
  readonly provenance: Provenance;
}

/** The less direct of two provenances: a sum is only as direct as its weakest part. */
export function weakerProvenance(a: Provenance, b: Provenance): Provenance {
  return PROVENANCES.indexOf(a) >= PROVENANCES.indexOf(b) ? a : b;
}
