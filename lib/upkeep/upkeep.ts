import type { Temporal } from 'temporal-polyfill';

/** What is to be done later; the work of each is in `upkeep-work.ts`. */
export const UPKEEP_KINDS = [
  'sign-in-warning',
  'token',
  'credential',
  'history',
  'unpinned',
  'pin',
  'webhook',
  'webhook-secret',
  'end-sign-ins',
  'sign-in-count',
] as const;
export type UpkeepKind = (typeof UPKEEP_KINDS)[number];

export type UpkeepTask = {
  readonly kind: UpkeepKind;
  /** What it is about: ids only, since it is part of a key. The same kind and subject in the same hour are one task. */
  readonly subject: string;
  readonly dueAt: Temporal.Instant;
  /** What the work needs beside the subject; never a secret. */
  readonly data?: string | undefined;
  /** How often the work has failed so far. */
  readonly failures?: number | undefined;
};

export type StoredUpkeepTask = UpkeepTask & { readonly partition: string; readonly etag: string };

/**
 * The due index of all that is no refresh. A task says that something is to be looked at, not what is to be done with
 * it: it is judged afresh when it is due, so that one that is stale, early or done twice changes nothing.
 */
export interface Upkeep {
  /** Insert-only: a task that is there stays as it is. */
  add(task: UpkeepTask): Promise<void>;
  /** As `add`, and what is there gets this data. */
  put(task: UpkeepTask): Promise<void>;
  /** The oldest tasks that are due, at most a page. */
  due(until: Temporal.Instant): Promise<readonly StoredUpkeepTask[]>;
  /** Takes a task off by the ETag read; one that was written anew since stays. */
  remove(task: StoredUpkeepTask): Promise<void>;
  /** Puts a task off to another time; one that is there already is left. */
  move(task: StoredUpkeepTask, next: UpkeepTask): Promise<void>;
}

/**
 * The next full hour, for what is not urgent: the timer, which reads the hours up to the present one, then meets no
 * task that waits for a later minute.
 */
export function atFullHour(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: 'hour', roundingMode: 'ceil' });
}
