/**
 * Holds calls back until one has got through. The Key Vault client learns from its first answer where tokens come
 * from, and sends that first request without its body; a second request at the same time completes the exchange for
 * both, and the first is then repeated with an empty body and refused (400 BadParameter). Seen with
 * @azure/keyvault-secrets 4.12; the first call alone costs no extra request.
 */
export class FirstCallAlone {
  readonly #isAnswered: (error: unknown) => boolean;
  #first: Promise<void> | undefined;
  #open = false;

  /** `isAnswered`: whether a failed call got through to the service all the same. */
  constructor(isAnswered: (error: unknown) => boolean) {
    this.#isAnswered = isAnswered;
  }

  async run<Result>(call: () => Promise<Result>): Promise<Result> {
    while (!this.#open) {
      if (this.#first === undefined) return await this.#runAlone(call);
      await this.#first;
    }
    return await call();
  }

  async #runAlone<Result>(call: () => Promise<Result>): Promise<Result> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#first = promise;
    try {
      const result = await call();
      this.#open = true;
      return result;
    } catch (error) {
      this.#open = this.#isAnswered(error);
      throw error;
    } finally {
      this.#first = undefined;
      resolve();
    }
  }
}
