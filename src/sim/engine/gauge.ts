import type { Kernel } from './kernel.js';

/**
 * Time-weighted statistics of a quantity that changes at events: queue length, units in use, power.
 *
 * @example
 * const kernel = new Kernel();
 * const power = new Gauge(kernel, 100);
 * const change = kernel.register('change', (watts) => power.set(watts));
 * kernel.schedule(10, PRIORITY.change, change, 400);
 * kernel.run(40);
 * power.mean() // (10 * 100 + 30 * 400) / 40 = 325
 */
export class Gauge {
  private readonly kernel: Kernel;
  private current: number;
  private since: number;
  private start: number;
  private sum = 0;
  private low: number;
  private high: number;

  constructor(kernel: Kernel, value = 0) {
    this.kernel = kernel;
    this.current = value;
    this.low = value;
    this.high = value;
    this.start = kernel.now;
    this.since = kernel.now;
  }

  get value(): number {
    return this.current;
  }

  /** Least value since the start or the last `restart`, also one held for no time. */
  get min(): number {
    return this.low;
  }

  get max(): number {
    return this.high;
  }

  set(value: number): void {
    const { now } = this.kernel;
    this.sum += this.current * (now - this.since);
    this.since = now;
    this.current = value;
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
  }

  add(change: number): void {
    this.set(this.current + change);
  }

  /** Value x ticks since the start, such as watt-ticks. */
  integral(): number {
    return this.sum + this.current * (this.kernel.now - this.since);
  }

  /** Mean over time; the current value where no time has passed. */
  mean(): number {
    const span = this.kernel.now - this.start;
    return span === 0 ? this.current : this.integral() / span;
  }

  /** Forgets the past, as after a warm-up, and keeps the value. */
  restart(): void {
    this.sum = 0;
    this.start = this.kernel.now;
    this.since = this.start;
    this.low = this.current;
    this.high = this.current;
  }
}
