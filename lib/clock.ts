import { Temporal } from 'temporal-polyfill';

/** Where the time comes from; injected, so that simulated time can move it. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };
