import type { Simulator } from './simulator.js';

/**
 * Time-weighted statistics of a quantity that changes at events: queue length, units in use, power.
 *
 * @example
 * const simulator = new Simulator();
 * const power = new Gauge(simulator, 100);
 * const change = simulator.register('change', (watts) => power.set(watts));
 * simulator.schedule(10, PRIORITY.change, change, 400);
 * simulator.run(40);
 * power.mean() // (10 * 100 + 30 * 400) / 40 = 325
 */
export class Gauge {
  private readonly simulator: Simulator;
  private current: number;
  private since: number;
  private start: number;
  private sum = 0;
  private low: number;
  private high: number;

  constructor(simulator: Simulator, value = 0) {
    this.simulator = simulator;
    this.current = value;
    this.low = value;
    this.high = value;
    this.start = simulator.now;
    this.since = simulator.now;
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
    const { now } = this.simulator;
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
    return this.sum + this.current * (this.simulator.now - this.since);
  }

  /** Mean over time; the current value where no time has passed. */
  mean(): number {
    const span = this.simulator.now - this.start;
    return span === 0 ? this.current : this.integral() / span;
  }

  /** Forgets the past, as after a warm-up, and keeps the value. */
  restart(): void {
    this.sum = 0;
    this.start = this.simulator.now;
    this.since = this.start;
    this.low = this.current;
    this.high = this.current;
  }
}
