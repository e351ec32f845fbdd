import type { Temporal } from 'temporal-polyfill';
import type { SubscriptionId } from './subscription.ts';

/** `waiting` for a retry or for its start; the last three are final. `missed` covers occurrences that were skipped. */
export type RunState = 'running' | 'waiting' | 'succeeded' | 'failed' | 'missed';

export type Run = {
  readonly subscriptionId: SubscriptionId;
  /** `<inverted ms>-s` of the occurrence, or `<inverted ms>-m-<id>` of a run asked for by hand. */
  readonly key: string;
  readonly kind: 'scheduled' | 'manual';
  /** The occurrence; for a manual run the time it was asked for; for `missed` the newest one it covers. */
  readonly dueAt: Temporal.Instant;
  readonly state: RunState;
  readonly attempt: number;
  readonly notBefore: Temporal.Instant | undefined;
  readonly code: string | undefined;
  readonly text: string | undefined;
  readonly startedAt: Temporal.Instant | undefined;
  readonly finishedAt: Temporal.Instant | undefined;
  /** Only with `missed`: the oldest occurrence covered, and how many. */
  readonly missedFrom: Temporal.Instant | undefined;
  readonly missedCount: number | undefined;
};

export type StoredRun = Run & { readonly etag: string };

/** A run that this worker holds, alone for its subscription, until `until`. */
export type HeldRun = {
  readonly run: StoredRun;
  readonly lockEtag: string;
  readonly until: Temporal.Instant;
};

export type Claim =
  | { readonly kind: 'held'; readonly held: HeldRun }
  | { readonly kind: 'final'; readonly run: StoredRun }
  /** Somebody holds the subscription, or the run may not begin yet: look again at `at`. */
  | { readonly kind: 'later'; readonly at: Temporal.Instant };

export const FINAL_STATES: readonly RunState[] = ['succeeded', 'failed', 'missed'];

export interface Runs {
  get(id: SubscriptionId, key: string): Promise<StoredRun | undefined>;
  /** Newest first. */
  history(
    id: SubscriptionId,
    options: { readonly pageSize: number; readonly after?: string },
  ): Promise<{ readonly runs: readonly StoredRun[]; readonly next: string | undefined }>;
  /** Occurrence rows from `from` to `to`, both included, newest first. */
  scheduledBetween(
    id: SubscriptionId,
    from: Temporal.Instant,
    to: Temporal.Instant,
  ): Promise<readonly StoredRun[]>;
  /** Claims an occurrence: the row is the claim and the history, the lock keeps other runs of the subscription out. */
  claim(id: SubscriptionId, key: string, dueAt: Temporal.Instant): Promise<Claim>;
  /** Asks for a manual run; the same `runId` again gives the same run. */
  request(id: SubscriptionId, runId: string, at: Temporal.Instant): Promise<StoredRun>;
  /** Writes the outcome and gives the lock back in one transaction; `lost` when the lease was over and taken. */
  release(held: HeldRun, outcome: Run): Promise<'released' | 'lost'>;
  /** Insert-only, or over a run that waits: occurrences that will not be run. False when it was claimed meanwhile. */
  writeMissed(run: Run, present: StoredRun | undefined): Promise<boolean>;
}
