import type { Kernel } from './kernel.js';

/** Counts occurrences or amounts: requests, bytes, joules. */
export class Counter {
  private readonly kernel: Kernel;
  private total = 0;
  private start: number;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.start = kernel.now;
  }

  get value(): number {
    return this.total;
  }

  add(amount = 1): void {
    this.total += amount;
  }

  /** Amount per tick since the start or the last `restart`; null where no time has passed. */
  perTick(): number | null {
    const span = this.kernel.now - this.start;
    return span === 0 ? null : this.total / span;
  }

  /** Counts from zero again, as after a warm-up. */
  restart(): void {
    this.total = 0;
    this.start = this.kernel.now;
  }
}
