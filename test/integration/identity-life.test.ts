import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import '../support/every-route.ts';
import { PORTAL } from '../support/in-process-person.ts';
import { freezeTime, now, pass } from '../support/in-time.ts';
import {
  DONE,
  Life,
  meOf,
  notificationsOf,
  type RegistrationAnswer,
  SECOND_PORTAL,
} from '../support/life.ts';
import { ownerOf } from '../support/memory-installation.ts';
import { BOB, type Directory, startDirectory } from '../support/stand-in-installation.ts';

// On a busy machine the longest of these take a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/**
 * The life of a registration and of a person's token over 200 days, on the stand-ins, with the real clients of Entra,
 * Graph and Key Vault. The tests follow each other: each goes on where the last one ended. R and U are the codes of what
 * is kept from the original.
 */
const BEGIN = '2026-03-02T08:00:00Z';

let directory: Directory;
let life: Life;
beforeAll(async () => {
  freezeTime(BEGIN);
  directory = await startDirectory();
  life = new Life(directory);
});
afterAll(() => directory.close());

describe('the life of a registration and of tokens', () => {
  it('R1, U1 before registering: there is a page to register, and no My Settings', async () => {
    expect(await meOf(life.ada)).toMatchObject({ signedIn: false, registered: false, canSignIn: false });
    expect((await life.ada.send('POST', '/api/setup/session')).status).toBe(200);
    expect(await life.registration()).toMatchObject({ state: 'none', redirectUrls: [] });
    expect(await life.bob.problem('GET', '/api/registration')).toMatchObject({ status: 401 });
  });

  it('R6 an unmanaged tenant is refused with a clear message, and nothing is made in it', async () => {
    const { tenant, applications } = directory.entra.directory.state;
    Object.assign(tenant, { type: 'viral' });
    const problem = await life.ada.problem('POST', '/api/registration');
    expect(problem).toMatchObject({ code: 'TENANT_NOT_SUPPORTED', status: 422 });
    expect(problem.detail).toContain('Contoso Reports');
    expect(applications).toHaveLength(0);
    Object.assign(tenant, { type: 'managed' });
  });

  it('R7, R8, R9 registering creates a client app in the tenant and saves its id and redirect URLs', async () => {
    const registered = await life.ada.json<RegistrationAnswer>('POST', '/api/registration');
    expect(registered).toMatchObject({ state: 'registered', redirectUrls: [`${PORTAL}/api/auth/callback`] });
    expect(registered.steps.every(({ done }) => done)).toBe(true);
    const app = directory.entra.directory.state.applications.find(({ appId }) => appId === registered.appId);
    expect(app?.web.redirectUris).toEqual(registered.redirectUrls);
    expect(app?.passwordCredentials).toEqual([]);
    expect(app?.federatedIdentityCredentials).toHaveLength(1);
    const commandLine = directory.entra.directory.state.applications.find(
      ({ appId }) => appId === registered.commandLineAppId,
    );
    expect(commandLine).toMatchObject({ isFallbackPublicClient: true, passwordCredentials: [] });
  });

  it('R7 whoever signs in first from the set-up link administers, and the link has done its work', async () => {
    expect(await life.ada.signIn('/manage/integration')).toBe('/manage/integration');
    expect(await meOf(life.ada)).toMatchObject({ signedIn: true, user: { admin: true } });
    expect(await life.cleo.problem('POST', '/api/setup/session')).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('R10, R11 tenant id, app id and redirect URLs are shown, which is all that Copy takes', async () => {
    const shown = await life.registration();
    expect(shown.tenantId).toBe(directory.entra.tenantId);
    expect(shown.appId).toMatch(/^[0-9a-f-]{36}$/);
    expect(shown.redirectUrls).toEqual([`${PORTAL}/api/auth/callback`]);
  });

  it('R12 the redirect URL is used for the portal and for Power BI', async () => {
    await life.bob.signIn();
    for (const path of ['/api/auth/sign-in', '/api/auth/power-bi']) {
      const begun = await life.bob.send('GET', path);
      const asked = new URL(begun.headers?.location ?? '').searchParams.get('redirect_uri');
      expect(asked).toBe(`${PORTAL}/api/auth/callback`);
    }
  });

  it('U1 My Settings is there now, and nobody is signed in to Power BI', async () => {
    expect(await meOf(life.bob)).toMatchObject({ registered: true, powerBi: { state: 'none' } });
  });

  it('U3, P13 a pin without a sign-in is told to sign in, and the sign-in comes back to the pin', async () => {
    const pin = {
      reportId: '11111111-1111-4111-8111-111111111111',
      itemName: 'Chart1',
      workspaceId: '22222222-2222-4222-8222-222222222222',
      dashboardId: '33333333-3333-4333-8333-333333333333',
      when: { frequency: 'daily', timeZone: 'UTC' },
    };
    const problem = await life.bob.problem('PUT', '/api/pins/44444444-4444-4444-8444-444444444444', pin);
    expect(problem.code).toBe('SIGN_IN_REQUIRED');
    expect(problem.detail).toBe(
      'Cannot Pin: Unexpected Server Error: Missing, invalid or expired Power BI credentials.',
    );
    expect(await life.bob.signInToPowerBi('/reports/r?pin=Chart1')).toBe('/reports/r?pin=Chart1');
  });

  it('U2, U4, U5 the sign-in relates the account, and its token is one secret of the key vault', async () => {
    expect(await meOf(life.bob)).toMatchObject({
      powerBi: {
        state: 'valid',
        account: 'bob@contoso.example',
        expiresAt: now()
          .add({ hours: 90 * 24 })
          .toString(),
      },
    });
    const secrets = (await directory.vault.control.inventory()).filter(({ name }) => name.startsWith('pbi-'));
    expect(secrets).toMatchObject([{ name: `pbi-${BOB}`, versions: 1, enabledVersions: 1 }]);
  });

  it('U5, U9 subscriptions use the token, and a second pin needs no sign-in', async () => {
    await life.pinDaily();
    await life.passDays(2);
    expect((await life.subscriptionOf(life.bob)).statusText).toBe(DONE);
    expect(life.installation.gateway.tokens.length).toBeGreaterThanOrEqual(2);
    expect(await life.installation.app.powerBiTokens.tokenFor(ownerOf(BOB))).toMatch(/^eyJ/);
  });

  it('R17 the registration is marked while the portal has an address that it lacks', async () => {
    life.restart({ PORTAL_URLS: `${PORTAL},${SECOND_PORTAL}` });
    await life.ada.signIn('/', { fresh: true });
    expect((await life.registration()).missingRedirectUrls).toEqual([`${SECOND_PORTAL}/api/auth/callback`]);
  });

  it('R16 Update registration adds the address, and later takes it away, with what is foreign left alone', async () => {
    const { applications } = directory.entra.directory.state;
    const app = applications.find(({ uniqueName }) => uniqueName?.endsWith('c1'));
    if (!app) throw new Error('No app.');
    const foreign = 'https://added-by-hand.contoso.example/callback';
    app.web = { ...app.web, redirectUris: [...app.web.redirectUris, foreign] };
    const updated = await life.ada.json<RegistrationAnswer>('PATCH', '/api/registration');
    expect(updated).toMatchObject({ missingRedirectUrls: [], obsoleteRedirectUrls: [] });
    expect(app.web.redirectUris).toEqual([
      `${PORTAL}/api/auth/callback`,
      foreign,
      `${SECOND_PORTAL}/api/auth/callback`,
    ]);

    life.restart();
    expect((await life.registration()).obsoleteRedirectUrls).toEqual([`${SECOND_PORTAL}/api/auth/callback`]);
    await life.ada.json('PATCH', '/api/registration');
    expect(app.web.redirectUris).toEqual([`${PORTAL}/api/auth/callback`, foreign]);
  });

  it('R16 needs a sign-in of the last minutes', async () => {
    pass({ minutes: 20 });
    expect(await life.ada.problem('PATCH', '/api/registration')).toMatchObject({
      code: 'FRESH_SIGN_IN_REQUIRED',
      status: 403,
    });
    await life.ada.signIn('/', { fresh: true });
    expect((await life.ada.send('PATCH', '/api/registration')).status).toBe(200);
  });

  it('U6 the sign-in is good for 90 days and not one more, however often it is used', async () => {
    await life.passDays(87);
    expect((await life.subscriptionOf(life.bob)).statusText).toBe(DONE);
    await life.passDays(1);
    const failed = await life.subscriptionOf(life.bob);
    expect(failed.statusCode).toBe('SIGN_IN_REQUIRED');
    expect(failed.statusText).toBe(
      'PowerBI Delivery error: dashboard: Sales overview, visual: Chart1, error: Missing, invalid or expired Power BI credentials. Sign in to Power BI in My Settings.',
    );
    expect(await meOf(life.bob)).toMatchObject({ powerBi: { state: 'required' } });
  });

  it('U6, U7 tiles stay, nothing is paused, and the person is told once, whatever number of runs fails', async () => {
    await life.passDays(9);
    expect(await life.subscriptionOf(life.bob)).toMatchObject({
      state: 'active',
      statusCode: 'SIGN_IN_REQUIRED',
    });
    expect(life.installation.gateway.tiles.size).toBe(1);
    expect(await notificationsOf(life.bob)).toMatchObject([
      { kind: 'sign-in', title: "We couldn't refresh some tiles in Power BI" },
    ]);
  });

  it('U8 after signing in again tiles go on by their schedules, with nothing to pin again', async () => {
    await life.bob.signInToPowerBi('/settings');
    expect(await notificationsOf(life.bob)).toEqual([]);
    await life.passDays(1);
    expect(await life.subscriptionOf(life.bob)).toMatchObject({ state: 'active', statusText: DONE });
  });

  it('R18, R19 unregistering ends the integration: My Settings is gone, people still sign in', async () => {
    await life.ada.signIn('/', { fresh: true });
    expect(await life.ada.json('DELETE', '/api/registration')).toMatchObject({ state: 'unregistered' });
    await life.bob.signIn();
    expect(await meOf(life.bob)).toMatchObject({ signedIn: true, registered: false });
    expect(await life.bob.problem('GET', '/api/auth/power-bi')).toMatchObject({ code: 'NOT_REGISTERED' });
  });

  it('R20, R21 tiles stay and are not updated; subscriptions stay, and each run says why', async () => {
    const before = life.installation.pictures.rendered;
    await life.passDays(6);
    const subscription = await life.subscriptionOf(life.bob);
    expect(subscription).toMatchObject({ state: 'active', statusCode: 'NOT_REGISTERED' });
    expect(subscription.statusText).toContain(
      'The delivery extension for this subscription could not be loaded',
    );
    expect(life.installation.gateway.tiles.size).toBe(1);
    expect(life.installation.pictures.rendered).toBe(before);
  });

  it('R21 registering again brings the same app and every subscription back to life, without a sign-in', async () => {
    await life.ada.signIn('/', { fresh: true });
    const { appId } = await life.registration();
    expect(await life.ada.json('POST', '/api/registration')).toMatchObject({ state: 'registered', appId });
    const ours = directory.entra.directory.state.applications.filter(({ uniqueName }) => uniqueName !== null);
    expect(ours).toHaveLength(2);
    await life.passDays(1);
    expect(await life.subscriptionOf(life.bob)).toMatchObject({ state: 'active', statusText: DONE });
  });

  it('U6, U8 lapses a second time after another 90 days, and heals the same way', async () => {
    await life.passDays(92);
    expect(await life.subscriptionOf(life.bob)).toMatchObject({
      state: 'active',
      statusCode: 'SIGN_IN_REQUIRED',
    });
    expect(await notificationsOf(life.bob)).toHaveLength(1);
    await life.bob.signInToPowerBi();
    await life.passDays(1);
    expect((await life.subscriptionOf(life.bob)).statusText).toBe(DONE);
  });

  it('has lasted more than 200 days, with no secret left without an owner', async () => {
    const days = now().since(Temporal.Instant.from(BEGIN)).total({ unit: 'hours' }) / 24;
    expect(days).toBeGreaterThan(200);
    const readable = (await directory.vault.control.inventory())
      .filter(({ name, enabledVersions }) => name.startsWith('pbi-') && enabledVersions > 0)
      .map(({ name }) => name);
    for (const name of readable)
      expect((await life.installation.app.users.get(ownerOf(name.slice(4))))?.tokenState, name).not.toBe(
        'none',
      );
  });
});
