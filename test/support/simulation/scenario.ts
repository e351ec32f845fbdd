import { scheduleOf } from '../../../lib/schedules/schedule.ts';
import { addSubscription } from '../../../lib/subscriptions/deciding/add-subscription.ts';
import {
  changeSubscription,
  type SubscriptionChange,
} from '../../../lib/subscriptions/deciding/change-subscription.ts';
import { deleteSubscription } from '../../../lib/subscriptions/deciding/delete-subscription.ts';
import { runNow } from '../../../lib/subscriptions/running/run-now.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { OWNER } from '../memory-installation.ts';
import { newSubscription } from './actions.ts';
import type { SimulatedWorld } from './simulated-world.ts';

const KEPT = '5c000000-0000-4000-8000-0000000000a1' as SubscriptionId;
const DELETED = '5c000000-0000-4000-8000-0000000000a2' as SubscriptionId;
const RUN = '11110000-0000-4000-8000-000000000001';

/**
 * The life of two subscriptions: made, fired, failed and tried again, edited, paused, resumed, run by hand, left behind
 * by an outage, deleted. A person repeats what failed, as a browser's user would.
 */
export async function playScenario(world: SimulatedWorld): Promise<void> {
  const { outside } = world;
  const every = (minutes: number) => ({
    zone: 'Europe/Warsaw',
    start: '2026-11-23T08:05',
    recurrence: { kind: 'minutes', every: minutes } as const,
  });
  for (const id of [KEPT, DELETED])
    await world.insist((app) => addSubscription(app, newSubscription(id, every(10))));
  await world.pass({ minutes: 6 });
  outside.powerBiUp = false;
  await world.pass({ minutes: 10 });
  outside.powerBiUp = true;
  await world.pass({ minutes: 4 });
  await change(world, { itemName: 'Chart2' });
  await change(world, { schedule: scheduleOf(every(7)) });
  await world.pass({ minutes: 7 });
  await change(world, { state: 'paused' });
  await world.pass({ minutes: 8 });
  await world.insist((app) => runNow(app, { owner: OWNER, id: KEPT, runId: RUN }));
  world.requested.push({ id: KEPT, runId: RUN });
  await world.pass({ minutes: 1 });
  await change(world, { state: 'active' });
  await world.pass({ minutes: 8 });
  world.clock.advance({ minutes: 40 });
  await world.pass({ minutes: 2 });
  await world.insist(async (app) => {
    if (await app.subscriptions.get(OWNER, DELETED)) await deleteSubscription(app, OWNER, DELETED);
  });
  await world.pass({ minutes: 40 });
  await world.drain();
}

async function change(world: SimulatedWorld, wanted: SubscriptionChange): Promise<void> {
  await world.insist((app) =>
    changeSubscription(app, { owner: OWNER, id: KEPT, revision: undefined, change: wanted }),
  );
}
