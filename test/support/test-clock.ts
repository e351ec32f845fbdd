import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../lib/clock.ts';

/** A clock that stands still until it is moved. */
export class TestClock implements Clock {
  #now: Temporal.Instant;

  constructor(start: string) {
    this.#now = Temporal.Instant.from(start);
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  advance(duration: { readonly hours?: number; readonly minutes?: number; readonly seconds?: number }): void {
    this.#now = this.#now.add(duration);
  }

  moveTo(instant: Temporal.Instant): void {
    if (Temporal.Instant.compare(instant, this.#now) > 0) this.#now = instant;
  }
}
