/**
 * Count, mean, variance and extremes of values that pass by, without keeping them (B. P. Welford, "Note on a method for
 * calculating corrected sums of squares and products", Technometrics 4, 1962).
 */
export class RunningMoments {
  count = 0;
  mean = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  private squares = 0;

  add(value: number): void {
    this.count += 1;
    const delta = value - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (value - this.mean);
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  /** Takes in everything another one has seen (T. F. Chan, G. H. Golub and R. J. LeVeque, 1979). */
  merge(other: RunningMoments): void {
    if (other.count === 0) return;
    const count = this.count + other.count;
    const delta = other.mean - this.mean;
    this.squares += other.squares + (delta * delta * this.count * other.count) / count;
    this.mean += (delta * other.count) / count;
    this.count = count;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
  }

  /** Unbiased variance; 0 below two values. */
  get variance(): number {
    return this.count < 2 ? 0 : this.squares / (this.count - 1);
  }

  get standardDeviation(): number {
    return Math.sqrt(this.variance);
  }

  /** Standard error of the mean of independent values. */
  get standardError(): number {
    return Math.sqrt(this.variance / Math.max(1, this.count));
  }
}
