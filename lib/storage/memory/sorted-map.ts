/**
 * A map whose keys are walked in the order of UTF-16 code units. Look-ups take constant time; a new key is shifted
 * into place.
 */
export class SortedMap<Value> {
  readonly #values = new Map<string, Value>();
  readonly #keys: string[] = [];

  get size(): number {
    return this.#keys.length;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    if (!this.#values.has(key)) this.#keys.splice(this.#position(key), 0, key);
    this.#values.set(key, value);
  }

  delete(key: string): boolean {
    if (!this.#values.delete(key)) return false;
    this.#keys.splice(this.#position(key), 1);
    return true;
  }

  /** Entries from `from` (inclusive) to `to` (exclusive). The map must not change while they are walked. */
  *range(from: string | undefined, to: string | undefined): Generator<readonly [string, Value]> {
    for (let index = from === undefined ? 0 : this.#position(from); index < this.#keys.length; index += 1) {
      const key = this.#keys[index];
      if (key === undefined || (to !== undefined && key >= to)) return;
      const value = this.#values.get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  /** Where the key is, or would be. */
  #position(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    // Times are mostly appended in order.
    const last = this.#keys.at(-1);
    if (last !== undefined && last < key) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
