import { setTimeout as sleep } from 'node:timers/promises';
import { scheduleOf } from '../../../lib/schedules/schedule.ts';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { QUEUES } from '../../../lib/storage-names.ts';
import { dispatchDue } from '../../../lib/subscriptions/firing/dispatch-due.ts';
import { refreshMessageSchema } from '../../../lib/subscriptions/firing/messages.ts';
import { runRefresh } from '../../../lib/subscriptions/running/run-refresh.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { timed } from '../bench.ts';
import { nthId, type Seed, seedSubscriptions } from '../support/seed-subscriptions.ts';
import { workQueue } from './host-worker.ts';
import type { BenchInstallation } from './installation.ts';

const ITEMS = ['OrdersToday'] as const;
const PREPARATION_MS = 5_000;

export type RefreshFigures = {
  /** From the tick to the last delivered run. */
  readonly milliseconds: number;
  /** From the occurrence to the end of its run, each. */
  readonly latenessMs: readonly number[];
};

/** `count` subscriptions due in one minute: fired by a tick, refreshed by one instance, each a tile of its own. */
export async function measureRefreshes(
  installation: BenchInstallation,
  count: number,
): Promise<RefreshFigures> {
  const { app, connectionString } = installation;
  const seeds = await makeTiles(installation, count);
  await untilAMinuteIsNew();
  const now = app.clock.now();
  const start = now.round({ smallestUnit: 'minute', roundingMode: 'ceil' }).toString().slice(0, 16);
  const schedule = scheduleOf({ zone: 'UTC', start, recurrence: { kind: 'daily', every: 1 } });
  const dueAt = Date.parse(`${start}:00Z`);
  // Its tile was looked at by the first run of the day, as with all runs but one in a day.
  await seedSubscriptions(
    new AzureStorage({ connectionString }),
    seeds.map((seed) => ({ ...seed, schedule })),
    { now, status: { tileCheckedAt: now } },
  );
  // A timer may ring a moment early, and the tick fires nothing that is not due.
  while (Date.now() < dueAt) await sleep(dueAt - Date.now());
  let ended = 0;
  const { ms } = await timed(async () => {
    const { fired } = await dispatchDue(app);
    if (fired !== count) throw new Error(`The tick fired ${fired} of ${count}.`);
    await workQueue(
      { connectionString, name: QUEUES.refreshTile },
      async (message) => {
        await runRefresh(app, refreshMessageSchema.parse(message));
        ended += 1;
      },
      () => ended >= count,
    );
  });
  const latenessMs = await Promise.all(seeds.map(({ id }) => latenessOf(installation, id)));
  return { milliseconds: ms, latenessMs };
}

/** Each with a semantic model of its own, as every pin has; Power BI takes 120 rows a minute for one. */
async function makeTiles(
  { app, owner, reportId, workspaceId }: BenchInstallation,
  count: number,
): Promise<readonly Omit<Seed, 'schedule'>[]> {
  const seeds: Omit<Seed, 'schedule'>[] = [];
  for (let n = 0; n < count; n++) {
    const id = nthId(n);
    const { modelId } = await app.gateway.ensureModel(owner, { workspaceId, name: `bench ${id}` });
    seeds.push({
      id,
      owner,
      reportId,
      reportTitle: 'Sales Overview',
      itemName: ITEMS[n % ITEMS.length] ?? ITEMS[0],
      parameters: {},
      target: {
        kind: 'tile',
        visual: 'picture',
        workspaceId,
        dashboardId: 'd',
        dashboardName: 'Sales overview',
        dashboardUrl: undefined,
        modelId,
        reportId: `r ${n}`,
        tileId: `t ${n}`,
      },
    });
  }
  return seeds;
}

/** So that what is seeded is not due while it is. */
async function untilAMinuteIsNew(): Promise<void> {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < PREPARATION_MS) await sleep(left);
}

async function latenessOf({ app }: BenchInstallation, id: SubscriptionId): Promise<number> {
  const { runs } = await app.runs.history(id, { pageSize: 10 });
  const [run] = runs;
  if (!run?.finishedAt || run.state !== 'succeeded')
    throw new Error(`The run of ${id} is ${run?.state}: ${run?.text}`);
  return run.finishedAt.epochMilliseconds - run.dueAt.epochMilliseconds;
}
