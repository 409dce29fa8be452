import { type Estimate, type Provenance, weakerProvenance } from '../../foundation/quantity/estimate.js';

/** Adds up estimates whose errors are common within a family and independent between families. */
export class EstimateSum {
  private readonly families = new Map<string, { value: number; low: number; high: number }>();
  private provenance: Provenance = 'measured';

  add(family: string, estimate: Estimate, times: number): void {
    let sum = this.families.get(family);
    if (sum === undefined) {
      sum = { value: 0, low: 0, high: 0 };
      this.families.set(family, sum);
    }
    sum.value += estimate.value * times;
    sum.low += estimate.low * times;
    sum.high += estimate.high * times;
    this.provenance = weakerProvenance(this.provenance, estimate.provenance);
  }

  /** Half-widths add within a family and in quadrature across families. */
  total(): Estimate {
    let value = 0;
    let below = 0;
    let above = 0;
    for (const sum of this.families.values()) {
      value += sum.value;
      below += (sum.value - sum.low) * (sum.value - sum.low);
      above += (sum.high - sum.value) * (sum.high - sum.value);
    }
    return { value, low: value - Math.sqrt(below), high: value + Math.sqrt(above), provenance: this.provenance };
  }
}

/** Scales value and interval alike. */
export function scaleEstimate(estimate: Estimate, factor: number): Estimate {
  return {
    value: estimate.value * factor,
    low: estimate.low * factor,
    high: estimate.high * factor,
    provenance: estimate.provenance,
  };
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
