/** The shortest wait between two looks at a queue. */
export const MINIMUM_POLLING_INTERVAL = 100;
const RANDOMIZATION = 0.2;

/**
 * How long to wait before a queue is looked at again: 100 ms after messages, then doubled with a spread of a fifth up to
 * `maximum` while it stays empty. Milliseconds. Source: RandomizedExponentialBackoffStrategy of the storage extension.
 */
export class PollingBackoff {
  readonly #maximum: number;
  readonly #random: () => number;
  #current = 0;
  #exponent = 0;

  constructor(maximum: number, random: () => number = Math.random) {
    this.#maximum = maximum;
    this.#random = random;
  }

  next(outcome: 'found' | 'empty'): number {
    if (outcome === 'found') {
      this.#current = MINIMUM_POLLING_INTERVAL;
      this.#exponent = 1;
    } else if (this.#current !== this.#maximum) {
      this.#current = Math.min(this.#interval(), this.#maximum);
      if (this.#current < this.#maximum) this.#exponent++;
    }
    return this.#current;
  }

  #interval(): number {
    if (this.#exponent === 0) return MINIMUM_POLLING_INTERVAL;
    const spread = 1 - RANDOMIZATION + 2 * RANDOMIZATION * this.#random();
    return MINIMUM_POLLING_INTERVAL + spread * 2 ** (this.#exponent - 1) * MINIMUM_POLLING_INTERVAL;
  }
}
