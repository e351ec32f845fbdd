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
const COMMITTED_WITHIN = { minutes: 15 } as const;

/** Whether the decision that a stamp was drawn for may not be committed yet. */
export function mayBeUnderWay(stamp: string, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, drawnAt(stamp).add(COMMITTED_WITHIN)) < 0;
}

/** When a stamp was drawn, to the second. */
function drawnAt(stamp: string): Temporal.Instant {
  const seconds = Number.parseInt(stamp.split('-')[0] ?? '', 36);
  return Temporal.Instant.fromEpochMilliseconds((Number.isFinite(seconds) ? seconds : 0) * 1000);
}
