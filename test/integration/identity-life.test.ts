import { SecretClient } from '@azure/keyvault-secrets';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POWER_BI_RESOURCE } from '../../lib/power-bi/scopes.ts';
import { managedIdentityCredential } from '../../lib/storage/azure/managed-identity.ts';
import type { SubscriptionId } from '../../lib/subscriptions/subscription.ts';
import { deleteApplication } from '../../sandbox/entra/directory/applications.ts';
import '../support/every-route.ts';
import { type InProcessPerson, PORTAL } from '../support/in-process-person.ts';
import { freezeTime, now, pass } from '../support/in-time.ts';
import { ownerOf } from '../support/memory-installation.ts';
import { pinnedTile } from '../support/pinned-tile.ts';
import {
  ADA,
  BOB,
  CLEO,
  type Directory,
  StandInInstallation,
  startDirectory,
} from '../support/stand-in-installation.ts';

/**
 * The life of a registration and of two people's tokens over 200 days, on the stand-ins, with the real clients of Entra,
 * Graph and Key Vault. The tests follow each other: each goes on where the last one ended. R and U are the codes of
 * facts/report-server.md.
 */
const BEGIN = '2026-03-02T08:00:00Z';
const SECOND_PORTAL = 'http://127.0.0.1:7199';
type RegistrationAnswer = {
  readonly state: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly redirectUrls: readonly string[];
  readonly missingRedirectUrls: readonly string[];
  readonly obsoleteRedirectUrls: readonly string[];
  readonly steps: readonly { readonly step: string; readonly done: boolean }[];
  readonly commandLineAppId?: string;
  readonly alarm?: { readonly code: string };
  readonly byHand: { readonly federatedCredential: { issuer: string; subject: string; audience: string } };
};
type Me = { registered: boolean; powerBi?: { state: string; account?: string; expiresAt?: string } };
type SubscriptionAnswer = { id: string; state: string; statusText: string; statusCode?: string };

let directory: Directory;
let installation: StandInInstallation;
let ada: InProcessPerson;
let bob: InProcessPerson;
let cleo: InProcessPerson;

beforeAll(async () => {
  freezeTime(BEGIN);
  directory = await startDirectory();
  installation = new StandInInstallation(directory);
  [ada, bob, cleo] = [installation.person(ADA), installation.person(BOB), installation.person(CLEO)];
});
afterAll(() => directory.close());

const registration = () => ada.json<RegistrationAnswer>('GET', '/api/registration');
const me = (person: InProcessPerson) => person.json<Me>('GET', '/api/me');

async function subscriptionOf(person: InProcessPerson): Promise<SubscriptionAnswer> {
  const { value } = await person.json<{ value: SubscriptionAnswer[] }>('GET', '/api/subscriptions');
  const [first] = value;
  if (!first) throw new Error('No subscription.');
  return first;
}

async function notificationsOf(person: InProcessPerson) {
  const { value } = await person.json<{ value: { title: string; kind: string; code: string }[] }>(
    'GET',
    '/api/notifications',
  );
  return value;
}

const TILE = '5c000000-0000-4000-8000-000000000001' as SubscriptionId;

/** A tile that is refreshed once a day at 09:00 UTC. */
async function pinDaily(oid: string): Promise<void> {
  const start = `${now().toString().slice(0, 10)}T09:00`;
  const schedule = { zone: 'UTC', start, recurrence: { kind: 'minutes', every: 1440 } } as const;
  await pinnedTile(installation, { owner: ownerOf(oid), id: TILE, schedule });
}

/** Lets days pass with their refreshes, and people sign in to the portal again, as they would. */
async function passDays(days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    pass({ days: 1 });
    await installation.refreshDue();
  }
}

const DONE = 'Done: 1 processed of 1 total; 0 errors.';

describe('the life of a registration and of tokens', () => {
  it('R1, U1 before registering: there is a page to register, and no My Settings', async () => {
    expect(await me(ada)).toMatchObject({ signedIn: false, registered: false, canSignIn: false });
    expect((await ada.send('POST', '/api/setup/session')).status).toBe(200);
    expect(await registration()).toMatchObject({ state: 'none', redirectUrls: [] });
    expect(await bob.problem('GET', '/api/registration')).toMatchObject({ status: 401 });
  });

  it('R6 an unmanaged tenant is refused with a clear message, and nothing is made in it', async () => {
    const { tenant, applications } = directory.entra.directory.state;
    Object.assign(tenant, { type: 'viral' });
    const problem = await ada.problem('POST', '/api/registration');
    expect(problem).toMatchObject({ code: 'TENANT_NOT_SUPPORTED', status: 422 });
    expect(problem.detail).toContain('Contoso Reports');
    expect(applications).toHaveLength(0);
    Object.assign(tenant, { type: 'managed' });
  });

  it('R7, R8, R9 registering creates a client app in the tenant and saves its id and redirect URLs', async () => {
    const registered = await ada.json<RegistrationAnswer>('POST', '/api/registration');
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
    expect(await ada.signIn('/manage/integration')).toBe('/manage/integration');
    expect(await me(ada)).toMatchObject({ signedIn: true, user: { admin: true } });
    expect(await cleo.problem('POST', '/api/setup/session')).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('R10, R11 tenant id, app id and redirect URLs are shown, which is all that Copy takes', async () => {
    const shown = await registration();
    expect(shown.tenantId).toBe(directory.entra.tenantId);
    expect(shown.appId).toMatch(/^[0-9a-f-]{36}$/);
    expect(shown.redirectUrls).toEqual([`${PORTAL}/api/auth/callback`]);
  });

  it('R12 the redirect URL is used for the portal and for Power BI', async () => {
    await bob.signIn();
    for (const path of ['/api/auth/sign-in', '/api/auth/power-bi']) {
      const begun = await bob.send('GET', path);
      const asked = new URL(begun.headers?.location ?? '').searchParams.get('redirect_uri');
      expect(asked).toBe(`${PORTAL}/api/auth/callback`);
    }
  });

  it('U1 My Settings is there now, and nobody is signed in to Power BI', async () => {
    expect(await me(bob)).toMatchObject({ registered: true, powerBi: { state: 'none' } });
  });

  it('U3, P13 a pin without a sign-in is told to sign in, and the sign-in comes back to the pin', async () => {
    const pin = {
      reportId: '11111111-1111-4111-8111-111111111111',
      itemName: 'Chart1',
      workspaceId: '22222222-2222-4222-8222-222222222222',
      dashboardId: '33333333-3333-4333-8333-333333333333',
      when: { frequency: 'daily', timeZone: 'UTC' },
    };
    const problem = await bob.problem('PUT', '/api/pins/44444444-4444-4444-8444-444444444444', pin);
    expect(problem.code).toBe('SIGN_IN_REQUIRED');
    expect(problem.detail).toBe(
      'Cannot Pin: Unexpected Server Error: Missing, invalid or expired Power BI credentials.',
    );
    expect(await bob.signInToPowerBi('/reports/r?pin=Chart1')).toBe('/reports/r?pin=Chart1');
  });

  it('U2, U4, U5 the sign-in relates the account, and its token is one secret of the key vault', async () => {
    expect(await me(bob)).toMatchObject({
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
    await pinDaily(BOB);
    await passDays(2);
    await bob.signIn();
    expect((await subscriptionOf(bob)).statusText).toBe(DONE);
    expect(installation.gateway.tokens.length).toBeGreaterThanOrEqual(2);
    expect(await installation.app.powerBiTokens.tokenFor(ownerOf(BOB))).toMatch(/^eyJ/);
  });

  it('R17 the registration is marked while the portal has an address that it lacks', async () => {
    installation = installation.anotherInstance({ PORTAL_URLS: `${PORTAL},${SECOND_PORTAL}` });
    [ada, bob, cleo] = [movedTo(ada), movedTo(bob), movedTo(cleo)];
    await ada.signIn('/', { fresh: true });
    expect((await registration()).missingRedirectUrls).toEqual([`${SECOND_PORTAL}/api/auth/callback`]);
  });

  it('R16 Update registration adds the address, and later takes it away, with what is foreign left alone', async () => {
    const { applications } = directory.entra.directory.state;
    const app = applications.find(({ uniqueName }) => uniqueName?.endsWith('c1'));
    if (!app) throw new Error('No app.');
    const foreign = 'https://added-by-hand.contoso.example/callback';
    app.web = { ...app.web, redirectUris: [...app.web.redirectUris, foreign] };
    const updated = await ada.json<RegistrationAnswer>('PATCH', '/api/registration');
    expect(updated).toMatchObject({ missingRedirectUrls: [], obsoleteRedirectUrls: [] });
    expect(app.web.redirectUris).toEqual([
      `${PORTAL}/api/auth/callback`,
      foreign,
      `${SECOND_PORTAL}/api/auth/callback`,
    ]);

    installation = installation.anotherInstance();
    [ada, bob, cleo] = [movedTo(ada), movedTo(bob), movedTo(cleo)];
    expect((await registration()).obsoleteRedirectUrls).toEqual([`${SECOND_PORTAL}/api/auth/callback`]);
    await ada.json('PATCH', '/api/registration');
    expect(app.web.redirectUris).toEqual([`${PORTAL}/api/auth/callback`, foreign]);
  });

  it('R16 needs a sign-in of the last minutes', async () => {
    pass({ minutes: 20 });
    expect(await ada.problem('PATCH', '/api/registration')).toMatchObject({
      code: 'FRESH_SIGN_IN_REQUIRED',
      status: 403,
    });
    await ada.signIn('/', { fresh: true });
    expect((await ada.send('PATCH', '/api/registration')).status).toBe(200);
  });

  it('U6 the sign-in is good for 90 days and not one more, however often it is used', async () => {
    await passDays(87);
    await bob.signIn();
    expect((await subscriptionOf(bob)).statusText).toBe(DONE);
    await passDays(1);
    await bob.signIn();
    const failed = await subscriptionOf(bob);
    expect(failed.statusCode).toBe('SIGN_IN_REQUIRED');
    expect(failed.statusText).toBe(
      'PowerBI Delivery error: dashboard: Sales overview, visual: Chart1, error: Missing, invalid or expired Power BI credentials. Sign in to Power BI in My Settings.',
    );
    expect(await me(bob)).toMatchObject({ powerBi: { state: 'required' } });
  });

  it('U6, U7 tiles stay, nothing is paused, and the person is told once, whatever number of runs fails', async () => {
    await passDays(9);
    await bob.signIn();
    expect(await subscriptionOf(bob)).toMatchObject({ state: 'active', statusCode: 'SIGN_IN_REQUIRED' });
    expect(installation.gateway.tiles.size).toBe(1);
    expect(await notificationsOf(bob)).toMatchObject([
      { kind: 'sign-in', title: "We couldn't refresh some tiles in Power BI" },
    ]);
  });

  it('U8 after signing in again tiles go on by their schedules, with nothing to pin again', async () => {
    await bob.signInToPowerBi('/settings');
    expect(await notificationsOf(bob)).toEqual([]);
    await passDays(1);
    await bob.signIn();
    expect(await subscriptionOf(bob)).toMatchObject({ state: 'active', statusText: DONE });
  });

  it('R18, R19 unregistering ends the integration: My Settings is gone, people still sign in', async () => {
    await ada.signIn('/', { fresh: true });
    expect(await ada.json('DELETE', '/api/registration')).toMatchObject({ state: 'unregistered' });
    await bob.signIn();
    expect(await me(bob)).toMatchObject({ signedIn: true, registered: false });
    expect(await bob.problem('GET', '/api/auth/power-bi')).toMatchObject({ code: 'NOT_REGISTERED' });
  });

  it('R20, R21 tiles stay and are not updated; subscriptions stay, and each run says why', async () => {
    const before = installation.pictures.rendered;
    await passDays(6);
    await bob.signIn();
    const subscription = await subscriptionOf(bob);
    expect(subscription).toMatchObject({ state: 'active', statusCode: 'NOT_REGISTERED' });
    expect(subscription.statusText).toContain(
      'The delivery extension for this subscription could not be loaded',
    );
    expect(installation.gateway.tiles.size).toBe(1);
    expect(installation.pictures.rendered).toBe(before);
  });

  it('R21 registering again brings the same app and every subscription back to life, without a sign-in', async () => {
    await ada.signIn('/', { fresh: true });
    const { appId } = await registration();
    expect(await ada.json('POST', '/api/registration')).toMatchObject({ state: 'registered', appId });
    const ours = directory.entra.directory.state.applications.filter(({ uniqueName }) => uniqueName !== null);
    expect(ours).toHaveLength(2);
    await passDays(1);
    await bob.signIn();
    expect(await subscriptionOf(bob)).toMatchObject({ state: 'active', statusText: DONE });
  });

  it('an app that was deleted in Entra is an alarm for administrators, never a sign-in for people', async () => {
    await ada.signIn('/', { fresh: true });
    const { state } = directory.entra.directory;
    const { appId } = await registration();
    const app = state.applications.find((known) => known.appId === appId);
    if (!app) throw new Error('No app.');
    deleteApplication(directory.entra.directory, app);
    await passDays(8);
    expect(await installation.app.users.get(ownerOf(BOB))).toMatchObject({ tokenState: 'signed-in' });
    expect(await installation.app.alarms.current()).toMatchObject({ code: 'REGISTRATION_BROKEN' });
    expect(
      installation.logLines.filter((line) => line.includes('registration.broken')).length,
    ).toBeGreaterThan(0);
    const all = await installation.app.subscriptions.status(ownerOf(BOB), TILE);
    expect(all).toMatchObject({ code: 'REGISTRATION_BROKEN', failures: 0 });
  });

  it('while nobody can sign in, the set-up link admits; updating restores the app, and tiles go on', async () => {
    const operator = installation.person(ADA);
    expect((await operator.send('POST', '/api/setup/session')).status).toBe(200);
    expect(await operator.json('GET', '/api/registration')).toMatchObject({
      alarm: { code: 'REGISTRATION_BROKEN' },
    });
    expect((await operator.send('PATCH', '/api/registration')).status).toBe(200);
    expect(await installation.app.alarms.current()).toBeUndefined();
    expect(await cleo.problem('POST', '/api/setup/session')).toMatchObject({ code: 'FORBIDDEN' });
    await passDays(1);
    await bob.signIn();
    expect(await subscriptionOf(bob)).toMatchObject({ state: 'active', statusText: DONE });
  });

  it('a proof that Entra refuses is an alarm too, and updating puts the credential back', async () => {
    const { state } = directory.entra.directory;
    const app = state.applications.find(({ uniqueName }) => uniqueName?.endsWith('c1'));
    if (!app) throw new Error('No app.');
    app.federatedIdentityCredentials = [];
    await ada.signIn('/', { fresh: true }).catch(() => undefined);
    await passDays(1);
    expect(await installation.app.alarms.current()).toMatchObject({ code: 'REGISTRATION_BROKEN' });
    const operator = installation.person(ADA);
    await operator.send('POST', '/api/setup/session');
    expect((await operator.send('PATCH', '/api/registration')).status).toBe(200);
    expect(app.federatedIdentityCredentials).toHaveLength(1);
    await passDays(1);
    await bob.signIn();
    expect((await subscriptionOf(bob)).statusText).toBe(DONE);
  });

  it('U2, U5 signing out makes the token unreadable, also where an administrator had deleted the secret', async () => {
    await cleo.signIn();
    await cleo.signInToPowerBi();
    await cleo.json('DELETE', '/api/me/power-bi');
    const secretOf = async () =>
      (await directory.vault.control.inventory()).find(({ name }) => name === `pbi-${CLEO}`);
    expect(await secretOf()).toMatchObject({ enabledVersions: 0 });
    expect(await me(cleo)).toMatchObject({ powerBi: { state: 'none' } });
    await deleteSecret(`pbi-${CLEO}`);
    expect(await secretOf()).toMatchObject({ status: 'deleted' });
    await cleo.json('DELETE', '/api/me/power-bi');
    await cleo.signInToPowerBi();
    expect(await secretOf()).toMatchObject({ status: 'active', enabledVersions: 1 });
    expect(await installation.app.powerBiTokens.tokenFor(ownerOf(CLEO))).toMatch(/^eyJ/);
  });

  it('R18 deleting the app in Entra too is confirmed by its id, ends every session, and leaves the set-up link', async () => {
    await ada.signIn('/', { fresh: true });
    const { appId } = await registration();
    expect(await ada.problem('POST', '/api/registration/delete-app', { appId })).toMatchObject({
      code: 'CONFLICT',
    });
    await ada.json('DELETE', '/api/registration');
    const other = '99999999-9999-4999-8999-999999999999';
    expect(await ada.problem('POST', '/api/registration/delete-app', { appId: other })).toMatchObject({
      code: 'BAD_REQUEST',
    });
    await ada.json('POST', '/api/registration/delete-app', { appId });
    const { state } = directory.entra.directory;
    expect(state.applications.filter(({ uniqueName }) => uniqueName !== null)).toEqual([]);
    pass({ minutes: 2 });
    for (const person of [ada, bob]) {
      expect(await me(person)).toMatchObject({ signedIn: false, canSignIn: false });
      expect(await person.problem('GET', '/api/auth/sign-in')).toMatchObject({ code: 'NOT_REGISTERED' });
    }
  });

  it('R13 an app that an administrator made is saved only after a real sign-in with it', async () => {
    const operator = installation.person(ADA);
    await operator.send('POST', '/api/setup/session');
    const { appId, objectId } = await directory.entra.control.registerApplication({
      displayName: 'Made by hand',
      web: webOf(`${PORTAL}/api/auth/callback`),
      requiredResourceAccess: [{ resourceAppId: POWER_BI_RESOURCE, resourceAccess: [] }],
      optionalClaims: { idToken: [{ name: 'auth_time' }], accessToken: [] },
    });
    const verify = () => operator.verifyApp(appId, '/manage/integration');
    const before = await verify();
    expect(before.body).toMatchObject({ code: 'REGISTRATION_BROKEN' });
    expect(await operator.json('GET', '/api/registration')).toMatchObject({ state: 'unregistered' });
    expect(await installation.app.alarms.current()).toBeUndefined();

    const { byHand } = await operator.json<RegistrationAnswer>('GET', '/api/registration');
    const { issuer, subject, audience } = byHand.federatedCredential;
    const app = directory.entra.directory.state.applications.find(({ id }) => id === objectId);
    if (!app) throw new Error('No app.');
    app.federatedIdentityCredentials = [
      { id: 'f', name: 'by-hand', issuer, subject, audiences: [audience], description: null },
    ];
    const after = await verify();
    expect(after).toMatchObject({ status: 302, headers: { location: '/manage/integration' } });
    expect(await operator.json('GET', '/api/registration')).toMatchObject({ state: 'registered', appId });
    ada = operator;
  });

  it('R13, U6 with another app everybody has to sign in once, and is told once', async () => {
    await bob.signIn();
    expect(await me(bob)).toMatchObject({ registered: true, powerBi: { state: 'required' } });
    await passDays(3);
    await bob.signIn();
    expect(await subscriptionOf(bob)).toMatchObject({ state: 'active', statusCode: 'SIGN_IN_REQUIRED' });
    expect(await notificationsOf(bob)).toMatchObject([{ kind: 'sign-in' }]);
    await bob.signInToPowerBi();
    await passDays(1);
    await bob.signIn();
    expect((await subscriptionOf(bob)).statusText).toBe(DONE);
  });

  it('R16 an adopted app is changed by hand, and a sign-in at the new address records it', async () => {
    installation = installation.anotherInstance({ PORTAL_URLS: `${PORTAL},${SECOND_PORTAL}` });
    [ada, bob, cleo] = [movedTo(ada), movedTo(bob), movedTo(cleo)];
    await ada.signIn('/', { fresh: true });
    const refused = await ada.problem('PATCH', '/api/registration');
    expect(refused.code).toBe('DIRECTORY_REFUSED');
    expect(refused.detail).toContain(`${SECOND_PORTAL}/api/auth/callback`);
  });

  it('U6, U8 lapses a second time after another 90 days, and heals the same way', async () => {
    await passDays(92);
    await bob.signIn();
    expect(await subscriptionOf(bob)).toMatchObject({ state: 'active', statusCode: 'SIGN_IN_REQUIRED' });
    expect(await notificationsOf(bob)).toHaveLength(1);
    await bob.signInToPowerBi();
    await passDays(1);
    await bob.signIn();
    expect((await subscriptionOf(bob)).statusText).toBe(DONE);
  });

  it('has lasted more than 200 days, with no secret left without an owner', async () => {
    const days = now().since(Temporal.Instant.from(BEGIN)).total({ unit: 'hours' }) / 24;
    expect(days).toBeGreaterThan(200);
    const readable = (await directory.vault.control.inventory())
      .filter(({ name, enabledVersions }) => name.startsWith('pbi-') && enabledVersions > 0)
      .map(({ name }) => name);
    for (const name of readable)
      expect((await installation.app.users.get(ownerOf(name.slice(4))))?.tokenState, name).not.toBe('none');
  });
});

function webOf(redirectUri: string) {
  return {
    redirectUris: [redirectUri],
    homePageUrl: null,
    logoutUrl: null,
    implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
  };
}

/** As an administrator of the vault deletes a secret: softly. */
async function deleteSecret(name: string): Promise<void> {
  const [identity] = directory.entra.directory.state.managedIdentities;
  if (!identity) throw new Error('No managed identity.');
  const client = new SecretClient(directory.vault.url, managedIdentityCredential(identity.clientId), {
    allowInsecureConnection: true,
    disableChallengeResourceVerification: true,
  });
  await client.beginDeleteSecret(name);
}

/** The same browser at another instance. */
function movedTo(person: InProcessPerson): InProcessPerson {
  const moved = installation.person(person.account, person.entra);
  for (const [name, value] of person.cookies) moved.cookies.set(name, value);
  return moved;
}
