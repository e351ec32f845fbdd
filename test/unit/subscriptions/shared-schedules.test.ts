import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { reconcile } from '../../../lib/subscriptions/firing/reconcile.ts';
import {
  applyMessageSchema,
  applySchedule,
} from '../../../lib/subscriptions/shared-schedules/apply-schedule.ts';
import { drawStamp } from '../../../lib/subscriptions/stamp.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import '../../support/every-route.ts';
import { MemoryInstallation, OWNER, ownerOf } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

const ADA = ownerOf('a0000000-0000-4000-8000-00000000000a');
const SHARED = '5c4ed000-0000-4000-8000-000000000001';
const at = (time: string) => ({
  zone: 'UTC',
  start: `2026-11-23T${time}`,
  recurrence: { kind: 'daily', every: 1 },
});

let installation: MemoryInstallation;
let ada: MemoryPerson;
let bob: MemoryPerson;

beforeEach(() => {
  installation = new MemoryInstallation();
  ada = new MemoryPerson(installation, ADA, ['Admin']);
  bob = new MemoryPerson(installation);
});

type Shown = {
  readonly stamp: string;
  readonly state: string;
  readonly nextDueAt?: string;
  readonly sharedScheduleId?: string;
  readonly followers?: number;
  readonly code?: string;
};

let stamp: string | undefined;
async function put(body: Record<string, unknown>) {
  const options = { body: { name: 'Mornings', ...body }, ...(stamp !== undefined && { ifMatch: stamp }) };
  const answer = await ada.send<Shown>('PUT', `/api/shared-schedules/${SHARED}`, options);
  stamp = answer.body.stamp;
  return answer;
}

async function change(id: SubscriptionId, body: Record<string, unknown>) {
  const path = `/api/subscriptions/${id}`;
  const { body: seen } = await bob.send<Shown>('GET', path);
  return bob.send<Shown>('PATCH', path, { body, ifMatch: seen.stamp });
}

const show = async (id: SubscriptionId) => (await bob.send<Shown>('GET', `/api/subscriptions/${id}`)).body;

/** Works the queue `apply-schedule`; the number of messages. */
async function apply(): Promise<number> {
  let messages = 0;
  for (;;) {
    const queue = installation.queue('applySchedule');
    const [received] = queue.receive({ max: 1, visibilitySeconds: 60 });
    if (!received) return messages;
    await applySchedule(installation.app, applyMessageSchema.parse(received.message));
    queue.delete(received);
    messages += 1;
  }
}

function loseMessages(): void {
  const queue = installation.queue('applySchedule');
  for (const received of queue.receive({ max: 32, visibilitySeconds: 60 })) queue.delete(received);
}

/** Due rows under the stamps that stand. */
async function dueRowsOf(id: SubscriptionId): Promise<number> {
  const subscription = await installation.app.subscriptions.get(OWNER, id);
  const { rows } = await installation.app.due.due({
    from: undefined,
    until: installation.clock.now().add({ hours: 48 }),
  });
  return rows.filter((row) => row.id === id && row.stamp === subscription?.stamp).length;
}

describe('a shared schedule', () => {
  beforeEach(() => {
    stamp = undefined;
  });

  it('is made, edited and paused by administrators for all that follow it', async () => {
    const ids = [await addTestSubscription(installation), await addTestSubscription(installation)];
    expect((await put({ schedule: at('09:00') })).status).toBe(200);
    for (const id of ids)
      expect((await change(id, { sharedScheduleId: SHARED })).body).toMatchObject({
        sharedScheduleId: SHARED,
        nextDueAt: '2026-11-23T09:00:00Z',
      });
    await put({ schedule: at('10:30') });
    await apply();
    for (const id of ids) expect((await show(id)).nextDueAt).toBe('2026-11-23T10:30:00Z');

    await put({ schedule: at('10:30'), state: 'paused' });
    await apply();
    for (const id of ids) {
      expect(await show(id)).toMatchObject({ state: 'held', statusText: 'Inactive' });
      expect(await dueRowsOf(id)).toBe(0);
    }
    await put({ schedule: at('10:30') });
    await apply();
    for (const id of ids) {
      expect((await show(id)).state).toBe('active');
      expect(await dueRowsOf(id)).toBe(1);
    }
  });

  it('leaves paused what its owner paused, and holds what is resumed while it is paused itself', async () => {
    const id = await addTestSubscription(installation);
    await put({ schedule: at('09:00') });
    await change(id, { sharedScheduleId: SHARED });
    await change(id, { state: 'paused' });
    await put({ schedule: at('11:00'), state: 'paused' });
    await apply();
    expect((await show(id)).state).toBe('paused');
    expect((await change(id, { state: 'active' })).body.state).toBe('held');
    await put({ schedule: at('11:00') });
    await apply();
    expect(await show(id)).toMatchObject({ state: 'active', nextDueAt: '2026-11-23T11:00:00Z' });
  });

  it('is left by choosing a schedule of its own, or by keeping it', async () => {
    const [own, kept] = [await addTestSubscription(installation), await addTestSubscription(installation)];
    await put({ schedule: at('09:00') });
    for (const id of [own, kept]) await change(id, { sharedScheduleId: SHARED });
    await change(own, { schedule: at('08:00') });
    await change(kept, { sharedScheduleId: null });
    await put({ schedule: at('12:00') });
    await apply();
    expect(await show(own)).toMatchObject({ nextDueAt: '2026-11-23T08:00:00Z' });
    expect(await show(kept)).toMatchObject({ nextDueAt: '2026-11-23T09:00:00Z' });
    expect((await show(kept)).sharedScheduleId).toBeUndefined();
    expect((await installation.app.sharedSchedules.followers(SHARED, { pageSize: 9 })).followers).toEqual([]);
  });

  it('goes a hundred a message, and may be applied again at any point', async () => {
    const ids: SubscriptionId[] = [];
    await put({ schedule: at('09:00') });
    for (let n = 0; n < 105; n++) {
      const id = await addTestSubscription(installation);
      ids.push(id);
      await change(id, { sharedScheduleId: SHARED });
    }
    const { body } = await ada.send<{ value: Shown[] }>('GET', '/api/shared-schedules');
    expect(body.value).toMatchObject([{ name: 'Mornings', followers: 105 }]);
    await put({ schedule: at('10:00') });
    const [first] = installation.queue('applySchedule').peek();
    expect(await apply()).toBe(2);
    for (const id of ids) expect((await show(id)).nextDueAt).toBe('2026-11-23T10:00:00Z');
    const stamps = await Promise.all(ids.map(async (id) => (await show(id)).stamp));
    if (first) await installation.app.applyQueue.send(first);
    await apply();
    expect(await Promise.all(ids.map(async (id) => (await show(id)).stamp))).toEqual(stamps);
  });

  it('is deleted only when nobody follows it, or detaches who does', async () => {
    const id = await addTestSubscription(installation);
    await put({ schedule: at('09:00') });
    await change(id, { sharedScheduleId: SHARED });
    const path = `/api/shared-schedules/${SHARED}`;
    expect((await ada.send<Shown>('DELETE', path)).body.code).toBe('SCHEDULE_IN_USE');
    expect((await ada.send('DELETE', `${path}?followers=detach`)).status).toBe(204);
    const late = await addTestSubscription(installation);
    expect((await change(late, { sharedScheduleId: SHARED })).status).toBe(404);
    await apply();
    expect(await show(id)).toMatchObject({ state: 'active', nextDueAt: '2026-11-23T09:00:00Z' });
    expect((await show(id)).sharedScheduleId).toBeUndefined();
    expect((await ada.send<{ value: unknown[] }>('GET', '/api/shared-schedules')).body.value).toEqual([]);
  });

  it('takes a change only by who saw the last one, and none from others than administrators', async () => {
    await put({ schedule: at('09:00') });
    const path = `/api/shared-schedules/${SHARED}`;
    const body = { name: 'Evenings', schedule: at('18:00') };
    expect((await ada.send<Shown>('PUT', path, { body })).body.code).toBe('PRECONDITION_REQUIRED');
    expect((await ada.send<Shown>('PUT', path, { body, ifMatch: 'old' })).status).toBe(412);
    expect((await bob.send('PUT', path, { body, ifMatch: stamp ?? '' })).status).toBe(403);
    const unknown = await addTestSubscription(installation);
    expect((await change(unknown, { sharedScheduleId: randomUUID() })).status).toBe(404);
  });

  it('reaches its followers through the reconciler where the message that was to apply it was lost', async () => {
    const id = await addTestSubscription(installation);
    await put({ schedule: at('09:00') });
    await change(id, { sharedScheduleId: SHARED });
    await put({ schedule: at('13:00') });
    loseMessages();
    await reconcile(installation.app);
    expect(installation.queue('applySchedule').peek(), 'its commit may be under way').toEqual([]);
    installation.clock.advance({ minutes: 16 });
    await reconcile(installation.app);
    await apply();
    expect(await show(id)).toMatchObject({ state: 'active', nextDueAt: '2026-11-23T13:00:00Z' });
    await reconcile(installation.app);
    expect(installation.queue('applySchedule').peek(), 'everybody follows it').toEqual([]);
  });

  it('goes in the end where the message that was to detach its followers was lost', async () => {
    const id = await addTestSubscription(installation);
    await put({ schedule: at('09:00') });
    await change(id, { sharedScheduleId: SHARED });
    await ada.send('DELETE', `/api/shared-schedules/${SHARED}?followers=detach`);
    loseMessages();
    installation.clock.advance({ minutes: 16 });
    await reconcile(installation.app);
    await apply();
    expect((await show(id)).sharedScheduleId).toBeUndefined();
    expect(await installation.app.sharedSchedules.list()).toEqual([]);
  });

  it('is looked for as long as its change may be under way, and no longer', async () => {
    await put({ schedule: at('09:00') });
    const never = applyMessageSchema.parse({
      scheduleId: SHARED,
      stamp: drawStamp(installation.clock.now()),
    });
    const queue = installation.queue('applySchedule');
    for (let looks = 0; looks < 15; looks++) {
      await applySchedule(installation.app, never);
      expect(queue.receive({ max: 9, visibilitySeconds: 60 }), 'it waits a minute').toEqual([]);
      installation.clock.advance({ minutes: 1 });
      const received = queue.receive({ max: 9, visibilitySeconds: 60 });
      expect(received.map(({ message }) => message)).toEqual([never]);
      for (const one of received) queue.delete(one);
    }
    await applySchedule(installation.app, never);
    expect(queue.peek()).toEqual([]);
  });

  it('forgets a follower that is deleted', async () => {
    const id = await addTestSubscription(installation);
    await put({ schedule: at('09:00') });
    await change(id, { sharedScheduleId: SHARED });
    await bob.send('DELETE', `/api/subscriptions/${id}`);
    expect((await installation.app.sharedSchedules.followers(SHARED, { pageSize: 9 })).followers).toEqual([]);
  });
});
