import { addBands } from './band-arithmetic.js';
import { type Estimate, type Provenance, weakerProvenance } from './estimate.js';

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
    return { ...addBands(...this.families.values()), provenance: this.provenance };
  }
}
