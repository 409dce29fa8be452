import type { PriorityClass } from './priority-class.js';
import { GRANTED, type Request } from './request.js';
import type { HandlerId, Simulator } from './simulator.js';
import type { SlotHandle } from './slot-table.js';
import { NOBODY, WaitQueue } from './wait-queue.js';

export interface StoreOptions {
  /** Items it can keep; a whole number from 1 up, default unlimited. */
  readonly capacity?: number;
}

/**
 * First-in first-out buffer of numbers, such as the ids of a model's own entities: an id costs no allocation, and the
 * entity's fields stay in the model's arrays. Neither getters nor putters overtake their like.
 *
 * @example
 * const simulator = new Simulator();
 * const store = new Store(simulator);
 * const got: number[] = [];
 * const receive = simulator.register('receive', (_argument, item) => got.push(item));
 * store.get(PRIORITY.arrival, receive, 0); // false: `receive` will be called
 * store.put(42);
 * simulator.run();
 * got // [42]
 */
export class Store {
  readonly capacity: number;
  private readonly simulator: Simulator;
  private readonly getters = new WaitQueue('fifo');
  private readonly putters = new WaitQueue('fifo');
  private items = new Float64Array(16);
  private head = 0;
  private count = 0;
  private lastTaken = 0;
  private readonly getRequest: Request;

  constructor(simulator: Simulator, options: StoreOptions = {}) {
    this.simulator = simulator;
    this.capacity = options.capacity ?? Number.POSITIVE_INFINITY;
    if (!(this.capacity >= 1 && (Number.isInteger(this.capacity) || this.capacity === Number.POSITIVE_INFINITY))) {
      throw new RangeError(`A store keeps a whole number of items from 1 up, not ${options.capacity}.`);
    }
    this.getRequest = new GetRequest(this, this.getters);
  }

  /** Items kept. */
  get size(): number {
    return this.count;
  }

  get gettersWaiting(): number {
    return this.getters.size;
  }

  get puttersWaiting(): number {
    return this.putters.size;
  }

  /** The item that the last successful `get` returned at once. */
  get taken(): number {
    return this.lastTaken;
  }

  /** Takes the oldest item into `taken` and returns true; or waits, and `handler(argument, item)` fires later. */
  get(priority: PriorityClass, handler: HandlerId, argument: number): boolean {
    return this.submitGet(priority, handler, argument) === GRANTED;
  }

  /** Adds an item if there is room; otherwise returns false and keeps nothing. */
  put(item: number): boolean {
    if (this.handOver(item)) return true;
    if (this.count === this.capacity) return false;
    this.append(item);
    return true;
  }

  /** Adds an item now and returns true; or waits for room, and `handler(argument, item)` fires once it is kept. */
  putOrWait(item: number, priority: PriorityClass, handler: HandlerId, argument: number): boolean {
    return this.submitPut(item, priority, handler, argument) === GRANTED;
  }

  /** Names the `get` that was queued last, for `withdrawGet`. */
  getTicket(): SlotHandle {
    return this.getters.newestHandle();
  }

  withdrawGet(ticket: SlotHandle): boolean {
    return this.getters.withdraw(ticket);
  }

  /** Names the `putOrWait` that was queued last, for `withdrawPut`. */
  putTicket(): SlotHandle {
    return this.putters.newestHandle();
  }

  withdrawPut(ticket: SlotHandle): boolean {
    return this.putters.withdraw(ticket);
  }

  /** What a process yields to take an item: `const id = yield store.next()`. */
  next(): Request {
    return this.getRequest;
  }

  /** What a process yields to add an item when there is room. */
  adding(item: number): Request {
    return new PutRequest(this, this.putters, item);
  }

  /** For the engine's own parts: `get` that returns GRANTED or the waiter's slot. */
  submitGet(priority: PriorityClass, handler: HandlerId, argument: number): number {
    if (this.count === 0) return this.getters.push((handler << 3) | priority, argument, 0, 0);
    this.lastTaken = this.items[this.head]!;
    this.head = (this.head + 1) & (this.items.length - 1);
    this.count--;
    const slot = this.putters.first();
    if (slot !== NOBODY) {
      const item = this.putters.slots.second(slot);
      this.wake(this.putters, slot, item);
      this.append(item);
    }
    return GRANTED;
  }

  /** For the engine's own parts: `putOrWait` that returns GRANTED or the waiter's slot. */
  submitPut(item: number, priority: PriorityClass, handler: HandlerId, argument: number): number {
    return this.put(item) ? GRANTED : this.putters.push((handler << 3) | priority, argument, item, 0);
  }

  private handOver(item: number): boolean {
    const slot = this.getters.first();
    if (slot === NOBODY) return false;
    this.wake(this.getters, slot, item);
    return true;
  }

  private wake(queue: WaitQueue, slot: number, item: number): void {
    const label = queue.slots.label(slot);
    const argument = queue.slots.first(slot);
    queue.shift(slot);
    this.simulator.wake(label, argument, item);
  }

  private append(item: number): void {
    const { items, head, count } = this;
    if (count === items.length) {
      const grown = new Float64Array(count * 2);
      grown.set(items.subarray(head));
      grown.set(items.subarray(0, head), count - head);
      this.items = grown;
      this.head = 0;
    }
    this.items[(this.head + this.count++) & (this.items.length - 1)] = item;
  }
}

class GetRequest implements Request {
  private readonly store: Store;
  private readonly queue: WaitQueue;

  constructor(store: Store, queue: WaitQueue) {
    this.store = store;
    this.queue = queue;
  }

  get granted(): number {
    return this.store.taken;
  }

  submit(priority: PriorityClass, handler: HandlerId, argument: number): number {
    return this.store.submitGet(priority, handler, argument);
  }

  abandon(slot: number, label: number, argument: number): boolean {
    return this.queue.withdrawSlot(slot, label, argument);
  }
}

class PutRequest implements Request {
  readonly granted: number;
  private readonly store: Store;
  private readonly queue: WaitQueue;

  constructor(store: Store, queue: WaitQueue, item: number) {
    this.store = store;
    this.queue = queue;
    this.granted = item;
  }

  submit(priority: PriorityClass, handler: HandlerId, argument: number): number {
    return this.store.submitPut(this.granted, priority, handler, argument);
  }

  abandon(slot: number, label: number, argument: number): boolean {
    return this.queue.withdrawSlot(slot, label, argument);
  }
}
