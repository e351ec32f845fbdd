import { Temporal } from 'temporal-polyfill';
import type { SubscriptionStatus } from '../subscription.ts';

/**
 * How many deliveries were how late. Buckets are quarters of a power of two, so that a quantile is at most a fifth too
 * high: bucket 0 holds up to a second, bucket n up to 2^(n/4) seconds.
 */
export type LatenessCounts = Readonly<Record<number, number>>;

const BUCKETS_A_DOUBLING = 4;
const RECENT = { hours: 24 } as const;

/**
 * Counts the last delivery of a subscription, if it is of the last 24 hours: from the time it was due, or asked for by
 * hand, to the time of the picture's run that Power BI took.
 */
export function countLateness(
  counts: LatenessCounts,
  { lastDeliveredAt: at, lastDeliveredDueAt: dueAt }: SubscriptionStatus,
  now: Temporal.Instant,
): LatenessCounts {
  if (!at || !dueAt || Temporal.Instant.compare(at.add(RECENT), now) < 0) return counts;
  const seconds = (at.epochMilliseconds - dueAt.epochMilliseconds) / 1000;
  const bucket = seconds <= 1 ? 0 : Math.ceil(BUCKETS_A_DOUBLING * Math.log2(seconds));
  return { ...counts, [bucket]: (counts[bucket] ?? 0) + 1 };
}

export function deliveriesIn(counts: LatenessCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Seconds within which `part` of the deliveries came, as the upper end of a bucket; undefined of none. */
export function latenessQuantile(counts: LatenessCounts, part: number): number | undefined {
  const wanted = Math.ceil(part * deliveriesIn(counts));
  let seen = 0;
  // Keys that are whole numbers come in their order.
  for (const [bucket, count] of Object.entries(counts)) {
    seen += count;
    if (seen >= wanted) return 2 ** (Number(bucket) / BUCKETS_A_DOUBLING);
  }
  return undefined;
}
