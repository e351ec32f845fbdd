import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { uploadItem } from '../../lib/catalog/upload-item.ts';
import { DomainError } from '../../lib/errors.ts';
import { allRoutes } from '../../lib/http/registry.ts';
import type { Answer } from '../../lib/http/route.ts';
import { serve } from '../../lib/http/serve.ts';
import type { UserPrincipal } from '../../lib/identity/principal.ts';
import '../support/every-route.ts';
import { MemoryInstallation, OWNER, ownerOf, TENANT } from '../support/memory-installation.ts';

const PORTAL = 'http://127.0.0.1:7071';
const BOB: UserPrincipal = {
  kind: 'user',
  tenantId: TENANT,
  oid: 'b0000000-0000-4000-8000-00000000000b',
  owner: OWNER,
  name: 'Bob',
  upn: 'bob@contoso.example',
  roles: ['Publisher'],
};
const idOf = (number: number) => `5c000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const GUID = '22222222-2222-4222-8222-222222222222';
const DAILY = { frequency: 'daily', timeZone: 'Europe/Warsaw' };

let installation: MemoryInstallation;
let reportId: string;
let dashboards: number;

beforeEach(async () => {
  installation = new MemoryInstallation();
  dashboards = 0;
  const { app } = installation;
  const powerBi: typeof app.powerBi = {
    async call<T>() {
      dashboards += 1;
      const value = { id: GUID, displayName: 'Sales overview', webUrl: 'https://app.powerbi.com/d' } as T;
      return { ok: true as const, status: 200, value, headers: new Headers() };
    },
  };
  Object.assign(installation, { app: { ...app, powerBi } });
  const bytes = readFileSync('sandbox/reports/Sales Overview.rdl');
  const { item } = await uploadItem(app, BOB, 'Sales Overview.rdl', new Uint8Array(bytes));
  reportId = item.id;
  await signInToPowerBi();
});

async function signInToPowerBi(): Promise<void> {
  const expiresAt = installation.clock.now().add({ hours: 24 * 90 });
  await installation.app.users.update(OWNER, (user) => ({ ...user, tokenState: 'signed-in', expiresAt }));
}

async function send(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  who: Omit<UserPrincipal, 'kind' | 'owner'> = BOB,
): Promise<Answer> {
  const { app } = installation;
  const { cookie } = await app.sessions.start(who);
  const found = allRoutes().flatMap((route) => {
    const pattern = new RegExp(`^/${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = route.method === method ? pattern.exec(path) : null;
    return match ? [{ route, params: { ...match.groups } }] : [];
  });
  const [only] = found;
  if (!only || found.length !== 1) throw new Error(`${found.length} routes for ${path}`);
  return serve(only.route, app, {
    method,
    url: `${PORTAL}${path}`,
    params: only.params,
    headers: new Headers({
      cookie: `${app.cookies.session}=${cookie}`,
      origin: PORTAL,
      'content-type': 'application/json',
    }),
    arrayBuffer: async () => new TextEncoder().encode(JSON.stringify(body ?? {})).buffer,
  });
}

type Requested = { value: { id: string; pin?: { state: string }; problem?: { code: string } }[] };

async function pinItems(names: readonly string[], extra: Readonly<Record<string, unknown>> = {}) {
  const items = names.map((itemName, index) => ({ id: idOf(index + 1), itemName }));
  const place = { workspaceId: GUID, dashboardId: GUID };
  return send('POST', '/api/pins', { reportId, when: DAILY, items, ...place, ...extra });
}

async function itemNames(): Promise<readonly string[]> {
  const { body } = await send('GET', `/api/reports/${reportId}`);
  const { items } = body as { items: { name: string; pinnable: boolean; drawable: boolean }[] };
  return items.filter(({ pinnable, drawable }) => pinnable && drawable).map(({ name }) => name);
}

describe('several items pinned at once', () => {
  it('are a pin each, with one look at the dashboard, and all arrive', async () => {
    const names = await itemNames();
    expect(names.length).toBeGreaterThan(1);
    const answer = await pinItems(names);
    expect(answer.status).toBe(202);
    const { value } = answer.body as Requested;
    expect(value.map(({ pin }) => pin?.state)).toEqual(names.map(() => 'pending'));
    expect(dashboards).toBe(1);
    await installation.pass({ minutes: 1 });
    const subscriptions = await installation.app.subscriptions.list(OWNER);
    expect(subscriptions.map(({ subscription }) => subscription.itemName).sort()).toEqual([...names].sort());
    expect(installation.gateway.models.size).toBe(names.length);
  });

  it('tell of each one that is refused, and pin the others', async () => {
    const [first = ''] = await itemNames();
    await installation.app.pinOwners.claim(
      idOf(3),
      ownerOf('e0000000-0000-4000-8000-00000000000e'),
      'somebody-elses',
    );
    const { value } = (await pinItems([first, 'No such item', first])).body as Requested;
    expect(value.map(({ pin, problem }) => pin?.state ?? problem?.code)).toEqual([
      'pending',
      'ITEM_NOT_FOUND',
      'CONFLICT',
    ]);
    await installation.pass({ minutes: 1 });
    expect(await installation.app.subscriptions.list(OWNER)).toHaveLength(1);
  });

  it('asked for again are the same pins, and need no sign-in again', async () => {
    const names = await itemNames();
    await pinItems(names);
    await installation.app.users.update(OWNER, (user) => ({ ...user, tokenState: 'none' }));
    expect((await pinItems(names)).status).toBe(202);
    const other = (await pinItems(names, { when: { ...DAILY, frequency: 'weekly' } })).body as Requested;
    expect(other.value.map(({ problem }) => problem?.code)).toEqual(names.map(() => 'CONFLICT'));
    expect(await installation.app.pins.list(OWNER)).toHaveLength(names.length);
  });

  it('are refused as a whole where nothing could be pinned (P13)', async () => {
    await installation.app.users.update(OWNER, (user) => ({ ...user, tokenState: 'none' }));
    expect((await pinItems(await itemNames())).body).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
      detail: 'Cannot Pin: Unexpected Server Error: Missing, invalid or expired Power BI credentials.',
    });
    expect((await pinItems(['x'], { dashboardId: undefined })).body).toMatchObject({ code: 'BAD_REQUEST' });
    const twice = [idOf(1), idOf(1)].map((id) => ({ id, itemName: 'x' }));
    const place = { workspaceId: GUID, dashboardId: GUID };
    expect(
      (await send('POST', '/api/pins', { reportId, when: DAILY, items: twice, ...place })).body,
    ).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await installation.app.pins.list(OWNER)).toEqual([]);
  });
});

describe('a pin as a picture', () => {
  const picture = { mode: 'picture', dashboardName: 'Board', workspaceId: undefined, dashboardId: undefined };

  async function pinPicture(): Promise<{ url: string; title: string; linkUrl: string; steps: string[] }> {
    const [itemName = ''] = await itemNames();
    await pinItems([itemName], picture);
    await installation.pass({ minutes: 1 });
    const { body } = await send('GET', `/api/pins/${idOf(1)}`);
    expect(body).toMatchObject({
      state: 'pinned',
      steps: [
        { step: 'picture', done: true },
        { step: 'subscription', done: true },
      ],
    });
    return (body as { imageTile: never }).imageTile;
  }

  it('needs no sign-in to Power BI, and says with what the Image tile is made', async () => {
    await installation.app.users.update(OWNER, (user) => ({ ...user, tokenState: 'none' }));
    const tile = await pinPicture();
    expect(tile).toMatchObject({ title: 'Sales Overview', steps: expect.any(Array) });
    expect(tile.linkUrl).toContain(reportId);
    expect(dashboards).toBe(0);
    expect(installation.gateway.calls).toEqual([]);
    const shown = await send('GET', new URL(tile.url).pathname);
    expect(new TextDecoder().decode(shown.body as Uint8Array)).toMatch(/^\w+ \d$/);
    const { body } = await send('GET', '/api/subscriptions');
    expect(body).toMatchObject({ value: [{ mode: 'picture', dashboardName: 'Board' }] });
  });

  it('has its address in no list, and a new one when it asks for it', async () => {
    const before = await pinPicture();
    const list = await send('GET', '/api/pins');
    expect(JSON.stringify(list.body)).not.toContain('/t/');
    await send('POST', `/api/pins/${idOf(1)}/address`, { runId: GUID });
    const { imageTile } = (await send('GET', `/api/pins/${idOf(1)}`)).body as { imageTile: { url: string } };
    expect(imageTile.url).not.toBe(before.url);
    const old = await send('GET', new URL(before.url).pathname);
    const neutral = await send('GET', `/t/${idOf(9)}/guess/x`);
    expect(old.body).toEqual(neutral.body);
  });

  it('is unpinned with the word that the Image tile stays', async () => {
    await pinPicture();
    const answer = await send('DELETE', `/api/subscriptions/${idOf(1)}`);
    expect(answer).toMatchObject({ status: 200, body: { tile: 'image' } });
    expect(JSON.stringify(answer.body)).toContain('yourself');
  });
});

describe('a run', () => {
  it('makes one call to Power BI, and one more on the first of a day and when somebody asks', async () => {
    const [itemName = ''] = await itemNames();
    await pinItems([itemName], { when: { ...DAILY, frequency: 'hourly' } });
    await installation.pass({ hours: 2 });
    const { calls } = installation.gateway;
    calls.length = 0;
    await installation.pass({ hours: 5 });
    expect(calls).toEqual(Array.from({ length: 5 }, () => 'pushRow'));
    calls.length = 0;
    await send('PUT', `/api/subscriptions/${idOf(1)}/runs/${GUID}`);
    await installation.work();
    expect(calls).toEqual(['tileState', 'pushRow']);
    calls.length = 0;
    await installation.pass({ hours: 24 });
    expect(calls.filter((call) => call === 'tileState')).toHaveLength(1);
    expect(calls.filter((call) => call === 'pushRow')).toHaveLength(24);
  });
});

describe('a tile that is unpinned', () => {
  it('is told to be removed with what stood behind it, or to be left behind', async () => {
    const names = await itemNames();
    await pinItems(names);
    await installation.pass({ minutes: 1 });
    expect((await send('DELETE', `/api/subscriptions/${idOf(1)}`)).body).toMatchObject({ tile: 'removed' });
    installation.gateway.fault = {
      call: 'removeModel',
      when: 'before',
      error: new DomainError('POWER_BI_REFUSED'),
    };
    expect((await send('DELETE', `/api/subscriptions/${idOf(2)}`)).body).toMatchObject({
      tile: 'left-behind',
    });
    expect(await installation.app.subscriptions.list(OWNER)).toHaveLength(names.length - 2);
  });
});
