import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import '../support/every-route.ts';
import { problemOf } from '../support/in-process-person.ts';
import { freezeTime, pass } from '../support/in-time.ts';
import { type RegisteredInstallation, registered } from '../support/registered-installation.ts';
import { BOB, type Directory, startDirectory } from '../support/stand-in-installation.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What an outage of the key vault leaves of the doors that are open to everybody. */
const PIN = '5c000000-0000-4000-8000-000000000001';
let directory: Directory;
let there: RegisteredInstallation;
let secret: string;

beforeAll(async () => {
  freezeTime('2026-03-02T08:00:00Z');
  directory = await startDirectory();
  there = await registered(directory);
  const picture = { title: 'Sales', png: new TextEncoder().encode('picture'), warnings: [] };
  const { app } = there.installation;
  const { url } = await app.pinPictures.publish(PIN, picture, { refreshedAt: app.clock.now(), zone: 'UTC' });
  secret = url.split('/').at(-2) ?? '';
  await directory.vault.control.throttle({ times: 100_000, retryAfterSeconds: 0 });
});
afterAll(() => directory.close());

const countReads = async () => {
  const counts = await directory.vault.control.counts();
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
};

describe('while the key vault is away, a process that has just begun', () => {
  it('says who is signed in, and shows pictures, without asking it', async () => {
    const cold = there.installation.anotherInstance().person(BOB);
    await directory.vault.control.resetCounts();
    expect(await cold.json('GET', '/api/me')).toMatchObject({ signedIn: false, canSignIn: true });
    const shown = await cold.send('GET', `/t/${PIN}/${secret}/v`);
    expect(new TextDecoder().decode(shown.body as Uint8Array)).toContain('picture');
    expect(await countReads()).toBe(0);
  });

  it('says of a sign-in that it comes later, to people and to programs, and asks the vault no more than a few times', async () => {
    const cold = there.installation.anotherInstance().person(BOB);
    const answer = await cold.send('GET', '/api/auth/sign-in');
    expect(problemOf(answer)).toMatchObject({ code: 'SECRETS_UNAVAILABLE', status: 503 });
    expect(problemOf(answer).detail).toMatch(/key vault/);
    const page = await cold.send('GET', '/api/auth/sign-in', { headers: { accept: 'text/html' } });
    expect(page.headers?.location).toBe('/sign-in-failed?code=SECRETS_UNAVAILABLE');
    await directory.vault.control.resetCounts();
    for (let request = 0; request < 50; request++)
      expect((await cold.send('GET', '/api/auth/sign-in')).status).toBe(503);
    expect(await countReads()).toBe(0);
  });

  it('does not take the cookies of those who are signed in for bad ones', async () => {
    const cold = there.installation.anotherInstance().person(BOB);
    for (const [name, value] of there.ada.cookies) cold.cookies.set(name, value);
    expect(problemOf(await cold.send('GET', '/api/subscriptions'))).toMatchObject({ status: 503 });
  });
});

describe('while the key vault is away, a process that was there before', () => {
  it('keeps people signed in, and begins sign-ins', async () => {
    pass({ hours: 2 });
    expect((await there.ada.send('GET', '/api/subscriptions')).status).toBe(200);
    const begun = await there.installation.person(BOB).send('GET', '/api/auth/sign-in');
    expect(begun.status).toBe(302);
  });
});
