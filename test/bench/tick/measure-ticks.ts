import { readOwner } from '../../../lib/identity/principal.ts';
import { type Schedule, scheduleOf } from '../../../lib/schedules/schedule.ts';
import type { Storage } from '../../../lib/storage/storage.ts';
import { QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { tableDispatchCursor } from '../../../lib/subscriptions/firing/dispatch-cursor.ts';
import { type DispatchDependencies, dispatchDue } from '../../../lib/subscriptions/firing/dispatch-due.ts';
import { tableDueIndex } from '../../../lib/subscriptions/firing/table-due-index.ts';
import { TestClock } from '../../support/test-clock.ts';
import { quantile, timed } from '../bench.ts';
import { type CountingStorage, countingStorage } from '../support/counting-storage.ts';
import { nthId, type Seed, seedSubscriptions } from '../support/seed-subscriptions.ts';

export const DUE_A_TICK = 100;
const TICKS = 5;
/** Half a minute before the first one is due. */
export const SEEDED_AT = '2026-11-23T06:59:30Z';
const SUBSCRIPTIONS_AN_OWNER = 500;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

export type TickFigures = { readonly requests: number; readonly milliseconds: number };

/** Requests and time of a tick that fires 100 of `count` subscriptions; the median of five. */
export async function measureTicks(
  storage: Pick<Storage, 'table' | 'queue'>,
  count: number,
): Promise<TickFigures> {
  const clock = new TestClock(SEEDED_AT);
  await seedSubscriptions(
    storage,
    Array.from({ length: count }, (_, n) => seedOf(n, scheduleFor(n))),
    { now: clock.now() },
  );
  const counting = countingStorage(storage);
  const dispatch = dispatcher(counting, clock);
  // The first tick of all finds no cursor.
  await dispatchDue(dispatch);
  clock.advance({ seconds: 30 });
  const requests: number[] = [];
  const milliseconds: number[] = [];
  for (let tick = 0; tick < TICKS; tick++) {
    counting.reset();
    const { ms, result } = await timed(() => dispatchDue(dispatch));
    if (result.fired !== DUE_A_TICK || counting.sent(QUEUES.refreshTile).length !== DUE_A_TICK)
      throw new Error(`A tick fired ${result.fired} of ${DUE_A_TICK}.`);
    requests.push(counting.requests);
    milliseconds.push(ms);
    clock.advance({ minutes: 1 });
  }
  return { requests: quantile(requests, 0.5), milliseconds: quantile(milliseconds, 0.5) };
}

export function dispatcher(storage: CountingStorage, clock: TestClock): DispatchDependencies {
  return {
    due: tableDueIndex(storage.table(TABLES.dueIndex)),
    cursor: tableDispatchCursor(storage.table(TABLES.cursor)),
    refreshQueue: storage.queue(QUEUES.refreshTile),
    dispatchQueue: storage.queue(QUEUES.dispatchDue),
    settings: { jitterSeconds: 0 },
    clock,
    log: SILENT,
  };
}

/** Daily, as most are: a hundred in each of the minutes that are measured, all others at the whole hours after. */
function scheduleFor(n: number): Schedule {
  const measured = n < DUE_A_TICK * TICKS;
  const minute = measured ? Math.floor(n / DUE_A_TICK) : 0;
  const hour = measured ? 7 : 8 + (n % 16);
  return dailyAt(hour, minute);
}

export function dailyAt(hour: number, minute: number): Schedule {
  const two = (value: number) => String(value).padStart(2, '0');
  return scheduleOf({
    zone: 'UTC',
    start: `2026-11-01T${two(hour)}:${two(minute)}`,
    recurrence: { kind: 'daily', every: 1 },
  });
}

export function seedOf(n: number, schedule: Schedule): Seed {
  const tenant = '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b';
  const person = nthId(Math.floor(n / SUBSCRIPTIONS_AN_OWNER));
  const owner = readOwner(`${tenant}|${person}`)?.owner;
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
