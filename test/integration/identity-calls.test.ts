import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import '../support/every-route.ts';
import { freezeTime, pass } from '../support/in-time.ts';
import { ownerOf } from '../support/memory-installation.ts';
import {
  ADA,
  BOB,
  CLEO,
  type Directory,
  EVE,
  StandInInstallation,
  startDirectory,
} from '../support/stand-in-installation.ts';

// On a busy machine the longest of these take a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What a run costs at Key Vault and at Entra, on the stand-ins with the real clients. */
let directory: Directory;
let installation: StandInInstallation;
const OWNER = ownerOf(BOB);

beforeAll(async () => {
  freezeTime('2026-03-02T08:00:00Z');
  directory = await startDirectory();
  installation = new StandInInstallation(directory);
  const ada = installation.person(ADA);
  await ada.send('POST', '/api/setup/session');
  await ada.json('POST', '/api/registration');
  await ada.signIn();
  for (const account of [BOB, CLEO, EVE]) {
    const person = installation.person(account);
    await person.signIn();
    await person.signInToPowerBi();
  }
});
afterAll(() => directory.close());
beforeEach(async () => {
  await directory.vault.control.resetCounts();
  await directory.entra.control.resetCounts();
});

async function counts() {
  const { challenge: _, ...vault } = await directory.vault.control.counts();
  const { token = 0 } = await directory.entra.control.counts();
  return { vault, token };
}

describe('what a run costs', () => {
  it('with a token in memory: nothing at Key Vault, nothing at Entra', async () => {
    await installation.app.powerBiTokens.tokenFor(OWNER);
    await directory.vault.control.resetCounts();
    await directory.entra.control.resetCounts();
    for (let run = 0; run < 20; run++) await installation.app.powerBiTokens.tokenFor(OWNER);
    expect(await counts()).toEqual({ vault: {}, token: 0 });
  });

  it('without: one read and one token request', async () => {
    pass({ hours: 2 });
    await installation.app.powerBiTokens.tokenFor(OWNER);
    expect(await counts()).toEqual({ vault: { 'secrets.get': 1 }, token: 1 });
  });

  it('in 72 hourly runs, each in a process of its own: 72 reads and 3 writes', async () => {
    for (let hour = 0; hour < 72; hour++) {
      pass({ hours: 1 });
      await installation.anotherInstance().app.powerBiTokens.tokenFor(OWNER);
    }
    expect(await counts()).toEqual({ vault: { 'secrets.get': 72, 'secrets.set': 3 }, token: 72 });
  });

  it('in ten runs of one person at once: one read and one request', async () => {
    const { app } = installation.anotherInstance();
    const all = await Promise.all(Array.from({ length: 10 }, () => app.powerBiTokens.tokenFor(OWNER)));
    expect(new Set(all).size).toBe(1);
    expect(await counts()).toEqual({ vault: { 'secrets.get': 1 }, token: 1 });
  });

  it('in the first moment of a cold process, three people at once: every write of the vault keeps its body', async () => {
    pass({ hours: 25 });
    const { app } = installation.anotherInstance();
    const owners = [BOB, CLEO, EVE].map(ownerOf);
    await Promise.all(owners.map((owner) => app.powerBiTokens.tokenFor(owner)));
    expect(await counts()).toEqual({ vault: { 'secrets.get': 3, 'secrets.set': 3 }, token: 3 });
    const other = installation.anotherInstance();
    for (const owner of owners) expect(await other.app.powerBiTokens.tokenFor(owner)).toMatch(/^eyJ/);
  });

  it('of somebody who has to sign in: nothing, however often it runs', async () => {
    await directory.entra.control.revokeUser({ user: EVE });
    const { app } = installation.anotherInstance();
    await expect(app.powerBiTokens.tokenFor(ownerOf(EVE))).rejects.toMatchObject({
      code: 'SIGN_IN_REQUIRED',
    });
    expect(await counts()).toEqual({ vault: { 'secrets.get': 1 }, token: 1 });
    for (let run = 0; run < 5; run++)
      await expect(app.powerBiTokens.tokenFor(ownerOf(EVE))).rejects.toMatchObject({
        code: 'SIGN_IN_REQUIRED',
      });
    expect(await counts()).toEqual({ vault: { 'secrets.get': 1 }, token: 1 });
  });

  it('under a claims challenge: one request with the claims, though a token is at hand', async () => {
    const { app } = installation.anotherInstance();
    const first = await app.powerBiTokens.tokenFor(OWNER);
    const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: '1' } } });
    expect(await app.powerBiTokens.tokenFor(OWNER, { renew: { claims } })).not.toBe(first);
    expect((await counts()).token).toBe(2);
  });

  it('of an owner who is disabled: one request, and then the reason is known', async () => {
    await directory.entra.control.disableUser({ user: CLEO });
    const { app } = installation.anotherInstance();
    await expect(app.powerBiTokens.tokenFor(ownerOf(CLEO))).rejects.toMatchObject({ number: '50057' });
    expect(await app.users.get(ownerOf(CLEO))).toMatchObject({ tokenReason: '50057' });
  });
});
