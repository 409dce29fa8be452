const INITIAL_CAPACITY = 64;

/**
 * Min-heap of small integers under the key (major, minor), both float64 and unequal as a pair.
 *
 * Four children a node halve the depth of a binary heap, and keys that move with the entry keep a descent on
 * neighbouring cache lines (an index heap is 2 to 3 times slower at 10^6 entries: benchmark H).
 */
export class KeyedHeap {
  size = 0;
  majors = new Float64Array(INITIAL_CAPACITY);
  minors = new Float64Array(INITIAL_CAPACITY);
  entries = new Int32Array(INITIAL_CAPACITY);

  push(major: number, minor: number, entry: number): void {
    if (this.size === this.entries.length) this.grow();
    const { majors, minors, entries } = this;
    let node = this.size++;
    while (node > 0) {
      const parent = (node - 1) >> 2;
      const parentMajor = majors[parent]!;
      if (parentMajor < major || (parentMajor === major && minors[parent]! < minor)) break;
      majors[node] = parentMajor;
      minors[node] = minors[parent]!;
      entries[node] = entries[parent]!;
      node = parent;
    }
    majors[node] = major;
    minors[node] = minor;
    entries[node] = entry;
  }

  /** Removes the least entry; the heap must not be empty. */
  removeTop(): void {
    const last = --this.size;
    if (last > 0) this.sink(0, this.majors[last]!, this.minors[last]!, this.entries[last]!);
  }

  /** Removes the least entry and adds another in one descent instead of two. */
  replaceTop(major: number, minor: number, entry: number): void {
    this.sink(0, major, minor, entry);
  }

  /** Keeps the entries that pass and restores the order, in linear time. */
  filter(keep: (entry: number) => boolean): void {
    const { majors, minors, entries } = this;
    let kept = 0;
    for (let node = 0; node < this.size; node++) {
      if (!keep(entries[node]!)) continue;
      majors[kept] = majors[node]!;
      minors[kept] = minors[node]!;
      entries[kept] = entries[node]!;
      kept++;
    }
    this.size = kept;
    for (let node = (kept - 2) >> 2; node >= 0; node--) this.sink(node, majors[node]!, minors[node]!, entries[node]!);
  }

  private sink(start: number, major: number, minor: number, entry: number): void {
    const { majors, minors, entries, size } = this;
    let node = start;
    for (;;) {
      let least = (node << 2) + 1;
      if (least >= size) break;
      const end = least + 4 < size ? least + 4 : size;
      let leastMajor = majors[least]!;
      for (let child = least + 1; child < end; child++) {
        const childMajor = majors[child]!;
        if (childMajor < leastMajor || (childMajor === leastMajor && minors[child]! < minors[least]!)) {
          least = child;
          leastMajor = childMajor;
        }
      }
      if (leastMajor > major || (leastMajor === major && minors[least]! > minor)) break;
      majors[node] = leastMajor;
      minors[node] = minors[least]!;
      entries[node] = entries[least]!;
      node = least;
    }
    majors[node] = major;
    minors[node] = minor;
    entries[node] = entry;
  }

  private grow(): void {
    const capacity = this.entries.length * 2;
    const majors = new Float64Array(capacity);
    majors.set(this.majors);
    this.majors = majors;
    const minors = new Float64Array(capacity);
    minors.set(this.minors);
    this.minors = minors;
    const entries = new Int32Array(capacity);
    entries.set(this.entries);
    this.entries = entries;
  }
}
