/** A wait that can be ended early; ending it twice does nothing. */
export class Wait {
  #end: () => void = () => undefined;
  readonly #timer: NodeJS.Timeout;
  readonly done: Promise<void>;

  constructor(ms: number) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.done = promise;
    this.#end = resolve;
    this.#timer = setTimeout(resolve, ms);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#end();
  }
}
