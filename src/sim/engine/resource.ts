import type { Gauge } from './gauge.js';
import type { PriorityClass } from './priority-class.js';
import { GRANTED, type Request } from './request.js';
import type { HandlerId, Simulator } from './simulator.js';
import type { SlotHandle } from './slot-table.js';
import { type Discipline, NOBODY, WaitQueue } from './wait-queue.js';

export interface ResourceOptions {
  /** Units that can be held at once; a whole number from 1 up. */
  readonly capacity: number;
  /** Default `fifo`. */
  readonly discipline?: Discipline;
  /** Follows the number of units held. */
  readonly inUse?: Gauge;
  /** Follows the number of waiters. */
  readonly waiting?: Gauge;
}

/**
 * Units that are held one at a time and given back. Nobody overtakes: a unit that comes free goes to the first waiter
 * in the same tick, before any later request can take it.
 *
 * @example
 * const simulator = new Simulator();
 * const server = new Resource(simulator, { capacity: 1 });
 * const log: string[] = [];
 * const start = simulator.register('start', (job) => log.push(`${job} at ${simulator.now}`));
 * const end = simulator.register('end', () => server.release());
 * if (server.acquire(PRIORITY.arrival, start, 1)) simulator.schedule(7, PRIORITY.completion, end, 1);
 * server.acquire(PRIORITY.arrival, start, 2); // false: `start` will be called
 * simulator.run();
 * log // ['2 at 7']
 */
export class Resource {
  readonly capacity: number;
  private held = 0;
  private readonly simulator: Simulator;
  private readonly waiters: WaitQueue;
  private readonly inUseGauge: Gauge | null;
  private readonly waitingGauge: Gauge | null;
  private readonly requests = new Map<number, Request>();
  private readonly plainRequest: Request;

  constructor(simulator: Simulator, options: ResourceOptions) {
    if (!(Number.isSafeInteger(options.capacity) && options.capacity >= 1)) {
      throw new RangeError(`A resource has a whole number of units from 1 up, not ${options.capacity}.`);
    }
    this.simulator = simulator;
    this.capacity = options.capacity;
    this.waiters = new WaitQueue(options.discipline ?? 'fifo');
    this.inUseGauge = options.inUse ?? null;
    this.waitingGauge = options.waiting ?? null;
    this.plainRequest = new UnitRequest(this, 0);
  }

  get inUse(): number {
    return this.held;
  }

  get waiting(): number {
    return this.waiters.size;
  }

  /**
   * Takes a unit now and returns true, and `handler` is not called; or queues, returns false, and `handler(argument, 0)`
   * fires in class `priority` once a unit is yours. `rank` orders waiters under `priority`: lower first.
   */
  acquire(priority: PriorityClass, handler: HandlerId, argument: number, rank = 0): boolean {
    return this.submit(priority, handler, argument, rank) === GRANTED;
  }

  /** Names the request that was queued last, for `withdraw`. */
  ticket(): SlotHandle {
    return this.waiters.newestHandle();
  }

  /** Leaves the queue; false where the unit was granted or the ticket was withdrawn before. */
  withdraw(ticket: SlotHandle): boolean {
    const left = this.waiters.withdraw(ticket);
    if (left && this.waitingGauge !== null) this.waitingGauge.set(this.waiters.size);
    return left;
  }

  /** Gives one unit back. Throws an Error where none is held. */
  release(): void {
    if (this.held === 0) throw new Error('A resource was released more often than acquired.');
    const slot = this.waiters.first();
    if (slot === NOBODY) {
      this.held--;
      if (this.inUseGauge !== null) this.inUseGauge.set(this.held);
      return;
    }
    const label = this.waiters.slots.label(slot);
    const argument = this.waiters.slots.first(slot);
    this.waiters.shift(slot);
    if (this.waitingGauge !== null) this.waitingGauge.set(this.waiters.size);
    this.simulator.wake(label, argument, 0);
  }

  /** What a process yields to hold a unit: `yield server.request()`. */
  request(rank = 0): Request {
    if (rank === 0) return this.plainRequest;
    let request = this.requests.get(rank);
    if (request === undefined) {
      request = new UnitRequest(this, rank);
      this.requests.set(rank, request);
    }
    return request;
  }

  /** For the engine's own parts: `acquire` that returns GRANTED or the waiter's slot. */
  submit(priority: PriorityClass, handler: HandlerId, argument: number, rank: number): number {
    if (this.held < this.capacity) {
      this.held++;
      if (this.inUseGauge !== null) this.inUseGauge.set(this.held);
      return GRANTED;
    }
    const slot = this.waiters.push((handler << 3) | priority, argument, 1, rank);
    if (this.waitingGauge !== null) this.waitingGauge.set(this.waiters.size);
    return slot;
  }

  /** For the engine's own parts: takes back what `submit` queued. */
  abandon(slot: number, label: number, argument: number): boolean {
    const left = this.waiters.withdrawSlot(slot, label, argument);
    if (left && this.waitingGauge !== null) this.waitingGauge.set(this.waiters.size);
    return left;
  }
}

class UnitRequest implements Request {
  readonly granted = 0;
  private readonly resource: Resource;
  private readonly rank: number;

  constructor(resource: Resource, rank: number) {
    this.resource = resource;
    this.rank = rank;
  }

  submit(priority: PriorityClass, handler: HandlerId, argument: number): number {
    return this.resource.submit(priority, handler, argument, this.rank);
  }

  abandon(slot: number, label: number, argument: number): boolean {
    return this.resource.abandon(slot, label, argument);
  }
}
