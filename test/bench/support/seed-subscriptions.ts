import pLimit from 'p-limit';
import type { Temporal } from 'temporal-polyfill';
import { nextOccurrence } from '../../../lib/schedules/next-occurrence.ts';
import type { Storage } from '../../../lib/storage/storage.ts';
import type { Write } from '../../../lib/storage/table.ts';
import { TABLES } from '../../../lib/storage-names.ts';
import { tableDueIndex } from '../../../lib/subscriptions/firing/table-due-index.ts';
import { drawStamp } from '../../../lib/subscriptions/stamp.ts';
import {
  NEW_STATUS,
  type NewSubscription,
  type Subscription,
  type SubscriptionId,
  type SubscriptionStatus,
} from '../../../lib/subscriptions/subscription.ts';
import { subscriptionRows } from '../../../lib/subscriptions/subscription-rows.ts';

/** The n-th of as many ids as are wanted; their shards differ. */
export function nthId(n: number): SubscriptionId {
  return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000` as SubscriptionId;
}

export type Seed = NewSubscription;

/** An entity group transaction holds 100 rows; a subscription has two. */
const SUBSCRIPTIONS_A_BATCH = 50;
const PARALLEL = 8;

/**
 * Active subscriptions with their status and due rows, a hundred rows a request rather than one by one. Those of an
 * owner should follow each other. No locators: nothing that is measured reads one.
 */
export async function seedSubscriptions(
  storage: Pick<Storage, 'table'>,
  seeds: readonly Seed[],
  options: { readonly now: Temporal.Instant; readonly status?: Partial<SubscriptionStatus> },
): Promise<void> {
  const { now } = options;
  const stamp = drawStamp(now);
  const status = { ...NEW_STATUS, ...options.status };
  const all = seeds.map(
    (seed): Subscription => ({
      ...seed,
      follows: undefined,
      state: 'active',
      stamp,
      since: now,
      revision: stamp,
      createdAt: now,
    }),
  );
  const table = storage.table(TABLES.subscriptions);
  const limit = pLimit(PARALLEL);
  const writes = [...Map.groupBy(all, ({ owner }) => owner).values()].flatMap((mine) =>
    chunksOf(mine, SUBSCRIPTIONS_A_BATCH).map((chunk) =>
      chunk.flatMap((subscription) =>
        subscriptionRows(subscription, status).map((row): Write => ({ kind: 'insert', row })),
      ),
    ),
  );
  await Promise.all(
    writes.map((batch) =>
      limit(async () => {
        const outcome = await table.batch(batch);
        // There already: the answer of our own first try was lost.
        if (!outcome.ok && outcome.reason !== 'exists')
          throw new Error(`Seeding was refused: ${outcome.reason}.`);
      }),
    ),
  );
  const dueRows = all.flatMap(({ id, owner, schedule }) => {
    const dueAt = nextOccurrence(schedule, now);
    return dueAt ? [{ id, owner, stamp, schedule, dueAt }] : [];
  });
  await tableDueIndex(storage.table(TABLES.dueIndex)).insert(dueRows);
}

const SEEDED_AT_ONCE = 2_000;

/**
 * As many of the seeds as there is time for, in their order, but some; how many. What is seeded has all its rows.
 * @param deadline on the clock of `performance.now()`.
 */
export async function seedUntil(
  storage: Pick<Storage, 'table'>,
  seeds: readonly Seed[],
  options: {
    readonly now: Temporal.Instant;
    readonly deadline: number;
    readonly progress: (seeded: number) => void;
  },
): Promise<number> {
  let seeded = 0;
  for (const chunk of chunksOf(seeds, SEEDED_AT_ONCE)) {
    if (seeded > 0 && performance.now() > options.deadline) break;
    await seedSubscriptions(storage, chunk, { now: options.now });
    seeded += chunk.length;
    options.progress(seeded);
  }
  return seeded;
}

function chunksOf<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
