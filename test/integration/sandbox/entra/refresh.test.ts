import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EntraStandIn, startEntra } from '../../../../sandbox/entra/start.ts';
import {
  BOB,
  confidentialClient,
  POWER_BI,
  type Registered,
  refreshFrom,
  refusalOf,
  registerWebApplication,
  signInByCode,
} from './setup.ts';

let entra: EntraStandIn;
let registered: Registered;
beforeEach(async () => {
  entra = await startEntra();
  registered = await registerWebApplication(entra);
});
afterEach(async () => {
  vi.useRealTimers();
  await entra.close();
});

const freshClient = () => confidentialClient(entra, registered);
const signedIn = async () => (await signInByCode({ client: freshClient() })).cache;

describe('silent refresh in a fresh process', () => {
  test('uses the cached access token, and the refresh token once that has run out', async () => {
    const cache = await signedIn();
    const cached = await refreshFrom(freshClient(), cache, { forceRefresh: false });
    expect(cached.result.fromCache).toBe(true);
    const renewed = await refreshFrom(freshClient(), cache);
    expect(renewed.result.fromCache).toBe(false);
    expect(renewed.result.accessToken).not.toBe(cached.result.accessToken);
  });

  test('rotates the refresh token and leaves the old one valid', async () => {
    const first = await signedIn();
    const second = await refreshFrom(freshClient(), first);
    expect(refreshTokenIn(second.cache)).not.toBe(refreshTokenIn(first));
    await expect(refreshFrom(freshClient(), first)).resolves.toBeDefined();
    await expect(refreshFrom(freshClient(), second.cache)).resolves.toBeDefined();
  });

  test('five parallel refreshes of one person all succeed', async () => {
    const cache = await signedIn();
    const all = await Promise.all(Array.from({ length: 5 }, () => refreshFrom(freshClient(), cache)));
    expect(new Set(all.map(({ result }) => result.accessToken)).size).toBe(5);
  });

  test('a refresh token is good for another resource that the application may use', async () => {
    const cache = await signedIn();
    const graph = await refreshFrom(freshClient(), cache, { scopes: ['openid'] });
    expect(graph.result.scopes).toContain('openid');
    await expect(refusalOf(refreshFrom(freshClient(), cache, { scopes: ['User.Read'] }))).resolves.toEqual({
      type: 'InteractionRequired',
      code: 'invalid_grant',
      sub: 'consent_required',
      number: 65001,
    });
  });
});

describe('time', () => {
  test('Entra lives in a time of its own: advancing it touches no clock of the process', async () => {
    const before = Date.now();
    const { now } = await entra.control.advance({ days: 400 });
    expect(Date.parse(now) - before).toBeGreaterThan(399 * 86_400_000);
    expect(Date.now() - before).toBeLessThan(60_000);
  });

  test('a refresh token slides: 89 idle days are well, 91 are refused as inactive', async () => {
    const first = await signedIn();
    await entra.control.advance({ days: 89 });
    const second = await refreshFrom(freshClient(), first);
    await entra.control.advance({ days: 89 });
    const third = await refreshFrom(freshClient(), second.cache);
    await entra.control.advance({ days: 91 });
    await expect(refusalOf(refreshFrom(freshClient(), third.cache))).resolves.toEqual({
      type: 'InteractionRequired',
      code: 'invalid_grant',
      sub: 'bad_token',
      number: 700082,
    });
  });

  test('270 simulated days, both sides in the same time: one refresh a day keeps the sign-in alive', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const start = Date.now();
    let cache = await signedIn();
    const seen = new Set<string>();
    for (let day = 1; day <= 270; day += 1) {
      vi.setSystemTime(start + day * 86_400_000);
      // The cached access token has run out by itself: nothing is forced.
      const { result, cache: next } = await refreshFrom(freshClient(), cache, { forceRefresh: false });
      expect(result.fromCache).toBe(false);
      seen.add(refreshTokenIn(next));
      cache = next;
    }
    expect(seen.size).toBe(270);
    vi.setSystemTime(start + 270 * 86_400_000 + 91 * 86_400_000);
    await expect(
      refusalOf(refreshFrom(freshClient(), cache, { forceRefresh: false })),
    ).resolves.toMatchObject({
      number: 700082,
    });
  }, 60_000);
});

describe('what an administrator does to a person or an application', () => {
  test.each([
    ['revoking sessions', 'revokeUser', { type: 'InteractionRequired', sub: 'bad_token', number: 50173 }],
    ['disabling the account', 'disableUser', { type: 'ServerError', sub: undefined, number: 50057 }],
    ['deleting the account', 'deleteUser', { type: 'ServerError', sub: undefined, number: 500341 }],
  ] as const)('%s refuses the next refresh', async (_, act, expected) => {
    const cache = await signedIn();
    await entra.control[act]({ user: BOB });
    await expect(refusalOf(refreshFrom(freshClient(), cache))).resolves.toEqual({
      code: 'invalid_grant',
      ...expected,
    });
  });

  test('signing in again after a revocation gives a token that lives', async () => {
    await signedIn();
    await entra.control.revokeUser({ user: BOB });
    await expect(refreshFrom(freshClient(), await signedIn())).resolves.toBeDefined();
  });

  test('an application that is gone refuses everybody as unauthorized_client', async () => {
    const cache = await signedIn();
    entra.directory.state.applications = [];
    await expect(refusalOf(refreshFrom(freshClient(), cache))).resolves.toEqual({
      type: 'ServerError',
      code: 'unauthorized_client',
      sub: undefined,
      number: 700016,
    });
  });

  test('a wrong secret and an expired one are the operator’s problem', async () => {
    const cache = await signedIn();
    const wrong = confidentialClient(entra, { ...registered, secretText: 'wrong' });
    await expect(refusalOf(refreshFrom(wrong, cache))).resolves.toMatchObject({
      code: 'invalid_client',
      number: 7000215,
    });
    await entra.control.advance({ days: 731 });
    await expect(refusalOf(refreshFrom(freshClient(), cache))).resolves.toMatchObject({
      code: 'invalid_client',
      number: 7000222,
    });
  });

  test('withdrawn consent is asked for again', async () => {
    const cache = await signedIn();
    await entra.control.withdrawConsent({ appId: registered.appId });
    await expect(refusalOf(refreshFrom(freshClient(), cache))).resolves.toMatchObject({ number: 65001 });
  });

  test('refresh tokens outlive a change of redirect URIs', async () => {
    const cache = await signedIn();
    const [application] = entra.directory.state.applications;
    if (application === undefined) throw new Error('No application.');
    application.web = { ...application.web, redirectUris: ['https://elsewhere.example/cb'] };
    await expect(refreshFrom(freshClient(), cache)).resolves.toBeDefined();
  });
});

function refreshTokenIn(cache: string): string {
  const [token]: { secret: string }[] = Object.values(JSON.parse(cache).RefreshToken);
  if (token === undefined) throw new Error(`No refresh token for ${POWER_BI} in the cache.`);
  return token.secret;
}
