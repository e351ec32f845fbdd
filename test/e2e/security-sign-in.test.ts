import { CompactEncrypt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runUpkeep } from '../../lib/upkeep/run-upkeep.ts';
import { upkeepWork } from '../../lib/upkeep/upkeep-work.ts';
import { signIn } from '../../sandbox/entra/browser.ts';
import '../support/every-route.ts';
import { type InProcessPerson, PORTAL, problemOf } from '../support/in-process-person.ts';
import { freezeTime, pass } from '../support/in-time.ts';
import { ownerOf } from '../support/memory-installation.ts';
import { type RegisteredInstallation, registered } from '../support/registered-installation.ts';
import {
  BOB,
  CLEO,
  type Directory,
  EVE,
  StandInInstallation,
  startDirectory,
} from '../support/stand-in-installation.ts';

/** Attacks on a way to Entra and back, and on what it leaves in the browser. */
let directory: Directory;
let there: RegisteredInstallation;
const person = (account: string) => there.installation.person(account);

beforeAll(async () => {
  freezeTime('2026-03-02T08:00:00Z');
  directory = await startDirectory();
  there = await registered(directory);
});
afterAll(() => directory.close());

/** Begins a sign-in and comes back from Entra, without going to the callback yet. */
async function comeBack(who: InProcessPerson, path: string): Promise<string> {
  const begun = await who.send('GET', path);
  const back = await signIn(begun.headers?.location ?? '', { account: who.account, browser: who.entra });
  return `${back.pathname}${back.search}`;
}

const ELSEWHERE = [
  'https://evil.example/',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/..//evil.example',
  '/x/../..//evil.example/y',
  '/%2e%2e//evil.example',
  'http:evil.example',
  'javascript:alert(1)',
  ' //evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/x\r\nlocation: https://evil.example',
  'data:text/html,x',
  '@evil.example',
  `${PORTAL}@evil.example`,
];

describe('a sign-in comes back', () => {
  it('to this portal, whatever address it was given', async () => {
    for (const returnTo of ELSEWHERE) {
      const bob = person(BOB);
      const landed = await bob.signIn(returnTo);
      expect(new URL(landed, PORTAL).origin, returnTo).toBe(PORTAL);
      expect(landed, returnTo).not.toMatch(/^\/[/\\]|[\r\n\t]/);
    }
  });

  it('to a page of it with its query', async () => {
    expect(await person(BOB).signIn('/reports/r?pin=Chart 1#x')).toBe('/reports/r?pin=Chart%201#x');
  });

  it('to a registered address, whatever host the request claims', async () => {
    for (const headers of [
      { host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example' },
      { forwarded: 'host=evil.example' },
      { 'x-original-url': 'https://evil.example' },
    ]) {
      const begun = await person(BOB).send('GET', '/api/auth/sign-in', { headers });
      const redirectUri = new URL(begun.headers?.location ?? '').searchParams.get('redirect_uri');
      expect(redirectUri).toBe(`${PORTAL}/api/auth/callback`);
    }
  });

  it('with PKCE, state and nonce, none of which is used twice', async () => {
    const seen = new Set<string>();
    for (let time = 0; time < 3; time++) {
      const begun = await person(BOB).send('GET', '/api/auth/sign-in');
      const query = new URL(begun.headers?.location ?? '').searchParams;
      expect(query.get('code_challenge_method')).toBe('S256');
      expect(query.get('response_mode')).toBe('query');
      for (const name of ['state', 'nonce', 'code_challenge']) {
        expect((query.get(name) ?? '').length).toBeGreaterThanOrEqual(43);
        seen.add(query.get(name) ?? '');
      }
    }
    expect(seen.size).toBe(9);
  });
});

describe('a callback is refused', () => {
  const expectRefused = async (answer: Promise<unknown>, code: string, status: number) =>
    expect(problemOf((await answer) as never)).toMatchObject({ code, status });

  it('in the browser of somebody who did not begin it (login CSRF)', async () => {
    const path = await comeBack(person(EVE), '/api/auth/sign-in');
    const victim = person(BOB);
    await expectRefused(victim.send('GET', path), 'SIGN_IN_STATE_INVALID', 400);
    expect(victim.cookies.size).toBe(0);
  });

  it('a second time, with the same state, code and cookie', async () => {
    const bob = person(BOB);
    const path = await comeBack(bob, '/api/auth/sign-in');
    const cookies = new Map(bob.cookies);
    expect((await bob.send('GET', path)).status).toBe(302);
    await directory.entra.control.resetCounts();
    for (const [name, value] of cookies) bob.cookies.set(name, value);
    await expectRefused(bob.send('GET', path), 'SIGN_IN_STATE_INVALID', 400);
    // By us, not by Entra, which would refuse the code but not a state.
    expect((await directory.entra.control.counts()).token ?? 0).toBe(0);
  });

  it('a second time side by side: one of them wins', async () => {
    const bob = person(BOB);
    const path = await comeBack(bob, '/api/auth/sign-in');
    await directory.entra.control.resetCounts();
    const both = await Promise.all([bob.send('GET', path), bob.send('GET', path)]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 400]);
    expect((await directory.entra.control.counts()).token).toBe(1);
  });

  it('with the code of another sign-in', async () => {
    const [bob, eve] = [person(BOB), person(EVE)];
    const stolen = new URL(await comeBack(eve, '/api/auth/sign-in'), PORTAL).searchParams.get('code') ?? '';
    const own = new URL(await comeBack(bob, '/api/auth/sign-in'), PORTAL);
    own.searchParams.set('code', stolen);
    await expectRefused(bob.send('GET', `${own.pathname}${own.search}`), 'SIGN_IN_STATE_INVALID', 400);
  });

  it('with a code that somebody made up, and nobody can make an alarm about the application of it', async () => {
    for (const code of ['', ' ', '\n', 'x', 'x'.repeat(7000), '\u{1F600}']) {
      const eve = person(EVE);
      const path = new URL(await comeBack(eve, '/api/auth/sign-in'), PORTAL);
      path.searchParams.set('code', code);
      const refused = problemOf(await eve.send('GET', `${path.pathname}${path.search}`));
      expect(['SIGN_IN_STATE_INVALID', 'SIGN_IN_REFUSED'], JSON.stringify(code)).toContain(refused.code);
    }
    expect(await there.installation.app.alarms.current()).toBeUndefined();
  });

  it('after ten minutes', async () => {
    const bob = person(BOB);
    const path = await comeBack(bob, '/api/auth/sign-in');
    pass({ minutes: 10, seconds: 1 });
    await expectRefused(bob.send('GET', path), 'SIGN_IN_STATE_INVALID', 400);
  });

  it('when another person finishes what somebody began (account mix-up)', async () => {
    const [bob, eve] = [person(BOB), person(EVE)];
    await bob.signIn();
    await eve.signIn();
    const path = await comeBack(bob, '/api/auth/power-bi');
    const state = new URL(path, PORTAL).searchParams.get('state') ?? '';
    for (const [name, value] of bob.cookies) if (name.includes('tx')) eve.cookies.set(name, value);
    expect(state).not.toBe('');
    await expectRefused(eve.send('GET', path), 'SIGN_IN_OTHER_ACCOUNT', 403);
    for (const account of [BOB, EVE])
      expect(await there.installation.app.users.get(ownerOf(account))).toBeUndefined();
  });

  it('when the account at Entra is not the one of the session', async () => {
    const bob = person(BOB);
    await bob.signIn();
    const begun = await bob.send('GET', '/api/auth/power-bi');
    const back = await signIn(begun.headers?.location ?? '', { account: EVE });
    const answer = problemOf(await bob.send('GET', `${back.pathname}${back.search}`));
    expect(answer).toMatchObject({ code: 'SIGN_IN_OTHER_ACCOUNT', status: 403 });
    expect(answer.detail).toContain('eve@contoso.example');
    expect(await there.installation.app.users.get(ownerOf(EVE))).toBeUndefined();
  });

  it('when nobody is signed in any more', async () => {
    const bob = person(BOB);
    await bob.signIn();
    const path = await comeBack(bob, '/api/auth/power-bi');
    await bob.send('POST', '/api/auth/sign-out');
    await expectRefused(bob.send('GET', path), 'SIGN_IN_OTHER_ACCOUNT', 403);
  });

  it('without a state, with an error, or with markup in it, and says nothing that the address says', async () => {
    const bob = person(BOB);
    await expectRefused(bob.send('GET', '/api/auth/callback?code=x'), 'SIGN_IN_STATE_INVALID', 400);
    const begun = await bob.send('GET', '/api/auth/sign-in');
    const state = new URL(begun.headers?.location ?? '').searchParams.get('state');
    const path = `/api/auth/callback?state=${state}&error=access_denied&error_description=${encodeURIComponent('<b>call 0800-EVIL</b>')}`;
    const answer = await bob.send('GET', path);
    expect(problemOf(answer)).toMatchObject({ code: 'SIGN_IN_REFUSED', status: 403 });
    expect(JSON.stringify(answer.body)).not.toContain('EVIL');
  });

  it('when its parameters are given twice', async () => {
    const bob = person(BOB);
    const path = await comeBack(bob, '/api/auth/sign-in');
    const answer = await bob.send('GET', `${path}&state=${'x'.repeat(43)}`);
    expect(answer.status).toBe(400);
  });

  it('after thirty codes from one address that Entra refused', async () => {
    const bob = person(BOB);
    const headers = { 'x-forwarded-for': 'spoofed, 203.0.113.7:4711' };
    const bogus = async () => {
      const begun = await bob.send('GET', '/api/auth/sign-in');
      const state = new URL(begun.headers?.location ?? '').searchParams.get('state');
      return problemOf(await bob.send('GET', `/api/auth/callback?state=${state}&code=bogus`, { headers }));
    };
    const codes: (string | undefined)[] = [];
    for (let time = 0; time < 32; time++) codes.push((await bogus()).code);
    expect(new Set(codes.slice(0, 30))).toEqual(new Set(['SIGN_IN_STATE_INVALID']));
    expect(codes.slice(30)).toEqual(['TOO_MANY_REQUESTS', 'TOO_MANY_REQUESTS']);
    expect(await person(CLEO).signIn('/browse')).toBe('/browse');
  });
});

describe('a person whose sign-in is refused', () => {
  const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

  it('lands on the page of the portal about it, and the address says a code of ours and nothing else', async () => {
    const bob = person(BOB);
    const begun = await bob.send('GET', '/api/auth/sign-in');
    const state = new URL(begun.headers?.location ?? '').searchParams.get('state');
    const words = encodeURIComponent('AADSTS65004: <b>call 0800-EVIL</b>');
    const path = `/api/auth/callback?state=${state}&error=access_denied&error_description=${words}`;
    const answer = await bob.send('GET', path, { headers: HTML });
    expect(answer).toMatchObject({
      status: 302,
      headers: { location: '/sign-in-failed?code=SIGN_IN_REFUSED', 'cache-control': 'no-store' },
    });
    expect(answer.body).toBeUndefined();
  });

  it('lands there with a state that was used, with none, and with parameters that are too long', async () => {
    const bob = person(BOB);
    const path = await comeBack(bob, '/api/auth/sign-in');
    const cookies = new Map(bob.cookies);
    await bob.send('GET', path);
    for (const [name, value] of cookies) bob.cookies.set(name, value);
    for (const [address, code] of [
      [path, 'SIGN_IN_STATE_INVALID'],
      ['/api/auth/callback?code=x', 'SIGN_IN_STATE_INVALID'],
      [`/api/auth/callback?state=${'x'.repeat(300)}`, 'BAD_REQUEST'],
    ] as const)
      expect((await bob.send('GET', address, { headers: HTML })).headers?.location).toBe(
        `/sign-in-failed?code=${code}`,
      );
  });

  it('lands there where the way to Entra cannot be begun', async () => {
    const nobody = person(EVE);
    expect((await nobody.send('GET', '/api/auth/power-bi', { headers: HTML })).headers?.location).toBe(
      '/sign-in-failed?code=NOT_SIGNED_IN',
    );
    await nobody.signIn();
    expect((await nobody.send('GET', '/api/auth/consent', { headers: HTML })).headers?.location).toBe(
      '/sign-in-failed?code=FORBIDDEN',
    );
  });

  it('gets the problem itself as a program, which takes anything', async () => {
    const answer = await person(BOB).send('GET', '/api/auth/callback?code=x', { headers: { accept: '*/*' } });
    expect(problemOf(answer)).toMatchObject({ code: 'SIGN_IN_STATE_INVALID', status: 400 });
    expect(Object.keys(answer.body as object)).not.toContain('headers');
  });

  it('keeps no cookie of the way that came back, good or refused, and those of other ways', async () => {
    const bob = person(BOB);
    const other = await bob.send('GET', '/api/auth/sign-in');
    expect(other.cookies).toHaveLength(1);
    const good = await comeBack(bob, '/api/auth/sign-in');
    const ways = () => [...bob.cookies.keys()].filter((name) => name.startsWith('rt-tx-'));
    expect(ways()).toHaveLength(2);
    expect((await bob.send('GET', good)).status).toBe(302);
    expect(ways()).toEqual([other.cookies?.[0]?.name]);
    const state = new URL(other.headers?.location ?? '').searchParams.get('state');
    expect((await bob.send('GET', `/api/auth/callback?state=${state}&error=access_denied`)).status).toBe(403);
    expect(ways()).toEqual([]);
  });
});

describe('a cookie is refused', () => {
  const isIn = async (who: InProcessPerson) => (await who.send('GET', '/api/subscriptions')).status === 200;

  it('with any part of it changed', async () => {
    const bob = person(BOB);
    await bob.signIn();
    expect(await isIn(bob)).toBe(true);
    const good = bob.cookies.get('rt-session') ?? '';
    const parts = good.split('.');
    expect(parts).toHaveLength(5);
    for (const index of [0, 2, 3, 4]) {
      const changed = parts.with(index, flipped(parts[index] ?? ''));
      bob.cookies.set('rt-session', changed.join('.'));
      expect(await isIn(bob), `part ${index}`).toBe(false);
    }
  });

  it('after eight hours', async () => {
    const bob = person(BOB);
    await bob.signIn();
    pass({ hours: 7, minutes: 59 });
    expect(await isIn(bob)).toBe(true);
    pass({ minutes: 2 });
    expect(await isIn(bob)).toBe(false);
  });

  it('that was made for something else', async () => {
    const bob = person(BOB);
    await bob.signIn();
    await bob.send('GET', '/api/auth/sign-in');
    const transaction = [...bob.cookies].find(([name]) => name.startsWith('rt-tx-'))?.[1] ?? '';
    const session = bob.cookies.get('rt-session') ?? '';
    const eve = person(EVE);
    eve.cookies.set('rt-session', transaction);
    expect(await isIn(eve)).toBe(false);
    eve.cookies.delete('rt-session');
    eve.cookies.set('rt-setup', session);
    expect(await eve.problem('GET', '/api/registration')).toMatchObject({ status: 401 });
    const begun = await eve.send('GET', '/api/auth/sign-in');
    const state = new URL(begun.headers?.location ?? '').searchParams.get('state');
    for (const name of eve.cookies.keys()) if (name.startsWith('rt-tx-')) eve.cookies.set(name, session);
    expect(await eve.problem('GET', `/api/auth/callback?state=${state}&code=x`)).toMatchObject({
      code: 'SIGN_IN_STATE_INVALID',
    });
  });

  it('that names a key that is none, or no key at all', async () => {
    const claims = {
      oid: BOB,
      tid: directory.entra.tenantId,
      name: 'x',
      upn: 'x',
      roles: ['Admin'],
      epoch: '0.0',
    };
    const payload = { ...claims, aud: 'x', exp: Math.floor(Date.now() / 1000) + 3600 };
    for (const kid of [
      'constructor',
      '__proto__',
      'toString',
      '',
      '../session-keys',
      'a'.repeat(500),
      undefined,
    ]) {
      const forged = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'session', ...(kid !== undefined && { kid }) })
        .encrypt(new Uint8Array(32));
      const eve = person(EVE);
      eve.cookies.set('rt-session', forged);
      expect(await eve.problem('GET', '/api/subscriptions'), String(kid)).toMatchObject({ status: 401 });
    }
  });

  it('that is no JWE: plain, signed by nobody, empty, or huge', async () => {
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ oid: BOB })).toString('base64url')}.`;
    for (const value of [none, 'x', '....', 'a'.repeat(100_000), JSON.stringify({ oid: BOB })]) {
      const eve = person(EVE);
      eve.cookies.set('rt-session', value);
      expect((await eve.send('GET', '/api/subscriptions')).status).toBe(401);
    }
  });

  it('of another installation in the same tenant', async () => {
    // The worst case: the same vault with the same keys, the same tables, the same tenant.
    const other = new StandInInstallation(directory, {
      environment: { AZURE_CLIENT_ID: '1d000000-0000-4000-8000-0000000000c2' },
      storage: there.installation.storage,
    });
    const bob = person(BOB);
    await bob.signIn();
    const visitor = other.person(BOB);
    for (const [name, value] of bob.cookies) visitor.cookies.set(name, value);
    expect((await visitor.send('GET', '/api/subscriptions')).status).toBe(401);
  });

  it('after its person signed out everywhere, and after an administrator signed everybody out', async () => {
    const [bob, cleo] = [person(BOB), person(CLEO)];
    await bob.signIn();
    await cleo.signIn();
    const kept = bob.cookies.get('rt-session') ?? '';
    expect((await bob.send('POST', '/api/auth/sign-out-everywhere')).status).toBe(204);
    bob.cookies.set('rt-session', kept);
    expect(await isIn(bob)).toBe(false);
    expect(await isIn(cleo)).toBe(true);

    expect(await cleo.problem('POST', '/api/auth/sign-everybody-out')).toMatchObject({ code: 'FORBIDDEN' });
    await there.ada.signIn('/', { fresh: true });
    expect((await there.ada.send('POST', '/api/auth/sign-everybody-out')).status).toBe(204);
    expect(await isIn(cleo)).toBe(false);
    await cleo.signIn();
    expect(await isIn(cleo)).toBe(true);
  });

  it('and the sign-in to Power BI with it, when the administrator confirms that by the id of the app', async () => {
    const { app, storage } = there.installation;
    const bob = person(BOB);
    await bob.signIn();
    await bob.signInToPowerBi();
    const owner = ownerOf(BOB);
    const version = (await app.users.get(owner))?.tokenVersion ?? '';
    await there.ada.signIn('/', { fresh: true });
    const path = '/api/auth/sign-everybody-out';
    for (const body of [
      { powerBi: 'remove-tokens' },
      { powerBi: 'remove-tokens', appId: '11111111-1111-4111-8111-111111111111' },
      { powerBi: 'all', appId: there.appId },
    ])
      expect(await there.ada.problem('POST', path, body)).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await isIn(bob)).toBe(true);
    const confirmed = { powerBi: 'remove-tokens', appId: there.appId };
    expect((await there.ada.send('POST', path, { body: confirmed })).status).toBe(204);
    await there.ada.signIn('/', { fresh: true });
    expect(await there.ada.json('GET', path)).toMatchObject({ state: 'stopping-use', people: 0 });
    expect(await bob.problem('GET', path)).toMatchObject({ status: 401 });
    await runUpkeep({ ...app, upkeepWork: upkeepWork(app) });
    expect(await there.ada.json('GET', path)).toMatchObject({ state: 'done', people: 1, tokensRemoved: 1 });
    expect(await isIn(bob)).toBe(false);
    expect(await app.users.get(owner)).toMatchObject({ tokenState: 'sign-in-required' });
    expect(await app.tokenStore.load(owner, version)).toBeUndefined();
    await expect(app.powerBiTokens.tokenFor(owner)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
    const audit = storage.table('Audit');
    const { rows } = await audit.page({ partition: { from: '2026', to: '2027' } });
    expect(rows.map(({ cells }) => cells.action)).toContain('power-bi-sign-ins.ended');
    await bob.signIn();
    await bob.signInToPowerBi();
    expect(await app.powerBiTokens.tokenFor(owner)).toMatch(/^eyJ/);
  });

  it('holds no token, no secret and no name in the clear', async () => {
    const bob = person(BOB);
    await bob.signIn();
    await bob.signInToPowerBi();
    await bob.send('GET', '/api/auth/sign-in');
    for (const value of bob.cookies.values()) {
      const [header = ''] = value.split('.');
      const { alg, enc, ...rest } = JSON.parse(Buffer.from(header, 'base64url').toString());
      expect({ alg, enc }).toEqual({ alg: 'dir', enc: 'A256GCM' });
      expect(Object.keys(rest).sort()).toEqual(['kid', 'typ']);
    }
  });
});

function flipped(text: string): string {
  const middle = Math.floor(text.length / 2);
  const letter = text[middle] === 'A' ? 'B' : 'A';
  return `${text.slice(0, middle)}${letter}${text.slice(middle + 1)}`;
}
