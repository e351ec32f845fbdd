import { Temporal } from 'temporal-polyfill';
import { dueOccurrences, type Stretch } from '../../schedules/due-occurrences.ts';
import { invertedTime } from '../../storage/keys.ts';
import type { SubscriptionId } from '../subscription.ts';
import type { Claim, Demand, Ledger, Run, StoredRun } from './runs.ts';

/** What a claim comes to, before anything is written. */
export type ClaimStep =
  | Extract<Claim, { kind: 'later' | 'accounted' }>
  /** The open run, once more. */
  | { readonly kind: 'again'; readonly run: StoredRun }
  | { readonly kind: 'overtaken'; readonly run: StoredRun }
  | {
      readonly kind: 'new';
      readonly dueAt: Temporal.Instant;
      readonly missed: Stretch | undefined;
    };

export const scheduledKey = (dueAt: Temporal.Instant) => `${invertedTime(dueAt)}-s`;
export const manualKey = (at: Temporal.Instant, runId: string) => `${invertedTime(at)}-m-${runId}`;

/**
 * Which run a message may take up. Occurrences count from the decision they belong to and from what is accounted for,
 * whichever is later, not from the message: messages come late, twice and out of order.
 */
export function decideClaim(options: {
  readonly ledger: Ledger;
  readonly open: StoredRun | undefined;
  readonly demand: Demand;
  readonly now: Temporal.Instant;
}): ClaimStep {
  const { ledger, open, demand, now } = options;
  const busy = leased(ledger, now);
  if (busy) return busy;
  const from = accountedFrom(ledger, demand);
  const due = dueOccurrences(demand.schedule, from, laterOf(now, demand.dueAt));
  if (due && open) return { kind: 'overtaken', run: open };
  if (due) return { kind: 'new', dueAt: due.newest, missed: due.earlier };
  if (!open) return { kind: 'accounted', ledger };
  return notYet(open, now) ?? { kind: 'again', run: open };
}

/** Occurrences after this one are still without a run. */
export function accountedFrom(
  { accountedTo }: Pick<Ledger, 'accountedTo'>,
  { since }: Pick<Demand, 'since'>,
): Temporal.Instant {
  return accountedTo ? laterOf(accountedTo, since) : since;
}

export function leased(ledger: Ledger, now: Temporal.Instant): Extract<Claim, { kind: 'later' }> | undefined {
  const until = ledger.lease?.until;
  if (!until || Temporal.Instant.compare(now, until) >= 0) return undefined;
  return { kind: 'later', at: until, why: 'leased' };
}

export function notYet(run: Run, now: Temporal.Instant): Extract<Claim, { kind: 'later' }> | undefined {
  const { notBefore } = run;
  if (!notBefore || Temporal.Instant.compare(now, notBefore) >= 0) return undefined;
  return { kind: 'later', at: notBefore, why: 'not-before' };
}

export function newRun(
  subscriptionId: SubscriptionId,
  given: Pick<Run, 'key' | 'kind' | 'dueAt' | 'stamp'>,
): Run {
  return {
    subscriptionId,
    ...given,
    state: 'waiting',
    attempt: 1,
    notBefore: undefined,
    code: undefined,
    text: undefined,
    startedAt: undefined,
    finishedAt: undefined,
    missedFrom: undefined,
    missedCount: undefined,
  };
}

/** A run that begins. One whose worker stopped without a word has used up its attempt. */
export function begun(run: Run, now: Temporal.Instant): Run {
  const attempt = run.state === 'running' ? run.attempt + 1 : run.attempt;
  return { ...run, state: 'running', attempt, startedAt: now, notBefore: undefined };
}

/** Occurrences that nobody ran, as one run. */
export function missedRun(
  subscriptionId: SubscriptionId,
  stretch: Stretch,
  context: { readonly stamp: string; readonly now: Temporal.Instant },
): Run {
  const { from, to, count } = stretch;
  return {
    ...newRun(subscriptionId, { key: scheduledKey(to), kind: 'scheduled', dueAt: to, stamp: context.stamp }),
    state: 'missed',
    attempt: 0,
    text:
      count === 1
        ? 'Missed: a newer occurrence took its place.'
        : `Missed: ${count} occurrences; the newest one took their place.`,
    finishedAt: context.now,
    missedFrom: from,
    missedCount: count,
  };
}

function laterOf(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) >= 0 ? one : other;
}
