import { KeyedHeap } from './keyed-heap.js';
import { PRIORITY_CLASS_COUNT } from './priority-class.js';
import { SlotRing } from './slot-ring.js';
import { SlotTable } from './slot-table.js';
import { RANKS_PER_CLASS, shuffleSequence } from './tie-break.js';

// Bound once: where code runs inside a vm context, as under jest, each look-up of a global costs as much as an event.
const { clz32 } = Math;

/** `pop` found no event at or before the limit. */
export const NOTHING_DUE = -1;

/** Cancelled events stay in the heap until they surface; beyond this many they may not fill half of it. */
const CANCELLED_TOLERATED = 64;

/** Pending events in the order (tick, class, sequence); the sequence may be shuffled. */
export class EventQueue {
  readonly slots = new SlotTable();
  /** Tick of the event popped last. */
  now = 0;
  /** Events pending and not cancelled. */
  pending = 0;

  private readonly heap = new KeyedHeap();
  /** Events for the current tick, by class: they come after all heap events of their tick and class. */
  private readonly rings = Array.from({ length: PRIORITY_CLASS_COUNT }, () => new SlotRing());
  /** Bit c is set while ring c holds events. */
  private ringsInUse = 0;
  /** The top of the heap is the event being fired: the next push takes its place in one descent (benchmark H). */
  private topIsFired = false;
  /** Cancelled events that have not surfaced yet. */
  private cancelled = 0;
  private cancelledTolerated = CANCELLED_TOLERATED;
  private sequence = 0;
  private readonly key: number;
  private readonly shuffled: boolean;

  constructor(shuffle: number | null) {
    this.shuffled = shuffle !== null;
    this.key = shuffle ?? 0;
  }

  /** Adds an event at or after `now` and returns its slot; `label` is handler x 8 + class. */
  push(tick: number, label: number, first: number, second: number): number {
    const slot = this.slots.take(label, first, second);
    const priority = label & 7;
    this.pending++;
    if (tick === this.now && !this.shuffled) {
      this.rings[priority]!.push(slot);
      this.ringsInUse |= 1 << priority;
      return slot;
    }
    const sequence = this.sequence++;
    const rank = priority * RANKS_PER_CLASS + (this.shuffled ? shuffleSequence(sequence, this.key) : sequence);
    if (this.topIsFired) {
      this.topIsFired = false;
      this.heap.replaceTop(tick, rank, slot);
    } else {
      this.heap.push(tick, rank, slot);
    }
    return slot;
  }

  /** `push` at the current tick. */
  pushNow(label: number, first: number, second: number): void {
    if (this.shuffled) {
      this.push(this.now, label, first, second);
      return;
    }
    const priority = label & 7;
    this.pending++;
    this.rings[priority]!.push(this.slots.take(label, first, second));
    this.ringsInUse |= 1 << priority;
  }

  /** Removes the first event, if its tick is at most `limit`, and returns its slot, which the caller releases. */
  pop(limit: number): number {
    const { heap, slots } = this;
    for (;;) {
      if (this.topIsFired) {
        this.topIsFired = false;
        heap.removeTop();
      }
      if (this.ringsInUse !== 0) {
        const priority = 31 - clz32(this.ringsInUse & -this.ringsInUse);
        const heapGoesFirst =
          heap.size > 0 && heap.majors[0] === this.now && heap.minors[0]! < (priority + 1) * RANKS_PER_CLASS;
        if (!heapGoesFirst) {
          const ring = this.rings[priority]!;
          const slot = ring.shift();
          if (ring.size === 0) this.ringsInUse ^= 1 << priority;
          if (slots.label(slot) !== 0) {
            this.pending--;
            return slot;
          }
          this.cancelled--;
          slots.release(slot);
          continue;
        }
      }
      if (heap.size === 0) return NOTHING_DUE;
      const slot = heap.entries[0]!;
      if (slots.label(slot) === 0) {
        slots.release(slot);
        this.cancelled--;
        heap.removeTop();
        continue;
      }
      const tick = heap.majors[0]!;
      if (tick > limit) return NOTHING_DUE;
      this.now = tick;
      this.pending--;
      this.topIsFired = true;
      return slot;
    }
  }

  /** Cancels the pending event of a slot; it never fires, and its slot is reused once it surfaces or is swept out. */
  cancel(slot: number): void {
    this.slots.void(slot);
    this.pending--;
    this.cancelled++;
    if (this.cancelled > this.cancelledTolerated && this.cancelled * 2 > this.heap.size) this.sweep();
  }

  private sweep(): void {
    if (this.topIsFired) {
      this.topIsFired = false;
      this.heap.removeTop();
    }
    const { slots } = this;
    this.heap.filter((slot) => {
      if (slots.label(slot) !== 0) return true;
      slots.release(slot);
      this.cancelled--;
      return false;
    });
    // What is left waits in the rings, which empty within their tick.
    this.cancelledTolerated = CANCELLED_TOLERATED + 2 * this.cancelled;
  }
}
