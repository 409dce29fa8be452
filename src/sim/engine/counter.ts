import type { Simulator } from './simulator.js';

/** Counts occurrences or amounts: requests, bytes, joules. */
export class Counter {
  private readonly simulator: Simulator;
  private total = 0;
  private start: number;

  constructor(simulator: Simulator) {
    this.simulator = simulator;
    this.start = simulator.now;
  }

  get value(): number {
    return this.total;
  }

  add(amount = 1): void {
    this.total += amount;
  }

  /** Amount per tick since the start or the last `restart`; null where no time has passed. */
  perTick(): number | null {
    const span = this.simulator.now - this.start;
    return span === 0 ? null : this.total / span;
  }

  /** Counts from zero again, as after a warm-up. */
  restart(): void {
    this.total = 0;
    this.start = this.simulator.now;
  }
}
