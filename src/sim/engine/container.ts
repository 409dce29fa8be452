import type { PriorityClass } from './priority-class.js';
import { GRANTED, type Request } from './request.js';
import type { HandlerId, Simulator } from './simulator.js';
import type { SlotHandle } from './slot-table.js';
import { NOBODY, WaitQueue } from './wait-queue.js';

export interface ContainerOptions {
  /** What fits in; a finite number above 0. */
  readonly capacity: number;
  /** What is in at the start, default 0. */
  readonly amount?: number;
}

/**
 * An amount between 0 and a capacity: memory, a power budget, credits. Takers wait for enough, givers for room; the
 * first waiter of each side blocks those behind it, so a large request is not starved by small ones. With whole
 * amounts the sums are exact.
 *
 * @example
 * const simulator = new Simulator();
 * const memory = new Container(simulator, { capacity: 80, amount: 80 });
 * const log: string[] = [];
 * const granted = simulator.register('granted', (job) => log.push(`job ${job}`));
 * memory.take(60, PRIORITY.arrival, granted, 1); // true
 * memory.take(40, PRIORITY.arrival, granted, 2); // false: `granted` will be called
 * memory.give(60, PRIORITY.completion, granted, 0);
 * simulator.run();
 * log // ['job 2']
 */
export class Container {
  readonly capacity: number;
  private content: number;
  private readonly simulator: Simulator;
  private readonly takers = new WaitQueue('fifo');
  private readonly givers = new WaitQueue('fifo');

  constructor(simulator: Simulator, options: ContainerOptions) {
    const { capacity, amount = 0 } = options;
    if (!(capacity > 0 && capacity < Number.POSITIVE_INFINITY && amount >= 0 && amount <= capacity)) {
      throw new RangeError(
        `A container holds 0 to a finite capacity; capacity ${capacity}, amount ${amount} do not fit.`,
      );
    }
    this.simulator = simulator;
    this.capacity = capacity;
    this.content = amount;
  }

  get amount(): number {
    return this.content;
  }

  get takersWaiting(): number {
    return this.takers.size;
  }

  get giversWaiting(): number {
    return this.givers.size;
  }

  /** Takes now and returns true; or waits, and `handler(argument, amount)` fires once it is taken. */
  take(amount: number, priority: PriorityClass, handler: HandlerId, argument: number): boolean {
    return this.submitTake(amount, priority, handler, argument) === GRANTED;
  }

  /** Gives now and returns true; or waits for room, and `handler(argument, amount)` fires once it is given. */
  give(amount: number, priority: PriorityClass, handler: HandlerId, argument: number): boolean {
    return this.submitGive(amount, priority, handler, argument) === GRANTED;
  }

  /** Names the `take` that was queued last, for `withdrawTake`. */
  takeTicket(): SlotHandle {
    return this.takers.newestHandle();
  }

  withdrawTake(ticket: SlotHandle): boolean {
    const left = this.takers.withdraw(ticket);
    this.settle();
    return left;
  }

  /** Names the `give` that was queued last, for `withdrawGive`. */
  giveTicket(): SlotHandle {
    return this.givers.newestHandle();
  }

  withdrawGive(ticket: SlotHandle): boolean {
    const left = this.givers.withdraw(ticket);
    this.settle();
    return left;
  }

  /** What a process yields to take: `yield memory.taking(4096)`. */
  taking(amount: number): Request {
    return new TakeRequest(this, amount);
  }

  /** What a process yields to give. */
  giving(amount: number): Request {
    return new GiveRequest(this, amount);
  }

  /** For the engine's own parts: `take` that returns GRANTED or the waiter's slot. */
  submitTake(amount: number, priority: PriorityClass, handler: HandlerId, argument: number): number {
    this.check(amount);
    if (this.takers.size > 0 || amount > this.content) {
      return this.takers.push((handler << 3) | priority, argument, amount, 0);
    }
    this.content -= amount;
    this.settle();
    return GRANTED;
  }

  /** For the engine's own parts: `give` that returns GRANTED or the waiter's slot. */
  submitGive(amount: number, priority: PriorityClass, handler: HandlerId, argument: number): number {
    this.check(amount);
    if (this.givers.size > 0 || this.content + amount > this.capacity) {
      return this.givers.push((handler << 3) | priority, argument, amount, 0);
    }
    this.content += amount;
    this.settle();
    return GRANTED;
  }

  /** For the engine's own parts: takes back what `submitTake` queued. */
  abandonTake(slot: number, label: number, argument: number): boolean {
    const left = this.takers.withdrawSlot(slot, label, argument);
    this.settle();
    return left;
  }

  /** For the engine's own parts: takes back what `submitGive` queued. */
  abandonGive(slot: number, label: number, argument: number): boolean {
    const left = this.givers.withdrawSlot(slot, label, argument);
    this.settle();
    return left;
  }

  /** Serves the first waiters of both sides until neither fits. */
  private settle(): void {
    for (;;) {
      const taker = this.takers.first();
      if (taker !== NOBODY && this.takers.slots.second(taker) <= this.content) {
        this.content -= this.wake(this.takers, taker);
        continue;
      }
      const giver = this.givers.first();
      if (giver === NOBODY || this.content + this.givers.slots.second(giver) > this.capacity) return;
      this.content += this.wake(this.givers, giver);
    }
  }

  private wake(queue: WaitQueue, slot: number): number {
    const label = queue.slots.label(slot);
    const argument = queue.slots.first(slot);
    const amount = queue.slots.second(slot);
    queue.shift(slot);
    this.simulator.wake(label, argument, amount);
    return amount;
  }

  private check(amount: number): void {
    if (!(amount > 0 && amount <= this.capacity)) {
      throw new RangeError(`An amount is above 0 and at most the capacity ${this.capacity}, not ${amount}.`);
    }
  }
}

class TakeRequest implements Request {
  readonly granted: number;
  private readonly container: Container;

  constructor(container: Container, amount: number) {
    this.container = container;
    this.granted = amount;
  }

  submit(priority: PriorityClass, handler: HandlerId, argument: number): number {
    return this.container.submitTake(this.granted, priority, handler, argument);
  }

  abandon(slot: number, label: number, argument: number): boolean {
    return this.container.abandonTake(slot, label, argument);
  }
}

class GiveRequest implements Request {
  readonly granted: number;
  private readonly container: Container;

  constructor(container: Container, amount: number) {
    this.container = container;
    this.granted = amount;
  }

  submit(priority: PriorityClass, handler: HandlerId, argument: number): number {
    return this.container.submitGive(this.granted, priority, handler, argument);
  }

  abandon(slot: number, label: number, argument: number): boolean {
    return this.container.abandonGive(slot, label, argument);
  }
}
