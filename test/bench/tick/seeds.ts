import { Temporal } from 'temporal-polyfill';
import { readOwner } from '../../../lib/identity/principal.ts';
import { type Schedule, scheduleOf } from '../../../lib/schedules/schedule.ts';
import { nthId, type Seed } from '../support/seed-subscriptions.ts';

/** Half a minute before the first one is due. */
export const SEEDED_AT = Temporal.Instant.from('2026-11-23T06:59:30Z');
/** In each of as many minutes, from 07:00 on. */
export const DUE_A_TICK = 100;
export const TICKS = 5;
/** When all of a burst are due. */
export const BURST_AT = Temporal.Instant.from('2026-11-23T08:00:00Z');

/** Two rows each: as many as a transaction holds. */
const SUBSCRIPTIONS_AN_OWNER = 50;
const TENANT = '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b';
/** The minutes from 08:00 to midnight. */
const MINUTES_LATER = 960;

/** Daily ones, as most are: a hundred in each of the first minutes, and `others` besides, over the rest of the day. */
export function seedsOf(others: number): readonly Seed[] {
  const measured = DUE_A_TICK * TICKS;
  return Array.from({ length: measured + others }, (_, n) =>
    seedOf(n, dailyAt(n < measured ? 420 + Math.floor(n / DUE_A_TICK) : 480 + (n % MINUTES_LATER))),
  );
}

/** All in one minute. */
export function burstOf(count: number): readonly Seed[] {
  return Array.from({ length: count }, (_, n) => seedOf(n, dailyAt(480)));
}

/** @param minute of the day. */
export function dailyAt(minute: number): Schedule {
  const two = (value: number) => String(value).padStart(2, '0');
  return scheduleOf({
    zone: 'UTC',
    start: `2026-11-01T${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
    recurrence: { kind: 'daily', every: 1 },
  });
}

function seedOf(n: number, schedule: Schedule): Seed {
  const owner = readOwner(`${TENANT}|${nthId(Math.floor(n / SUBSCRIPTIONS_AN_OWNER))}`)?.owner;
  if (!owner) throw new Error('A seed needs an owner.');
  return {
    id: nthId(n),
    owner,
    reportId: 'r',
    reportTitle: 'Sales Overview',
    itemName: 'OrdersToday',
    parameters: {},
    schedule,
    target: {
      kind: 'tile',
      visual: 'picture',
      workspaceId: 'w',
      dashboardId: 'd',
      dashboardName: 'Sales overview',
      dashboardUrl: undefined,
      modelId: `m ${n}`,
      reportId: `r ${n}`,
      tileId: `t ${n}`,
    },
  };
}
