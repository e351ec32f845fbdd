import { z } from 'zod';
import type { App } from '../../app.ts';
import { type Owner, readOwner } from '../../identity/principal.ts';
import {
  deliveriesIn,
  type LatenessCounts,
  latenessQuantile,
} from '../../subscriptions/overview/lateness.ts';
import type { Overview } from '../../subscriptions/overview/overview.ts';
import { WATCHED_STATES } from '../../subscriptions/overview/state-index.ts';
import type { SubscriptionWithStatus } from '../../subscriptions/subscription.ts';
import { showSubscription } from '../show.ts';
import { guid, instant, pageQuery } from './common.ts';
import { subscriptionView } from './subscriptions.ts';

const personView = z.object({
  oid: z.string().describe('Object id in the tenant.'),
  name: z.string().optional(),
  upn: z.string().optional(),
});

export const peopleView = z
  .object({
    value: z.array(
      z.object({
        oid: z.string().describe('Object id in the tenant.'),
        name: z.string(),
        upn: z.string(),
        powerBi: z
          .enum(['none', 'valid', 'required'])
          .describe('Whether tiles can be refreshed in their name as it stands.'),
      }),
    ),
    complete: z.boolean().describe('False where there are more: ask for more of the name.'),
  })
  .meta({ id: 'People' });

export const ownedSubscriptionView = subscriptionView
  .extend({ owner: personView })
  .meta({ id: 'OwnedSubscription' });

export const overviewView = z
  .object({
    at: instant,
    counts: z
      .object({
        asOf: instant.describe('When the last count of all subscriptions ended.'),
        active: z.int(),
        failing: z.int().describe('Of the active ones, those whose last run failed.'),
        paused: z.int(),
        held: z.int(),
        retired: z.int(),
        ended: z.int(),
      })
      .optional()
      .describe('Absent until all have been counted once.'),
    ownersLeft: z
      .array(personView.extend({ noticedAt: instant }))
      .describe('People who have left and own subscriptions: give these to somebody else.'),
    oldestDueAt: instant.optional().describe('The oldest occurrence that is due and not dispatched yet.'),
    lateSeconds: z.int().describe('How late the oldest one is; 0 where none waits.'),
    lateness: z
      .object({
        deliveries: z.int().describe('How many there are in it.'),
        p50Seconds: z.number().describe('Half of them came within it; at most a fifth too high.'),
        p99Seconds: z.number(),
      })
      .optional()
      .describe(
        'From due to delivered: the last delivery of each subscription that had one in the 24 hours before `counts.asOf`. Absent where there was none.',
      ),
    openRuns: z.int().describe('Runs that wait or are under way, retries included; approximate.'),
    nextHour: z.object({
      total: z.int(),
      complete: z.boolean().describe('False where more than that is due.'),
      perMinute: z.array(z.object({ minute: instant, count: z.int() })),
    }),
  })
  .meta({ id: 'Overview' });

export const watchedQuery = pageQuery.extend({ state: z.enum(WATCHED_STATES).default('failing') });
export const ofOwnerQuery = z.object({ owner: guid.describe('Object id of the person.') });

export function showOverview(overview: Overview): unknown {
  const { at, census, ownersLeft, oldestDue, openRuns, nextHour } = overview;
  const late = oldestDue ? at.epochMilliseconds - oldestDue.epochMilliseconds : 0;
  return {
    at: at.toString(),
    counts: census && { asOf: census.asOf.toString(), ...census.counts },
    ownersLeft: ownersLeft.map(({ owner, name, upn, noticedAt }) => ({
      oid: oidOf(owner),
      name,
      upn,
      noticedAt: noticedAt.toString(),
    })),
    oldestDueAt: oldestDue?.toString(),
    lateSeconds: Math.floor(late / 1000),
    lateness: census && showLateness(census.lateness),
    openRuns,
    nextHour: {
      ...nextHour,
      perMinute: nextHour.perMinute.map(({ minute, count }) => ({ minute: minute.toString(), count })),
    },
  };
}

function showLateness(counts: LatenessCounts): unknown {
  const [p50, p99] = [latenessQuantile(counts, 0.5), latenessQuantile(counts, 0.99)];
  if (p50 === undefined || p99 === undefined) return undefined;
  const tenth = (seconds: number) => Math.round(seconds * 10) / 10;
  return { deliveries: deliveriesIn(counts), p50Seconds: tenth(p50), p99Seconds: tenth(p99) };
}

/** Everybody's subscriptions, with their owners' names as far as they are known. */
export async function showOwned(
  app: App,
  entries: readonly SubscriptionWithStatus[],
): Promise<readonly unknown[]> {
  const owners = [...new Set(entries.map(({ subscription }) => subscription.owner))];
  const people = new Map(
    await Promise.all(owners.map(async (owner) => [owner, await app.users.get(owner)] as const)),
  );
  return entries.map(({ subscription, status }) => {
    const { owner } = subscription;
    const person = people.get(owner);
    return {
      ...Object(showSubscription(app, subscription, status)),
      owner: { oid: oidOf(owner), name: person?.name, upn: person?.upn },
    };
  });
}

function oidOf(owner: Owner): string {
  return readOwner(owner)?.oid ?? '';
}
