import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serviceOwnerOf } from '../../lib/identity/service-owner.ts';
import { rowsOf } from '../../lib/storage/table.ts';
import type { SubscriptionId } from '../../lib/subscriptions/subscription.ts';
import '../support/every-route.ts';
import { type InProcessPerson, problemOf } from '../support/in-process-person.ts';
import { freezeTime, now, pass } from '../support/in-time.ts';
import { DONE } from '../support/life.ts';
import { ownerOf } from '../support/memory-installation.ts';
import { pinnedTile } from '../support/pinned-tile.ts';
import { type RegisteredInstallation, registered } from '../support/registered-installation.ts';
import { BOB, CLEO, type Directory, startDirectory } from '../support/stand-in-installation.ts';
import { automationToken } from '../support/tokens.ts';

// On a busy machine the longest of these take a while.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

/** What programs may do, and what runs in the name of the installation itself. The tests follow each other. */
let directory: Directory;
let there: RegisteredInstallation;
let bob: InProcessPerson;
let cleo: InProcessPerson;
let robot: Readonly<Record<string, string>>;

const BOBS = '5c000000-0000-4000-8000-0000000000b1' as SubscriptionId;
const SERVICES = '5c000000-0000-4000-8000-0000000000c1' as SubscriptionId;
/** In 200 days; what fell due between them is missed. */
const RUNS = 40;
const NONE = '5c000000-0000-4000-8000-0000000000ee';
const GUID = '22222222-2222-4222-8222-222222222222';
const PIN = {
  reportId: GUID,
  itemName: 'Chart1',
  workspaceId: GUID,
  dashboardId: GUID,
  when: { frequency: 'daily', timeZone: 'UTC' },
};

beforeAll(async () => {
  freezeTime('2026-03-02T08:00:00Z');
  directory = await startDirectory();
  there = await registered(directory);
  bob = there.installation.person(BOB);
  cleo = there.installation.person(CLEO);
  await bob.signIn();
  await bob.signInToPowerBi();
  await cleo.signIn();
  await renewRobot();
  await pin(BOBS, ownerOf(BOB));
});
afterAll(() => directory.close());

async function renewRobot(): Promise<void> {
  robot = { authorization: `Bearer ${await automationToken(directory.entra, there.appId)}` };
}

async function pin(id: SubscriptionId, owner: ReturnType<typeof ownerOf>): Promise<void> {
  const start = `${now().toString().slice(0, 10)}T09:00`;
  const schedule = { zone: 'UTC', start, recurrence: { kind: 'minutes', every: 1440 } } as const;
  await pinnedTile(there.installation, { owner, id, schedule });
}

function asRobot(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const nobody = there.installation.person(BOB);
  return nobody.send(method, path, {
    ...(body !== undefined && { body }),
    headers: { ...robot, ...headers },
  });
}

const codeOf = async (answer: ReturnType<typeof asRobot>) => problemOf(await answer).code;

async function auditOf(): Promise<readonly string[]> {
  const found: string[] = [];
  const partition = { from: '2026', to: '2027' };
  for await (const { cells } of rowsOf(there.installation.storage.table('Audit'), { partition }))
    found.push(`${cells.action} ${cells.subject}`);
  return found;
}

async function heardBy(who: InProcessPerson) {
  type Heard = { readonly of: string; readonly read: boolean };
  return (await who.json<{ value: readonly Heard[] }>('GET', '/api/notifications')).value;
}

async function decide(allowed: boolean): Promise<void> {
  await there.ada.signIn('/', { fresh: true });
  await there.ada.json('PUT', '/api/registration/service-owned', { allowed });
}

describe('while nothing is allowed in the name of the installation', () => {
  it('a program makes and sees nothing of its own', async () => {
    for (const [method, path, body] of [
      ['PUT', `/api/pins/${NONE}`, PIN],
      ['GET', '/api/pins', undefined],
      ['GET', '/api/subscriptions', undefined],
      ['GET', '/api/power-bi/workspaces', undefined],
    ] as const)
      expect(await codeOf(asRobot(method, path, body)), path).toBe('SERVICE_OWNED_NOT_ALLOWED');
  });

  it('an administrator does not either, and nobody else may ask for it', async () => {
    expect(await there.ada.problem('GET', '/api/subscriptions?as=service')).toMatchObject({
      code: 'SERVICE_OWNED_NOT_ALLOWED',
      status: 403,
    });
    for (const who of [bob, cleo]) {
      expect(await who.problem('GET', '/api/subscriptions?as=service')).toMatchObject({ code: 'FORBIDDEN' });
      expect(await who.problem('PUT', `/api/pins/${NONE}`, { ...PIN, as: 'service' })).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });

  it('a run in its name asks Entra for nothing', async () => {
    await directory.entra.control.resetCounts();
    const service = serviceOwnerOf(directory.entra.tenantId);
    await expect(there.installation.app.powerBiTokens.tokenFor(service)).rejects.toMatchObject({
      code: 'SERVICE_OWNED_NOT_ALLOWED',
    });
    expect((await directory.entra.control.counts()).token ?? 0).toBe(0);
  });

  it('only an administrator who has just signed in decides it, and the audit has it', async () => {
    const path = '/api/registration/service-owned';
    expect(await codeOf(asRobot('PUT', path, { allowed: true }))).toBe('FORBIDDEN');
    for (const who of [bob, cleo])
      expect(await who.problem('PUT', path, { allowed: true })).toMatchObject({ code: 'FORBIDDEN' });
    pass({ minutes: 20 });
    expect(await there.ada.problem('PUT', path, { allowed: true })).toMatchObject({
      code: 'FRESH_SIGN_IN_REQUIRED',
    });
    expect(await auditOf()).not.toContain('service-owned.allowed installation');
    await decide(true);
    expect(await auditOf()).toContain('service-owned.allowed installation');
    expect(await there.ada.json('GET', '/api/registration')).toMatchObject({ serviceOwned: true });
    expect(await there.ada.json('GET', '/api/me')).toMatchObject({ user: { mayActAsService: true } });
    expect(await bob.json('GET', '/api/me')).toMatchObject({ user: { mayActAsService: false } });
  });
});

describe('a program with the role Automation', () => {
  it('acts on the subscription of a person that it names, and the audit says so', async () => {
    const path = `/api/subscriptions/${BOBS}`;
    const { body } = await asRobot('GET', path);
    const { stamp } = body as { stamp: string };
    const paused = await asRobot('PATCH', path, { state: 'paused' }, { 'if-match': `"${stamp}"` });
    expect(paused).toMatchObject({ status: 200, body: { state: 'paused' } });
    expect((await asRobot('PUT', `${path}/runs/${GUID}`)).status).toBe(202);
    expect((await asRobot('GET', `${path}/runs`)).status).toBe(200);
    expect(await auditOf()).toEqual(
      expect.arrayContaining([
        `automation.subscription.change ${BOBS}`,
        `automation.subscription.run ${BOBS}`,
      ]),
    );
    const { stamp: next } = paused.body as { stamp: string };
    await asRobot('PATCH', path, { state: 'active' }, { 'if-match': `"${next}"` });
    expect(await codeOf(asRobot('GET', `/api/subscriptions/${NONE}`))).toBe('NOT_FOUND');
  });

  it("is no person: it sees nobody's pins, lists, settings and notifications", async () => {
    expect(await codeOf(asRobot('GET', `/api/pins/${BOBS}`))).toBe('NOT_FOUND');
    expect((await asRobot('GET', '/api/subscriptions')).body).toEqual({ value: [] });
    for (const [method, path] of [
      ['GET', '/api/notifications'],
      ['DELETE', '/api/me/power-bi'],
      ['GET', '/api/auth/power-bi'],
      ['POST', '/api/auth/sign-everybody-out'],
      ['GET', '/api/registration'],
      ['DELETE', '/api/registration'],
      ['POST', '/api/template-kit'],
    ] as const)
      expect(await codeOf(asRobot(method, path)), path).toBe('FORBIDDEN');
  });

  it('is refused without the role, and its token does not admit a cookie beside it', async () => {
    const { entra } = directory;
    const stranger = await entra.control.registerApplication({ displayName: 'Stranger', withSecret: true });
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: stranger.appId,
      client_secret: stranger.secretText ?? '',
      scope: `api://${there.appId}/.default`,
    });
    const answer = await fetch(`${entra.url}/${entra.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: form,
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    expect(token).toBeDefined();
    const headers = { authorization: `Bearer ${token}` };
    for (const path of [`/api/subscriptions/${BOBS}`, '/api/subscriptions'])
      expect(problemOf(await there.ada.send('GET', path, { headers }))).toMatchObject({ status: 401 });
  });
});

describe('a subscription of the installation itself', () => {
  const service = () => serviceOwnerOf(directory.entra.tenantId);
  const status = async () => (await there.installation.app.subscriptions.load(service(), SERVICES))?.status;

  it("is refreshed for 200 days with the app's own token, and nobody signs in", async () => {
    await pin(SERVICES, service());
    const pushed = there.installation.gateway.tokens.length;
    for (let run = 0; run < RUNS; run++) {
      pass({ days: 200 / RUNS });
      await there.installation.refreshDue();
    }
    expect((await status())?.text).toBe(DONE);
    const tokens = there.installation.gateway.tokens.slice(pushed);
    const apps = tokens.map((token) => decodeJwt(token)).filter(({ idtyp }) => idtyp === 'app');
    expect(apps).toHaveLength(RUNS);
    for (const claims of apps)
      expect(claims).toMatchObject({ appid: there.appId, aud: 'https://analysis.windows.net/powerbi/api' });
    const secrets = (await directory.vault.control.inventory()).map(({ name }) => name);
    expect(secrets.filter((name) => name.startsWith('pbi-'))).toEqual([`pbi-${BOB}`]);
    // Bob's, beside it, has lapsed.
    expect((await there.installation.app.subscriptions.load(ownerOf(BOB), BOBS))?.status.code).toBe(
      'SIGN_IN_REQUIRED',
    );
  });

  it("is everybody's to see who administers, and nobody else's", async () => {
    await there.ada.signIn();
    await bob.signIn();
    await renewRobot();
    expect(await there.ada.json('GET', `/api/subscriptions/${SERVICES}`)).toMatchObject({ id: SERVICES });
    expect((await there.ada.send('GET', `/api/subscriptions/${SERVICES}/picture`)).status).toBe(200);
    expect((await bob.send('GET', `/api/subscriptions/${SERVICES}/picture`)).status).toBe(404);
    const { value } = await there.ada.json<{ value: { id: string }[] }>(
      'GET',
      '/api/subscriptions?as=service',
    );
    expect(value.map(({ id }) => id)).toEqual([SERVICES]);
    expect((await asRobot('GET', '/api/subscriptions')).body).toMatchObject({ value: [{ id: SERVICES }] });
    expect(await bob.problem('GET', `/api/subscriptions/${SERVICES}`)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await there.ada.problem('GET', `/api/subscriptions/${BOBS}`)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('takes one request for a token where many runs need one, and none while it is good', async () => {
    const { app } = there.installation.anotherInstance();
    await directory.entra.control.resetCounts();
    await Promise.all(Array.from({ length: 10 }, () => app.powerBiTokens.tokenFor(service())));
    await app.powerBiTokens.tokenFor(service());
    expect((await directory.entra.control.counts()).token).toBe(1);
    await app.powerBiTokens.tokenFor(service(), { renew: 'expired' });
    expect((await directory.entra.control.counts()).token).toBe(2);
  });

  it('stops at once when it is forbidden, with its tile and its schedule left alone, and goes on after', async () => {
    await decide(false);
    pass({ days: 1 });
    await there.installation.refreshDue();
    expect(await status()).toMatchObject({ code: 'SERVICE_OWNED_NOT_ALLOWED', failures: 0 });
    expect((await there.installation.app.subscriptions.get(service(), SERVICES))?.state).toBe('active');
    const told = { of: 'installation', subject: SERVICES, code: 'SERVICE_OWNED_NOT_ALLOWED' };
    await there.ada.signIn();
    expect(await heardBy(there.ada)).toEqual(expect.arrayContaining([expect.objectContaining(told)]));
    await bob.signIn();
    expect((await heardBy(bob)).map(({ of }) => of)).not.toContain('installation');
    const read = `/api/notifications/${encodeURIComponent(`failed|${SERVICES}`)}/read?of=installation`;
    expect(await bob.problem('POST', read)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await there.ada.send('POST', read)).status).toBe(204);
    expect(await heardBy(there.ada)).toContainEqual(expect.objectContaining({ ...told, read: true }));
    await decide(true);
    pass({ days: 1 });
    await there.installation.refreshDue();
    expect((await status())?.text).toBe(DONE);
    await there.ada.signIn();
    expect((await heardBy(there.ada)).map(({ of }) => of)).not.toContain('installation');
    expect(await auditOf()).toContain('service-owned.forbidden installation');
  });

  it("is the operator's matter when Entra refuses the app: an alarm, and nobody is told to sign in", async () => {
    await directory.entra.control.failNextToken({ aadsts: 7000222 });
    const { app } = there.installation.anotherInstance();
    await expect(app.powerBiTokens.tokenFor(service())).rejects.toMatchObject({
      code: 'REGISTRATION_BROKEN',
    });
    expect(await app.alarms.current()).toMatchObject({ code: 'REGISTRATION_BROKEN' });
    expect(await app.users.get(service())).toBeUndefined();
  });
});
