import { EventQueue, NOTHING_DUE } from './event-queue.js';
import { Fingerprint } from './fingerprint.js';
import { PRIORITY_CLASS_COUNT, type PriorityClass } from './priority-class.js';
import type { SlotHandle } from './slot-table.js';
import { MAX_TICK } from './tick.js';
import { hashText, shuffleKey, type TieBreak } from './tie-break.js';

// Bound once: where code runs inside a vm context, as under jest, each look-up of a global costs as much as an event.
const { floor } = Math;

/** What runs when an event fires; both numbers are what the event was scheduled with. */
export type EventHandler = (first: number, second: number) => void;

/** Index of a registered handler. */
export type HandlerId = number;

/** A pending event to cancel: dead once the event has fired or was cancelled, and never the handle of a later one. */
export type EventHandle = SlotHandle;

/** Why `run` returned: nothing is pending, nothing is due until the limit, or a handler called `stop`. */
export type RunEnd = 'empty' | 'limit' | 'stopped';

export interface SimulatorOptions {
  /** Default `fifo`; a model whose results move under `shuffle:<seed>` depends on an order that it never stated. */
  readonly tieBreak?: TieBreak;
  /** Default true. */
  readonly fingerprint?: boolean;
  /** Events of one tick after which the run is taken for an endless zero-delay loop; default 10^8. */
  readonly maxEventsPerTick?: number;
}

/** Reserved for cancelled events. */
const NO_HANDLER: EventHandler = () => {
  throw new Error('A cancelled event fired.');
};

/**
 * Discrete-event simulator: integer ticks, handlers in a table, numeric arguments, no allocation per event.
 *
 * Events fire in the order (tick, priority class, sequence of scheduling). What a handler throws leaves `run` as it is;
 * the event counts as fired and the simulator can go on.
 *
 * @example
 * const simulator = new Simulator();
 * const seen: number[] = [];
 * const ring = simulator.register('ring', (bell) => seen.push(bell * 100 + simulator.now));
 * simulator.schedule(20, PRIORITY.arrival, ring, 1);
 * simulator.schedule(5, PRIORITY.arrival, ring, 2);
 * simulator.run();
 * seen // [205, 120]
 */
export class Simulator {
  readonly tieBreak: TieBreak;
  /** Events fired so far. */
  eventCount = 0;

  private readonly queue: EventQueue;
  private readonly handlers: EventHandler[] = [NO_HANDLER];
  private readonly names = new Map<string, HandlerId>();
  /** Hash of handler name and class by label: fingerprints do not depend on the order of registration. */
  private readonly labelHashes: number[] = Array.from({ length: 8 }, () => 0);
  private readonly print: Fingerprint | null;
  private readonly maxEventsPerTick: number;
  private tickStartCount = 0;
  private lastTick = -1;
  private running = false;
  private stopAsked = false;

  constructor(options: SimulatorOptions = {}) {
    this.tieBreak = options.tieBreak ?? 'fifo';
    this.queue = new EventQueue(shuffleKey(this.tieBreak));
    this.print = options.fingerprint === false ? null : new Fingerprint();
    this.maxEventsPerTick = options.maxEventsPerTick ?? 1e8;
  }

  /** Current tick. */
  get now(): number {
    return this.queue.now;
  }

  /** Events scheduled and neither fired nor cancelled. */
  get pending(): number {
    return this.queue.pending;
  }

  /** Adds a handler under a name of its own, which is what the fingerprint knows of it. */
  register(name: string, handler: EventHandler): HandlerId {
    if (this.names.has(name)) throw new Error(`A handler named "${name}" is already registered.`);
    const id = this.handlers.push(handler) - 1;
    this.names.set(name, id);
    for (let priority = 0; priority < 8; priority++) this.labelHashes.push(hashText(`${priority} ${name}`) | 0);
    return id;
  }

  /**
   * Fires `handler(first, second)` after `delay` whole ticks.
   *
   * Throws a RangeError for a delay that is negative, fractional or not finite, a tick beyond 2^53 - 1, an unknown
   * class or handler.
   */
  schedule(delay: number, priority: PriorityClass, handler: HandlerId, first: number, second = 0): void {
    this.scheduleSlot(delay, priority, handler, first, second);
  }

  /** `schedule` that returns a handle for `cancel`. */
  scheduleCancellable(
    delay: number,
    priority: PriorityClass,
    handler: HandlerId,
    first: number,
    second = 0,
  ): EventHandle {
    return this.queue.slots.handleOf(this.scheduleSlot(delay, priority, handler, first, second));
  }

  /**
   * What a process yields to wait `delay` ticks: `yield simulator.timeout(10)`. The bare number waits as long; this checks it
   * where it is written. Throws a RangeError for a delay that is negative, fractional or not finite.
   */
  timeout(delay: number): number {
    if (!(Number.isInteger(delay) && delay >= 0)) {
      throw new RangeError(`A delay is a whole number of ticks from 0 up, not ${delay}.`);
    }
    return delay;
  }

  /** Whether the event was still pending; if so it never fires. */
  cancel(handle: EventHandle): boolean {
    const slot = this.queue.slots.slotOf(handle);
    if (slot < 0) return false;
    this.queue.cancel(slot);
    return true;
  }

  /** Whether the event of a handle is still to come. */
  isPending(handle: EventHandle): boolean {
    return this.queue.slots.slotOf(handle) >= 0;
  }

  /** For the engine's own parts: `schedule` that returns the slot, which names the event only while it is pending. */
  scheduleSlot(delay: number, priority: PriorityClass, handler: HandlerId, first: number, second: number): number {
    const tick = this.queue.now + delay;
    if (
      !(delay >= 0 && tick <= MAX_TICK && floor(delay) === delay) ||
      !(handler > 0 && handler < this.handlers.length && priority >= 0 && priority < PRIORITY_CLASS_COUNT)
    ) {
      this.refuse(delay, priority, handler);
    }
    return this.queue.push(tick, (handler << 3) | priority, first, second);
  }

  /** For the engine's own parts: fires a known handler in this tick; `label` is handler x 8 + class. */
  wake(label: number, first: number, second: number): void {
    this.queue.pushNow(label, first, second);
  }

  /** For the engine's own parts: cancels a slot that is known to be pending. */
  cancelSlot(slot: number): void {
    this.queue.cancel(slot);
  }

  /**
   * Fires every event whose tick is at most `until`, then sets the clock to `until` where that is finite and the run was
   * not stopped. Throws an Error when called from a handler, a RangeError for a limit that is in the past or fractional.
   */
  run(until: number = Number.POSITIVE_INFINITY): RunEnd {
    if (until !== Number.POSITIVE_INFINITY && !(until >= this.now && until <= MAX_TICK && Number.isInteger(until))) {
      throw new RangeError(`A run ends at a whole tick from ${this.now} (now) to 2^53 - 1, not at ${until}.`);
    }
    this.enter();
    try {
      while (this.fire(until)) if (this.stopAsked) return 'stopped';
    } finally {
      this.running = false;
    }
    if (until !== Number.POSITIVE_INFINITY) this.queue.now = until;
    return this.queue.pending === 0 ? 'empty' : 'limit';
  }

  /** Fires the next event, whenever it is; false where nothing is pending. */
  step(): boolean {
    this.enter();
    try {
      return this.fire(Number.POSITIVE_INFINITY);
    } finally {
      this.running = false;
    }
  }

  /** Ends the current `run` after the event that is being fired. */
  stop(): void {
    this.stopAsked = true;
  }

  /** The hash of everything fired so far, 16 hexadecimal digits, or null where it was switched off. */
  fingerprint(): string | null {
    return this.print === null ? null : this.print.toString();
  }

  private enter(): void {
    if (this.running) throw new Error('The simulator is already running: a handler must not call run or step.');
    this.running = true;
    this.stopAsked = false;
  }

  private fire(until: number): boolean {
    const queue = this.queue;
    const slot = queue.pop(until);
    if (slot === NOTHING_DUE) return false;
    const slots = queue.slots;
    const label = slots.label(slot);
    const first = slots.first(slot);
    const second = slots.second(slot);
    slots.release(slot);
    const count = this.eventCount++;
    if (queue.now !== this.lastTick) {
      this.lastTick = queue.now;
      this.tickStartCount = count;
    } else if (count - this.tickStartCount >= this.maxEventsPerTick) {
      throw new Error(`More than ${this.maxEventsPerTick} events at tick ${queue.now}: a loop without delay.`);
    }
    if (this.print !== null) this.print.add(queue.now, this.labelHashes[label]!);
    this.handlers[label >> 3]!(first, second);
    return true;
  }

  private refuse(delay: number, priority: number, handler: number): never {
    this.timeout(delay);
    if (!(this.now + delay <= MAX_TICK)) {
      throw new RangeError(`Tick ${this.now} + ${delay} lies beyond 2^53 - 1, the last exact tick: use a longer tick.`);
    }
    if (!(Number.isInteger(handler) && this.handlers[handler] !== undefined && handler > 0)) {
      throw new RangeError(`No handler has the id ${handler}: register it first.`);
    }
    throw new RangeError(`There is no priority class ${priority}.`);
  }
}
