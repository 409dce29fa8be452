const INITIAL_CAPACITY = 16;

/** First-in first-out queue of small integers in a circular array that doubles when full. */
export class SlotRing {
  size = 0;
  private entries = new Int32Array(INITIAL_CAPACITY);
  private head = 0;

  push(entry: number): void {
    if (this.size === this.entries.length) this.grow();
    this.entries[(this.head + this.size++) & (this.entries.length - 1)] = entry;
  }

  /** Removes the oldest entry; the ring must not be empty. */
  shift(): number {
    const entry = this.entries[this.head]!;
    this.head = (this.head + 1) & (this.entries.length - 1);
    this.size--;
    return entry;
  }

  /** The oldest entry; the ring must not be empty. */
  peek(): number {
    return this.entries[this.head]!;
  }

  /** Keeps the entries that pass, in their order. */
  filter(keep: (entry: number) => boolean): void {
    for (let left = this.size; left > 0; left--) {
      const entry = this.shift();
      if (keep(entry)) this.push(entry);
    }
  }

  private grow(): void {
    const { entries, head } = this;
    const grown = new Int32Array(entries.length * 2);
    grown.set(entries.subarray(head));
    grown.set(entries.subarray(0, head), entries.length - head);
    this.entries = grown;
    this.head = 0;
  }
}
