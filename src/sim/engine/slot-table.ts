const INITIAL_CAPACITY = 64;

/** A handle is generation x 2^24 + slot, an exact integer below 2^53. */
const SLOT_SPAN = 2 ** 24;
const LAST_GENERATION = 2 ** 29 - 1;

/** Names what lies in a slot: dead once that is released or voided, and never the name of anything later. */
export type SlotHandle = number;

/** A handle that is never alive. */
export const NO_HANDLE: SlotHandle = -1;

/**
 * What events, waiters and processes carry, by slot: a label (handler x 8 + class; 0 is void) and two numbers.
 * Freed slots are reused last in, first out, so a busy kernel stays within a few cache lines.
 */
export class SlotTable {
  labels = new Int32Array(INITIAL_CAPACITY);
  firsts = new Float64Array(INITIAL_CAPACITY);
  seconds = new Float64Array(INITIAL_CAPACITY);
  private generations = new Uint32Array(INITIAL_CAPACITY);
  private free = new Int32Array(INITIAL_CAPACITY);
  private freeCount = 0;
  private used = 0;

  take(label: number, first: number, second: number): number {
    const slot = this.freeCount > 0 ? this.free[--this.freeCount]! : this.unused();
    this.labels[slot] = label;
    this.firsts[slot] = first;
    this.seconds[slot] = second;
    return slot;
  }

  release(slot: number): void {
    const generation = this.generations[slot]!;
    this.labels[slot] = 0;
    // A slot whose generations are used up is retired, for a handle must never come back to life.
    if (generation === LAST_GENERATION) return;
    this.generations[slot] = generation + 1;
    this.free[this.freeCount++] = slot;
  }

  handleOf(slot: number): SlotHandle {
    return this.generations[slot]! * SLOT_SPAN + slot;
  }

  /** The slot of a handle that is alive, else -1. */
  slotOf(handle: SlotHandle): number {
    if (!(handle >= 0)) return -1;
    const slot = handle % SLOT_SPAN;
    if (!(slot < this.used) || this.generations[slot] !== Math.floor(handle / SLOT_SPAN)) return -1;
    return this.labels[slot] === 0 ? -1 : slot;
  }

  private unused(): number {
    if (this.used === this.labels.length) this.grow();
    if (this.used === SLOT_SPAN) throw new RangeError(`More than ${SLOT_SPAN} slots are in use at once.`);
    return this.used++;
  }

  private grow(): void {
    const capacity = this.labels.length * 2;
    const labels = new Int32Array(capacity);
    labels.set(this.labels);
    this.labels = labels;
    const firsts = new Float64Array(capacity);
    firsts.set(this.firsts);
    this.firsts = firsts;
    const seconds = new Float64Array(capacity);
    seconds.set(this.seconds);
    this.seconds = seconds;
    const generations = new Uint32Array(capacity);
    generations.set(this.generations);
    this.generations = generations;
    const free = new Int32Array(capacity);
    free.set(this.free);
    this.free = free;
  }
}
