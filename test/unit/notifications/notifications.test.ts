import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError, type ErrorCode } from '../../../lib/errors.ts';
import { showNotification } from '../../../lib/http/show.ts';
import type { UserPrincipal } from '../../../lib/identity/principal.ts';
import { serviceOwnerOf } from '../../../lib/identity/service-owner.ts';
import { listReceived, ownerOfInbox } from '../../../lib/notifications/inbox.ts';
import { listNotifications } from '../../../lib/notifications/list-notifications.ts';
import type { Notification } from '../../../lib/notifications/notifications.ts';
import { changeSubscription } from '../../../lib/subscriptions/deciding/change-subscription.ts';
import { MemoryInstallation, OWNER, TENANT } from '../../support/memory-installation.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

let installation: MemoryInstallation;

beforeEach(() => {
  installation = new MemoryInstallation();
});

const listed = () => installation.app.notifications.list(OWNER);
const shownToMe = (one: Notification) => showNotification({ ...one, of: 'me' });

async function failWith(code: ErrorCode | undefined, hours: number): Promise<void> {
  installation.pictures.refuse = code && new DomainError(code);
  await installation.pass({ hours });
}

describe('what people are told', () => {
  it('U7 is one notification for all tiles that wait for a sign-in, in the original words, and leads to My Settings', async () => {
    for (let tile = 0; tile < 3; tile++) await addTestSubscription(installation);
    await failWith('SIGN_IN_REQUIRED', 4);
    const notifications = await listed();
    expect(notifications.map(shownToMe)).toMatchObject([
      {
        kind: 'sign-in',
        title: "We couldn't refresh some tiles in Power BI",
        action: { path: '/settings' },
        at: '2026-11-23T08:00:00Z',
      },
    ]);
    await failWith(undefined, 1);
    expect(await listed()).toEqual([]);
  });

  it('is one for all tiles while the integration is off, and gone as soon as it is on again', async () => {
    for (let tile = 0; tile < 2; tile++) await addTestSubscription(installation);
    installation.registered = false;
    await installation.pass({ hours: 3 });
    expect((await listed()).map(({ kind, code }) => [kind, code])).toEqual([
      ['not-registered', 'NOT_REGISTERED'],
    ]);
    const registrations = (state: 'unregistered' | 'registered') => ({
      current: async () => ({ state }),
    });
    const { notifications } = installation.app;
    const off = { notifications, registrations: registrations('unregistered') };
    expect(await listNotifications(off, OWNER)).toHaveLength(1);
    expect(await listNotifications({ ...off, registrations: registrations('registered') }, OWNER)).toEqual(
      [],
    );
    expect(await listed()).toEqual([]);
  });

  it('is told anew when the cause is another one, and not when it is the same', async () => {
    const id = await addTestSubscription(installation);
    await failWith('ITEM_NOT_FOUND', 2);
    await installation.app.notifications.markRead(OWNER, `failed|${id}`);
    await failWith('ITEM_NOT_FOUND', 2);
    expect((await listed()).map(({ code, read }) => [code, read])).toEqual([['ITEM_NOT_FOUND', true]]);
    await failWith('CREDENTIALS_NOT_STORED', 1);
    expect((await listed()).map(({ code, read }) => [code, read])).toEqual([
      ['CREDENTIALS_NOT_STORED', false],
    ]);
  });

  it('is gone when its person resumes what was paused', async () => {
    const id = await addTestSubscription(installation);
    await failWith('DATA_SOURCE_FAILED', 7);
    expect((await listed()).map(({ kind }) => kind)).toContain('paused');
    const change = { state: 'active' } as const;
    await changeSubscription(installation.app, { owner: OWNER, id, revision: undefined, change });
    expect(await listed()).toEqual([]);
  });

  it('offers one action each', async () => {
    const kinds = ['sign-in', 'sign-in-ends', 'not-registered', 'failed', 'paused', 'retired'] as const;
    for (const kind of kinds) {
      await installation.app.notifications.tell(OWNER, { kind, subject: 's', code: 'c', text: 't' });
      if (kind === 'sign-in') await installation.app.notifications.heal(OWNER, { kind });
    }
    for (const shown of (await listed()).map(shownToMe))
      expect(shown).toMatchObject({
        action: { label: expect.any(String), path: expect.stringMatching(/^\//) },
      });
    expect(await listed()).toHaveLength(5);
  });

  it('takes the warning back once the sign-in has lapsed', async () => {
    const { notifications } = installation.app;
    await notifications.tell(OWNER, { kind: 'sign-in-ends', subject: '', code: 'c', text: 't' });
    await notifications.tell(OWNER, { kind: 'sign-in', subject: '', code: 'SIGN_IN_REQUIRED', text: 't' });
    expect((await listed()).map(({ kind }) => kind)).toEqual(['sign-in']);
  });
});

describe('what the tiles of the installation itself need', () => {
  const SERVICE = serviceOwnerOf(TENANT);
  const SUBSCRIPTION = '5c000000-0000-4000-8000-0000000000c1';
  const person = (roles: UserPrincipal['roles']): UserPrincipal => ({
    kind: 'user',
    tenantId: TENANT,
    oid: OWNER.split('|')[1] ?? '',
    owner: OWNER,
    name: 'Ada',
    upn: 'ada@contoso.example',
    roles,
  });
  const received = (roles: UserPrincipal['roles']) => listReceived(installation.app, person(roles));
  const news = { kind: 'failed', subject: SUBSCRIPTION, code: 'ITEM_NOT_FOUND', text: 't' } as const;

  it('every administrator hears, among what is their own, with the page that shows it', async () => {
    const { notifications } = installation.app;
    await notifications.tell(OWNER, { ...news, subject: 's' });
    installation.clock.advance({ minutes: 1 });
    await notifications.tell(SERVICE, news);
    await notifications.tell(SERVICE, { kind: 'not-registered', subject: '', code: 'X', text: 't' });
    const heard = await received(['Admin']);
    expect(heard.map(({ of }) => of)).toEqual(['installation', 'installation', 'me']);
    const pages = heard.map((one) => showNotification(one)).map((shown) => Object(shown).action.path);
    expect(pages).toContain(`/subscriptions?as=service&id=${SUBSCRIPTION}`);
    expect(pages).toContain('/manage/integration');
  });

  it('nobody else hears, nor marks as read', async () => {
    await installation.app.notifications.tell(SERVICE, news);
    expect(await received(['Publisher'])).toEqual([]);
    expect(() => ownerOfInbox(person(['Publisher']), 'installation')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  it('is read for all administrators once one has read it', async () => {
    const { notifications } = installation.app;
    await notifications.tell(SERVICE, news);
    await notifications.markRead(ownerOfInbox(person(['Admin']), 'installation'), `failed|${SUBSCRIPTION}`);
    expect((await received(['Admin'])).map(({ read }) => read)).toEqual([true]);
  });
});
