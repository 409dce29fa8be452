const INITIAL_CAPACITY = 64;

/** A handle is generation x 2^24 + slot, an exact integer below 2^53. */
const SLOT_SPAN = 2 ** 24;
const LAST_GENERATION = 2 ** 29 - 1;

/** Fields of a slot lie side by side, so that taking or firing it touches one cache line (benchmark A at 10 000). */
const LABEL = 0;
const FIRST = 1;
const SECOND = 2;
const GENERATION = 3;

/** Names what lies in a slot: dead once that is released or voided, and never the name of anything later. */
export type SlotHandle = number;

/** A handle that is never alive. */
export const NO_HANDLE: SlotHandle = -1;

/**
 * What events, waiters and processes carry, by slot: a label (handler x 8 + class; 0 is void) and two numbers.
 * Freed slots are reused last in, first out, so a busy run stays within a few cache lines.
 */
export class SlotTable {
  private fields = new Float64Array(4 * INITIAL_CAPACITY);
  private free = new Int32Array(INITIAL_CAPACITY);
  private freeCount = 0;
  private used = 0;

  take(label: number, first: number, second: number): number {
    const slot = this.freeCount > 0 ? this.free[--this.freeCount]! : this.unused();
    const { fields } = this;
    const base = slot << 2;
    fields[base + LABEL] = label;
    fields[base + FIRST] = first;
    fields[base + SECOND] = second;
    return slot;
  }

  release(slot: number): void {
    const { fields } = this;
    const base = slot << 2;
    const generation = fields[base + GENERATION]!;
    fields[base + LABEL] = 0;
    // A slot whose generations are used up is retired, for a handle must never come back to life.
    if (generation === LAST_GENERATION) return;
    fields[base + GENERATION] = generation + 1;
    this.free[this.freeCount++] = slot;
  }

  label(slot: number): number {
    return this.fields[slot << 2]! | 0;
  }

  first(slot: number): number {
    return this.fields[(slot << 2) + FIRST]!;
  }

  second(slot: number): number {
    return this.fields[(slot << 2) + SECOND]!;
  }

  /** Makes the slot's handle dead; the slot itself stays taken. */
  void(slot: number): void {
    this.fields[slot << 2] = 0;
  }

  handleOf(slot: number): SlotHandle {
    return this.fields[(slot << 2) + GENERATION]! * SLOT_SPAN + slot;
  }

  /** The slot of a handle that is alive, else -1. */
  slotOf(handle: SlotHandle): number {
    if (!(handle >= 0)) return -1;
    const slot = handle % SLOT_SPAN;
    if (!(slot < this.used) || this.fields[(slot << 2) + GENERATION] !== Math.floor(handle / SLOT_SPAN)) return -1;
    return this.label(slot) === 0 ? -1 : slot;
  }

  private unused(): number {
    if (this.used === this.free.length) this.grow();
    if (this.used === SLOT_SPAN) throw new RangeError(`More than ${SLOT_SPAN} slots are in use at once.`);
    return this.used++;
  }

  private grow(): void {
    const fields = new Float64Array(this.fields.length * 2);
    fields.set(this.fields);
    this.fields = fields;
    const free = new Int32Array(this.free.length * 2);
    free.set(this.free);
    this.free = free;
  }
}
