import { beforeEach, describe, expect, it } from 'vitest';
import type { Owner } from '../../../lib/identity/principal.ts';
import { TABLES } from '../../../lib/storage-names.ts';
import { changeOwner, changeOwnerMessageSchema } from '../../../lib/subscriptions/owners/change-owner.ts';
import '../../support/every-route.ts';
import { MemoryInstallation, OWNER, ownerOf } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import { addTestSubscription, finalRuns } from '../../support/subscriptions.ts';

const ADA = ownerOf('a0000000-0000-4000-8000-00000000000a');
const EVE = ownerOf('e0000000-0000-4000-8000-00000000000e');
const oidOf = (owner: Owner) => owner.split('|')[1] ?? '';

let installation: MemoryInstallation;
let ada: MemoryPerson;

beforeEach(async () => {
  installation = new MemoryInstallation();
  ada = new MemoryPerson(installation, ADA, ['Admin']);
  await installation.app.users.update(EVE, (user) => ({ ...user, name: 'Eve' }));
});

type Body = { readonly code?: string; readonly detail?: string; readonly subscriptions?: number };
const give = (id: string, to: Owner) =>
  ada.send<Body>('PUT', `/api/subscriptions/${id}/owner`, { body: { owner: oidOf(to) } });

async function work(): Promise<void> {
  const queue = installation.queue('changeOwner');
  for (const received of queue.receive({ max: 32, visibilitySeconds: 60 })) {
    await changeOwner(installation.app, changeOwnerMessageSchema.parse(received.message));
    queue.delete(received);
  }
}

describe('S14 a change of owner', () => {
  it('gives the subscription, its history and its picture to another person, in whose name it fires on', async () => {
    const id = await addTestSubscription(installation);
    await installation.pass({ hours: 1, minutes: 1 });
    expect((await give(id, EVE)).status).toBe(202);
    await work();
    const bob = new MemoryPerson(installation);
    const eve = new MemoryPerson(installation, EVE);
    expect((await bob.send('GET', `/api/subscriptions/${id}`)).status).toBe(404);
    expect((await eve.send('GET', `/api/subscriptions/${id}`)).body).toMatchObject({
      state: 'active',
      lastDeliveredAt: '2026-11-23T08:00:00Z',
      nextDueAt: '2026-11-23T09:00:00Z',
    });
    await installation.pass({ hours: 1 });
    const runs = await finalRuns(installation, id);
    expect(runs.map(({ state, dueAt }) => [state, dueAt])).toEqual([
      ['succeeded', '2026-11-23T09:00:00Z'],
      ['succeeded', '2026-11-23T08:00:00Z'],
    ]);
    const { rows } = await installation.storage.table(TABLES.audit).page({ partition: { is: '2026-11-23' } });
    expect(rows[0]?.cells).toMatchObject({ action: 'subscription.owner', by: ADA, subject: id });
  });

  it('leaves a paused one paused', async () => {
    const id = await addTestSubscription(installation);
    const bob = new MemoryPerson(installation);
    const { body } = await bob.send<{ stamp: string }>('GET', `/api/subscriptions/${id}`);
    await bob.send('PATCH', `/api/subscriptions/${id}`, { body: { state: 'paused' }, ifMatch: body.stamp });
    await give(id, EVE);
    await work();
    expect((await installation.app.subscriptions.get(EVE, id))?.state).toBe('paused');
    await installation.pass({ hours: 2 });
    expect(await finalRuns(installation, id)).toEqual([]);
  });

  it('gives everything of one who has left at once', async () => {
    const ids = [await addTestSubscription(installation), await addTestSubscription(installation)];
    const body = { from: oidOf(OWNER), to: oidOf(EVE) };
    const { body: answer } = await ada.send<Body>('POST', '/api/owners/reassign', { body });
    expect(answer.subscriptions).toBe(2);
    await work();
    const theirs = await installation.app.subscriptions.list(EVE);
    expect(new Set(theirs.map(({ subscription }) => subscription.id))).toEqual(new Set(ids));
    expect(await installation.app.subscriptions.list(OWNER)).toEqual([]);
  });

  it('is refused to others than administrators, for people who are not known, and for what is not there', async () => {
    const id = await addTestSubscription(installation);
    const bob = new MemoryPerson(installation);
    const body = { owner: oidOf(EVE) };
    expect((await bob.send('PUT', `/api/subscriptions/${id}/owner`, { body })).status).toBe(403);
    const stranger = await give(id, ownerOf('f0000000-0000-4000-8000-00000000000f'));
    expect([stranger.status, stranger.body.detail]).toEqual([
      404,
      expect.stringContaining('never signed in'),
    ]);
    expect((await give('5c000000-0000-4000-8000-00000000dead', EVE)).status).toBe(404);
  });

  it('is nothing when it is asked for again, or after a third person got it', async () => {
    const id = await addTestSubscription(installation);
    await give(id, EVE);
    const [first] = installation.queue('changeOwner').peek();
    await work();
    await give(id, EVE);
    expect(installation.queue('changeOwner').peek()).toEqual([]);
    await installation.app.users.update(ADA, (user) => ({ ...user, name: 'Ada' }));
    await give(id, ADA);
    await work();
    if (first) await installation.app.ownerQueue.send(first);
    await work();
    expect(await installation.app.subscriptions.ownerOf(id)).toBe(ADA);
    expect(await installation.app.copies.get(EVE, id)).toBeUndefined();
  });
});
