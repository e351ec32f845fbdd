/**
 * When an entry is to be looked at: `at` in milliseconds of the epoch, `ticket` counting up, so that equal times keep
 * their order.
 */
export type WakeUp = { readonly at: number; readonly ticket: number; readonly id: string };

/** A binary heap, the earliest on top. */
export class WakeUps {
  readonly #heap: WakeUp[] = [];

  get first(): WakeUp | undefined {
    return this.#heap[0];
  }

  add(wakeUp: WakeUp): void {
    let index = this.#heap.push(wakeUp) - 1;
    while (index > 0) {
      const parent = (index - 1) >>> 1;
      if (!this.#swapIfLater(parent, index)) return;
      index = parent;
    }
  }

  removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const child = this.#isLater(left, right) ? right : left;
      if (!this.#swapIfLater(index, child)) return;
      index = child;
    }
  }

  #swapIfLater(upper: number, lower: number): boolean {
    const above = this.#heap[upper];
    const below = this.#heap[lower];
    if (above === undefined || below === undefined || !this.#isLater(upper, lower)) return false;
    this.#heap[upper] = below;
    this.#heap[lower] = above;
    return true;
  }

  /** Whether the entry at `one` comes after the one at `other`; false where either is missing. */
  #isLater(one: number, other: number): boolean {
    const a = this.#heap[one];
    const b = this.#heap[other];
    if (a === undefined || b === undefined) return false;
    return a.at > b.at || (a.at === b.at && a.ticket > b.ticket);
  }
}
