import { randomBytes } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';

/**
 * Seconds in base 36, and 72 random bits: random rather than counted, since two edits at once must not draw the same;
 * with its time, so that what is foreign can be told from what is not committed yet.
 */
export function drawStamp(now: Temporal.Instant): string {
  const seconds = Math.floor(now.epochMilliseconds / 1000);
  return `${seconds.toString(36)}-${randomBytes(9).toString('base64url')}`;
}

/** A stamp as old as this is committed or never will be. */
export const COMMITTED_WITHIN = { minutes: 15 } as const;

/** When a stamp was drawn, to the second. */
export function drawnAt(stamp: string): Temporal.Instant {
  const seconds = Number.parseInt(stamp.split('-')[0] ?? '', 36);
  return Temporal.Instant.fromEpochMilliseconds((Number.isFinite(seconds) ? seconds : 0) * 1000);
}
