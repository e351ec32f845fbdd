import { Temporal } from 'temporal-polyfill';
import { vi } from 'vitest';

/** Makes `Date` stand still for a whole test file: the app, the stand-ins and the Microsoft clients all read it. */
export function freezeTime(start: string): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Temporal.Instant.from(start).epochMilliseconds });
}

export function now(): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Date.now());
}

export function pass(span: {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}): void {
  const { days = 0, ...rest } = span;
  vi.setSystemTime(now().add({ ...rest, hours: days * 24 + (rest.hours ?? 0) }).epochMilliseconds);
}
