/** One request to the REST or the Fabric API, as it was answered. */
export type LoggedCall = {
  readonly method: string;
  readonly path: string;
  readonly operation: string | undefined;
  readonly oid: string | undefined;
  /** Undefined: the connection was closed without an answer. */
  readonly status: number | undefined;
};

const KEPT = 10_000;

/** What was called since the start or the last clear: exact counts, and the last 10,000 calls. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #counts = new Map<string, number>();

  add(call: LoggedCall): void {
    const name = call.operation ?? 'unknown';
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    this.#calls.push(call);
    if (this.#calls.length >= 2 * KEPT) this.#calls = this.#calls.slice(-KEPT);
  }

  counts(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  calls(): readonly LoggedCall[] {
    return this.#calls.slice(-KEPT);
  }

  clear(): void {
    this.#calls = [];
    this.#counts = new Map();
  }
}
