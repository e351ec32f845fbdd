import { SecretClient } from '@azure/keyvault-secrets';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { POWER_BI_RESOURCE } from '../../lib/power-bi/scopes.ts';
import { managedIdentityCredential } from '../../lib/storage/azure/managed-identity.ts';
import { deleteApplication } from '../../sandbox/entra/directory/applications.ts';
import '../support/every-route.ts';
import { PORTAL } from '../support/in-process-person.ts';
import { freezeTime, pass } from '../support/in-time.ts';
import {
  DONE,
  Life,
  meOf,
  notificationsOf,
  type RegistrationAnswer,
  SECOND_PORTAL,
  TILE,
} from '../support/life.ts';
import { ownerOf } from '../support/memory-installation.ts';
import { ADA, BOB, CLEO, type Directory, startDirectory } from '../support/stand-in-installation.ts';

// On a busy machine the longest of these take a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/**
 * What becomes of a registration whose app breaks, goes, or is another one. The tests follow each other: each goes on
 * where the last one ended.
 */
let directory: Directory;
let life: Life;
beforeAll(async () => {
  freezeTime('2026-03-02T08:00:00Z');
  directory = await startDirectory();
  life = new Life(directory);
  await life.ada.send('POST', '/api/setup/session');
  await life.ada.json('POST', '/api/registration');
  await life.ada.signIn();
  await life.bob.signIn();
  await life.bob.signInToPowerBi();
  await life.pinDaily();
  await life.passDays(1);
});
afterAll(() => directory.close());

describe('a registration whose app breaks, goes, or is another one', () => {
  it('an app that was deleted in Entra is an alarm for administrators, never a sign-in for people', async () => {
    await life.ada.signIn('/', { fresh: true });
    const { state } = directory.entra.directory;
    const { appId } = await life.registration();
    const app = state.applications.find((known) => known.appId === appId);
    if (!app) throw new Error('No app.');
    deleteApplication(directory.entra.directory, app);
    await life.passDays(8);
    expect(await life.installation.app.users.get(ownerOf(BOB))).toMatchObject({ tokenState: 'signed-in' });
    expect(await life.installation.app.alarms.current()).toMatchObject({ code: 'REGISTRATION_BROKEN' });
    expect(
      life.installation.logLines.filter((line) => line.includes('registration.broken')).length,
    ).toBeGreaterThan(0);
    const all = await life.installation.app.subscriptions.status(ownerOf(BOB), TILE);
    expect(all).toMatchObject({ code: 'REGISTRATION_BROKEN', failures: 0 });
  });

  it('while nobody can sign in, the set-up link admits; updating restores the app, and tiles go on', async () => {
    const operator = life.installation.person(ADA);
    expect((await operator.send('POST', '/api/setup/session')).status).toBe(200);
    expect(await operator.json('GET', '/api/registration')).toMatchObject({
      alarm: { code: 'REGISTRATION_BROKEN' },
    });
    expect((await operator.send('PATCH', '/api/registration')).status).toBe(200);
    expect(await life.installation.app.alarms.current()).toBeUndefined();
    expect(await life.cleo.problem('POST', '/api/setup/session')).toMatchObject({ code: 'FORBIDDEN' });
    await life.passDays(1);
    expect(await life.subscriptionOf(life.bob)).toMatchObject({ state: 'active', statusText: DONE });
  });

  it('a proof that Entra refuses is an alarm too, and updating puts the credential back', async () => {
    const { state } = directory.entra.directory;
    const app = state.applications.find(({ uniqueName }) => uniqueName?.endsWith('c1'));
    if (!app) throw new Error('No app.');
    app.federatedIdentityCredentials = [];
    await life.ada.signIn('/', { fresh: true }).catch(() => undefined);
    await life.passDays(1);
    expect(await life.installation.app.alarms.current()).toMatchObject({ code: 'REGISTRATION_BROKEN' });
    const operator = life.installation.person(ADA);
    await operator.send('POST', '/api/setup/session');
    expect((await operator.send('PATCH', '/api/registration')).status).toBe(200);
    expect(app.federatedIdentityCredentials).toHaveLength(1);
    await life.passDays(1);
    expect((await life.subscriptionOf(life.bob)).statusText).toBe(DONE);
  });

  it('U2, U5 signing out makes the token unreadable, also where an administrator had deleted the secret', async () => {
    await life.cleo.signIn();
    await life.cleo.signInToPowerBi();
    await life.cleo.json('DELETE', '/api/me/power-bi');
    const secretOf = async () =>
      (await directory.vault.control.inventory()).find(({ name }) => name === `pbi-${CLEO}`);
    expect(await secretOf()).toMatchObject({ enabledVersions: 0 });
    expect(await meOf(life.cleo)).toMatchObject({ powerBi: { state: 'none' } });
    await deleteSecret(`pbi-${CLEO}`);
    expect(await secretOf()).toMatchObject({ status: 'deleted' });
    await life.cleo.json('DELETE', '/api/me/power-bi');
    await life.cleo.signInToPowerBi();
    expect(await secretOf()).toMatchObject({ status: 'active', enabledVersions: 1 });
    expect(await life.installation.app.powerBiTokens.tokenFor(ownerOf(CLEO))).toMatch(/^eyJ/);
  });

  it('R18 deleting the app in Entra too is confirmed by its id, ends every session, and leaves the set-up link', async () => {
    await life.ada.signIn('/', { fresh: true });
    const { appId } = await life.registration();
    expect(await life.ada.problem('POST', '/api/registration/delete-app', { appId })).toMatchObject({
      code: 'CONFLICT',
    });
    await life.ada.json('DELETE', '/api/registration');
    const other = '99999999-9999-4999-8999-999999999999';
    expect(await life.ada.problem('POST', '/api/registration/delete-app', { appId: other })).toMatchObject({
      code: 'BAD_REQUEST',
    });
    await life.ada.json('POST', '/api/registration/delete-app', { appId });
    const { state } = directory.entra.directory;
    expect(state.applications.filter(({ uniqueName }) => uniqueName !== null)).toEqual([]);
    pass({ minutes: 2 });
    for (const person of [life.ada, life.bob]) {
      expect(await meOf(person)).toMatchObject({ signedIn: false, canSignIn: false });
      expect(await person.problem('GET', '/api/auth/sign-in')).toMatchObject({ code: 'NOT_REGISTERED' });
    }
  });

  it('R13 an app that an administrator made is saved only after a real sign-in with it', async () => {
    const operator = life.installation.person(ADA);
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
    expect(await life.installation.app.alarms.current()).toBeUndefined();

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
    life.ada = operator;
  });

  it('R13, U6 with another app everybody has to sign in once, and is told once', async () => {
    await life.bob.signIn();
    expect(await meOf(life.bob)).toMatchObject({ registered: true, powerBi: { state: 'required' } });
    await life.passDays(3);
    expect(await life.subscriptionOf(life.bob)).toMatchObject({
      state: 'active',
      statusCode: 'SIGN_IN_REQUIRED',
    });
    expect(await notificationsOf(life.bob)).toMatchObject([{ kind: 'sign-in' }]);
    await life.bob.signInToPowerBi();
    await life.passDays(1);
    expect((await life.subscriptionOf(life.bob)).statusText).toBe(DONE);
  });

  it('R16 an adopted app is changed by hand, and a sign-in at the new address records it', async () => {
    life.restart({ PORTAL_URLS: `${PORTAL},${SECOND_PORTAL}` });
    await life.ada.signIn('/', { fresh: true });
    const refused = await life.ada.problem('PATCH', '/api/registration');
    expect(refused.code).toBe('DIRECTORY_REFUSED');
    expect(refused.detail).toContain(`${SECOND_PORTAL}/api/auth/callback`);

    const { appId } = await life.registration();
    const app = directory.entra.directory.state.applications.find((known) => known.appId === appId);
    if (!app) throw new Error('No app.');
    app.web = { ...app.web, redirectUris: [...app.web.redirectUris, `${SECOND_PORTAL}/api/auth/callback`] };
    life.ada.portal = SECOND_PORTAL;
    expect((await life.ada.verifyApp(appId, '/manage/integration')).status).toBe(302);
    expect(await life.registration()).toMatchObject({ appId, missingRedirectUrls: [] });
    expect(await life.subscriptionOf(life.bob)).toMatchObject({ statusText: DONE });
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
