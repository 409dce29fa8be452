import { addAlike, exactly, scaleBand } from './band-arithmetic.js';
import { type Estimate, weakerProvenance } from './estimate.js';

/** Scales value and interval alike. */
export function scaleEstimate(estimate: Estimate, factor: number): Estimate {
  return { ...scaleBand(estimate, factor), provenance: estimate.provenance };
}

/** An estimate divided into a fixed amount: the interval turns round. */
export function perEstimate(amount: number, estimate: Estimate): Estimate {
  return {
    value: amount / estimate.value,
    low: amount / estimate.high,
    high: amount / estimate.low,
    provenance: estimate.provenance,
  };
}

/** A sum whose parts err together, because the same kernels make them. */
export function addEstimates(a: Estimate, b: Estimate): Estimate {
  return { ...addAlike(a, b), provenance: weakerProvenance(a.provenance, b.provenance) };
}

/** An estimate and an amount that is known. */
export function shiftEstimate(estimate: Estimate, amount: number): Estimate {
  return { ...addAlike(estimate, exactly(amount)), provenance: estimate.provenance };
}
