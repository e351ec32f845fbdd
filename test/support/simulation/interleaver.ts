/** Lets concurrent tasks on one port call at a time, in an order that a seed decides. */
export class Interleaver {
  readonly #waiting: (() => void)[] = [];
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }

  /** Awaited before each port call. */
  turn = (): Promise<void> => new Promise((resolve) => this.#waiting.push(resolve));

  /** Runs the tasks to their ends. A task that fails ends; what it means is the caller's to judge. */
  async run(tasks: readonly (() => Promise<unknown>)[]): Promise<void> {
    let open = tasks.length;
    const all = Promise.all(
      tasks.map((task) =>
        task().finally(() => {
          open -= 1;
        }),
      ),
    );
    const ended = all.then(
      () => undefined,
      (error: unknown) => error,
    );
    while (open > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = this.#waiting.splice(this.#random(this.#waiting.length), 1);
      next?.();
    }
    const error = await ended;
    if (error !== undefined) throw error;
  }

  /** xorshift32 (Marsaglia): the same order for the same seed. */
  #random(below: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    this.#state >>>= 0;
    return below === 0 ? 0 : this.#state % below;
  }
}
