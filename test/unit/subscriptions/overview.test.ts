import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import { changeSubscription } from '../../../lib/subscriptions/deciding/change-subscription.ts';
import { reconcile } from '../../../lib/subscriptions/firing/reconcile.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import '../../support/every-route.ts';
import { MemoryInstallation, OWNER, ownerOf } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

const ADA = ownerOf('a0000000-0000-4000-8000-00000000000a');

let installation: MemoryInstallation;
let ada: MemoryPerson;

beforeEach(() => {
  installation = new MemoryInstallation();
  ada = new MemoryPerson(installation, ADA, ['Admin']);
});

type Watched = {
  readonly value: readonly {
    readonly id: string;
    readonly statusCode?: string;
    readonly statusText: string;
    readonly owner: { readonly oid: string };
  }[];
  readonly next?: string;
};

type Late = {
  readonly lateness?: {
    readonly deliveries: number;
    readonly p50Seconds: number;
    readonly p99Seconds: number;
  };
};

const watched = async (state: string) =>
  (await ada.send<Watched>('GET', `/api/overview/subscriptions?state=${state}`)).body.value;

async function pause(id: SubscriptionId): Promise<void> {
  const request = { owner: OWNER, id, revision: undefined, change: { state: 'paused' } } as const;
  await changeSubscription(installation.app, request);
}

describe('the overview', () => {
  it('is for administrators', async () => {
    const bob = new MemoryPerson(installation);
    for (const path of ['', '/subscriptions', `/owned?owner=${ADA.split('|')[1]}`])
      expect((await bob.send('GET', `/api/overview${path}`)).status).toBe(403);
  });

  it('counts by state, as of the last walk over all', async () => {
    const [, second] = [await addTestSubscription(installation), await addTestSubscription(installation)];
    if (second) await pause(second);
    expect((await ada.send('GET', '/api/overview')).body.counts).toBeUndefined();
    await reconcile(installation.app);
    const { body } = await ada.send('GET', '/api/overview');
    expect(body.counts).toMatchObject({
      asOf: '2026-11-23T07:00:30Z',
      active: 1,
      paused: 1,
      failing: 0,
      retired: 0,
    });
  });

  it('says what is due within the hour, and how late the oldest is', async () => {
    await addTestSubscription(installation);
    await addTestSubscription(installation);
    const { body } = await ada.send('GET', '/api/overview');
    expect(body).toMatchObject({
      lateSeconds: 0,
      nextHour: { total: 2, complete: true, perMinute: [{ minute: '2026-11-23T08:00:00Z', count: 2 }] },
    });
    installation.clock.advance({ hours: 1 });
    const later = await ada.send('GET', '/api/overview');
    expect(later.body).toMatchObject({
      oldestDueAt: '2026-11-23T08:00:00Z',
      lateSeconds: 30,
      nextHour: { total: 0 },
    });
  });

  it('says how late the last deliveries were, at the half and at the hundredth of them', async () => {
    for (let n = 0; n < 4; n++) await addTestSubscription(installation);
    await installation.pass({ hours: 1 });
    await reconcile(installation.app);
    const { body } = await ada.send<Late>('GET', '/api/overview');
    const statuses = (await installation.app.subscriptions.list(OWNER)).map(({ status }) => status);
    const seconds = statuses.map(
      ({ lastDeliveredAt: at, lastDeliveredDueAt: due }) =>
        ((at?.epochMilliseconds ?? 0) - (due?.epochMilliseconds ?? 0)) / 1000,
    );
    expect(body.lateness?.deliveries).toBe(4);
    expect(body.lateness?.p99Seconds).toBeGreaterThanOrEqual(Math.max(...seconds));
    expect(body.lateness?.p99Seconds).toBeLessThanOrEqual(Math.max(1, ...seconds) * 1.2);

    installation.clock.advance({ hours: 25 });
    await reconcile(installation.app);
    expect((await ada.send<Late>('GET', '/api/overview')).body.lateness).toBeUndefined();
  });

  it('lists the failing ones with their reasons, until they are well again', async () => {
    const id = await addTestSubscription(installation);
    expect(await watched('failing')).toEqual([]);
    installation.pictures.refuse = new DomainError('ITEM_NOT_FOUND');
    await installation.pass({ hours: 1, minutes: 1 });
    expect(await watched('failing')).toMatchObject([
      { id, statusCode: 'ITEM_NOT_FOUND', owner: { oid: OWNER.split('|')[1] } },
    ]);
    installation.pictures.refuse = undefined;
    await installation.pass({ hours: 1 });
    expect(await watched('failing')).toEqual([]);
    // The entry itself is gone, too: it was looked at.
    expect((await installation.app.states.list('failing', { pageSize: 10 })).entries).toEqual([]);
  });

  it('lists the paused and the retired ones', async () => {
    const [paused, retired] = [
      await addTestSubscription(installation),
      await addTestSubscription(installation),
    ];
    await pause(paused);
    const gone = await installation.app.subscriptions.get(OWNER, retired);
    if (gone?.target.kind === 'tile') installation.gateway.tiles.delete(gone.target.tileId);
    await installation.pass({ hours: 1, minutes: 5 });
    expect((await watched('paused')).map(({ id }) => id)).toEqual([paused]);
    expect(await watched('retired')).toMatchObject([{ id: retired, statusCode: 'TILE_NOT_FOUND' }]);
  });

  it('pages, and shows what one person owns', async () => {
    const ids = new Set<string>();
    for (let n = 0; n < 5; n++) {
      const id = await addTestSubscription(installation);
      ids.add(id);
      await pause(id);
    }
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const after: string = next === undefined ? '' : `&after=${encodeURIComponent(next)}`;
      const path = `/api/overview/subscriptions?state=paused&top=2${after}`;
      const { body } = await ada.send<Watched>('GET', path);
      seen.push(...body.value.map(({ id }) => id));
      next = body.next;
    } while (next !== undefined);
    expect(new Set(seen)).toEqual(ids);
    expect(seen).toHaveLength(5);
    const oid = OWNER.split('|')[1];
    const owned = await ada.send<Watched>('GET', `/api/overview/owned?owner=${oid}`);
    expect(new Set(owned.body.value.map(({ id }) => id))).toEqual(ids);
  });
});
