import { KeyedHeap } from './keyed-heap.js';
import { SlotRing } from './slot-ring.js';
import { type SlotHandle, SlotTable } from './slot-table.js';

/** Who is served next: the one who came first, or the lowest rank and among equals the one who came first. */
export type Discipline = 'fifo' | 'priority';

/** `first` of an empty queue. */
export const NOBODY = -1;

/** Those who wait for something, each a label (handler x 8 + class), the handler's first argument and an amount. */
export class WaitQueue {
  /** Waiters that have not withdrawn. */
  size = 0;
  readonly slots = new SlotTable();
  private readonly ring = new SlotRing();
  private readonly heap: KeyedHeap | null;
  private arrivals = 0;
  private newest = NOBODY;

  constructor(discipline: Discipline) {
    this.heap = discipline === 'priority' ? new KeyedHeap() : null;
  }

  /** Joins the queue and returns the slot; `rank` counts under `priority` only. */
  push(label: number, argument: number, amount: number, rank: number): number {
    const slot = this.slots.take(label, argument, amount);
    if (this.heap === null) this.ring.push(slot);
    else this.heap.push(rank, this.arrivals++, slot);
    this.size++;
    this.newest = slot;
    return slot;
  }

  /** Handle of the waiter that joined last. */
  newestHandle(): SlotHandle {
    return this.newest === NOBODY ? -1 : this.slots.handleOf(this.newest);
  }

  /** Slot of the waiter to serve next, who stays in the queue, or NOBODY. */
  first(): number {
    while (this.size > 0) {
      const slot = this.heap === null ? this.ring.peek() : this.heap.entries[0]!;
      if (this.slots.label(slot) !== 0) return slot;
      this.dequeue(slot);
    }
    return NOBODY;
  }

  /** Removes the waiter that `first` returned. */
  shift(slot: number): void {
    this.size--;
    this.dequeue(slot);
  }

  /** Takes a waiter out by its handle; false where it was served or has withdrawn. */
  withdraw(handle: SlotHandle): boolean {
    const slot = this.slots.slotOf(handle);
    if (slot < 0) return false;
    this.voidSlot(slot);
    return true;
  }

  /** Takes a waiter out by its slot, if what waits there still is (label, argument). */
  withdrawSlot(slot: number, label: number, argument: number): boolean {
    if (this.slots.label(slot) !== label || this.slots.first(slot) !== argument) return false;
    this.voidSlot(slot);
    return true;
  }

  private voidSlot(slot: number): void {
    this.slots.void(slot);
    this.size--;
    // With nobody left the withdrawn are cleared out, and otherwise once they are most of the queue.
    const queued = this.heap === null ? this.ring.size : this.heap.size;
    if (this.size === 0 || queued > 64 + 2 * this.size) this.sweep();
  }

  private sweep(): void {
    const { heap, ring, slots } = this;
    const keep = (entry: number): boolean => {
      if (slots.label(entry) !== 0) return true;
      slots.release(entry);
      return false;
    };
    if (heap === null) ring.filter(keep);
    else heap.filter(keep);
  }

  private dequeue(slot: number): void {
    if (this.heap === null) this.ring.shift();
    else this.heap.removeTop();
    this.slots.release(slot);
  }
}
