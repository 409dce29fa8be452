/** A map whose values are made when they are first asked for, and kept. Keys keep the order given. */
export class LazyMap<Value> implements ReadonlyMap<string, Value> {
  readonly #made = new Map<string, Value>();
  readonly #keys: ReadonlySet<string>;
  readonly #make: (key: string) => Value;

  constructor(keys: readonly string[], make: (key: string) => Value) {
    this.#keys = new Set(keys);
    this.#make = make;
  }

  get size(): number {
    return this.#keys.size;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  get(key: string): Value | undefined {
    if (!this.#keys.has(key)) return undefined;
    if (!this.#made.has(key)) this.#made.set(key, this.#make(key));
    return this.#made.get(key);
  }

  keys(): MapIterator<string> {
    return this.#keys.values();
  }

  *entries(): MapIterator<[string, Value]> {
    for (const key of this.#keys) yield [key, this.get(key) as Value];
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}
