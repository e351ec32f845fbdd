import type { Temporal } from 'temporal-polyfill';
import type { Schedule } from '../../schedules/schedule.ts';
import type { SubscriptionId } from '../subscription.ts';

/** `waiting` for a retry or for its start; the last three are final. `missed` covers occurrences that were skipped. */
export type RunState = 'running' | 'waiting' | 'succeeded' | 'failed' | 'missed';

export type Run = {
  readonly subscriptionId: SubscriptionId;
  /** `<inverted ms>-s` of the occurrence, or `<inverted ms>-m-<id>` of a run asked for by hand. */
  readonly key: string;
  readonly kind: 'scheduled' | 'manual';
  /** The occurrence; for a manual run the time it was asked for; for `missed` the newest one it covers. */
  readonly dueAt: Temporal.Instant;
  /** The decision it fired under; none with a manual run. */
  readonly stamp: string | undefined;
  readonly state: RunState;
  /** Of four, the one under way or to come. */
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

/**
 * What the runs of a subscription have come to: one row beside them. It changes in the same transaction as the runs,
 * so that every occurrence has one run, and one run at a time is under way.
 */
export type Ledger = {
  /** Each occurrence up to this one has its run, or is covered by a missed one. */
  readonly accountedTo: Temporal.Instant | undefined;
  /** Key of the one scheduled run that is not final. */
  readonly open: string | undefined;
  readonly lease: Lease | undefined;
};

export type Lease = {
  readonly run: string;
  readonly token: string;
  readonly until: Temporal.Instant;
};

/** No ETag where there is no row yet. */
export type StoredLedger = Ledger & { readonly etag: string | undefined };

/** A run that this worker holds, alone for its subscription, until `until`. */
export type HeldRun = {
  readonly run: StoredRun;
  readonly ledger: StoredLedger;
  readonly token: string;
  readonly until: Temporal.Instant;
};

/** Somebody asks for a run. */
export type ManualRequest = { readonly runId: string; readonly askedAt: Temporal.Instant };

/** What a message asks for: the newest occurrence of a schedule since a decision. */
export type Demand = {
  readonly stamp: string;
  readonly schedule: Schedule;
  readonly since: Temporal.Instant;
  /** Occurrence of the message: due, also where this worker's clock is behind the dispatcher's. */
  readonly dueAt: Temporal.Instant;
  /** Of a new run: 1, or more where workers were lost over those whose place it takes. */
  readonly attempt: number;
};

export type Claim =
  | { readonly kind: 'held'; readonly held: HeldRun }
  /** The open run of an earlier occurrence, which must be ended before the newest one is claimed. */
  | { readonly kind: 'overtaken'; readonly held: HeldRun }
  /** Nothing is due or open: it was done before. */
  | { readonly kind: 'accounted'; readonly ledger: Ledger }
  /** Somebody holds the subscription, or the run may not begin yet. */
  | { readonly kind: 'later'; readonly at: Temporal.Instant; readonly why: 'leased' | 'not-before' };

export const FINAL_STATES: readonly RunState[] = ['succeeded', 'failed', 'missed'];

export interface Runs {
  get(id: SubscriptionId, key: string): Promise<StoredRun | undefined>;
  ledger(id: SubscriptionId): Promise<StoredLedger>;
  /** Newest first. */
  history(
    id: SubscriptionId,
    options: { readonly pageSize: number; readonly after?: string },
  ): Promise<{ readonly runs: readonly StoredRun[]; readonly next: string | undefined }>;
  /**
   * Claims the newest occurrence that is due and accounts for those before it as one missed run, or takes the open run
   * up again: one transaction. `known` saves the reading of a ledger that was just read.
   */
  claim(id: SubscriptionId, demand: Demand, known?: StoredLedger): Promise<Claim>;
  /** Claims a run that was asked for by hand; written first where the asking was cut off before it. */
  claimManual(id: SubscriptionId, request: ManualRequest): Promise<Claim>;
  /** The run of a request, written unless it is there; the same `runId` again gives the same run. */
  request(id: SubscriptionId, request: ManualRequest): Promise<StoredRun>;
  requested(id: SubscriptionId, runId: string): Promise<StoredRun | undefined>;
  /** Writes the outcome and gives the lease back in one transaction; `lost` when the lease was over and taken. */
  release(held: HeldRun, outcome: Run): Promise<'released' | 'lost'>;
  /** Removes final runs that are older. Repeatable. */
  prune(id: SubscriptionId, before: Temporal.Instant): Promise<void>;
  /** Everything of a subscription that is no more. Repeatable. */
  removeAll(id: SubscriptionId): Promise<void>;
  /** Ends the open run of an earlier decision as missed; `later` while a worker has it. */
  withdraw(
    id: SubscriptionId,
    stamp: string,
  ): Promise<{ readonly kind: 'done' } | Extract<Claim, { kind: 'later' }>>;
}
