import { jwtDecrypt } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { KeyVaultSecrets } from '../../lib/storage/azure/key-vault-secrets.ts';
import { managedIdentityCredential } from '../../lib/storage/azure/managed-identity.ts';
import { QUEUES } from '../../lib/storage-names.ts';
import { enterDeviceCode } from '../../sandbox/entra/browser.ts';
import '../support/every-route.ts';
import type { InProcessPerson } from '../support/in-process-person.ts';
import { freezeTime, now, pass } from '../support/in-time.ts';
import { ownerOf } from '../support/memory-installation.ts';
import { pinnedTile } from '../support/pinned-tile.ts';
import { SecretScanner } from '../support/secret-scanner.ts';
import {
  ADA,
  BOB,
  CLEO,
  type Directory,
  EVE,
  StandInInstallation,
  startDirectory,
} from '../support/stand-in-installation.ts';
import { createKey } from '../support/vault-key.ts';

// On a busy machine the longest of these take a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/**
 * A whole life with everything that can go wrong in it, and no secret in any log line, answer, row, message, blob or
 * cookie of it.
 */
let directory: Directory;
let scanner: SecretScanner;
const installations: StandInInstallation[] = [];
const cookies: string[] = [];

/** The first process of an installation, or another one on the same storage, with nothing in its memory. */
function open(environment: Readonly<Record<string, string>>): StandInInstallation {
  const [first] = installations;
  const installation =
    first?.anotherInstance(environment) ?? new StandInInstallation(directory, { environment });
  installations.push(installation);
  return installation;
}

beforeAll(async () => {
  freezeTime('2026-03-02T08:00:00Z');
  directory = await startDirectory();
  await createKey(directory, 'token-key');
  ({ scanner } = directory);
});
afterAll(() => directory.close());

async function live(environment: Readonly<Record<string, string>>): Promise<void> {
  installations.length = 0;
  const installation = open(environment);
  const { entra, graph, vault } = directory;
  const ada = installation.person(ADA);
  await ada.send('POST', '/api/setup/session');

  // Registering: refused, cut off, by an administrator's sign-in, and through.
  await graph.control.failNext({ operation: 'applications.update', status: 403 });
  await ada.send('POST', '/api/registration');
  const begun = await ada.json<{ userCode: string; verificationUrl: string; ticket: string }>(
    'POST',
    '/api/registration/admin-sign-in',
  );
  const { ticket } = begun;
  await ada.send('POST', '/api/registration', { body: { backend: 'admin-sign-in', ticket } });
  await enterDeviceCode(begun.verificationUrl, { account: ADA, userCode: begun.userCode });
  await graph.control.failNext({
    operation: 'federatedIdentityCredentials.create',
    drop: true,
    effect: 'after',
  });
  await ada.send('POST', '/api/registration', { body: { backend: 'admin-sign-in', ticket } });
  await ada.json('POST', '/api/registration', { backend: 'admin-sign-in', ticket });
  await ada.signIn('/', { fresh: true });

  // Signing in: at the portal, at Power BI, with refusals in between.
  const people = [BOB, CLEO, EVE].map((account) => installation.person(account));
  for (const person of people) {
    await entra.control.failNextToken({ aadsts: 90033 });
    await person.through('/api/auth/sign-in');
    await person.signIn();
    await entra.control.failNextToken({ aadsts: 53003 });
    await person.through('/api/auth/power-bi');
    await vault.control.failNext({ operation: 'secrets.set', status: 500 });
    await person.through('/api/auth/power-bi');
    await person.signInToPowerBi();
    await pinOf(installation, person);
    cookies.push(...person.cookies.values());
  }
  await runDays(installation, 3);

  // Everything that can be wrong with a refresh.
  for (const aadsts of [90055, 7000222, 700016, 50076, 65001]) {
    await entra.control.failNextToken({ aadsts });
    await runDays(open(environment), 1);
    await entra.control.clearFaults();
  }
  await vault.control.throttle({ times: 4, operation: 'secrets.get' });
  await runDays(open(environment), 1);
  await vault.control.clearFaults();
  leakInError(installation);
  await runDays(installation, 1);
  await entra.control.revokeUser({ user: EVE });
  await entra.control.disableUser({ user: CLEO });
  await runDays(open(environment), 1);
  await entra.control.enableUser({ user: CLEO });

  // And out again.
  for (const person of people) {
    await person.signIn();
    await person.send('DELETE', '/api/me/power-bi');
    await person.send('POST', '/api/auth/sign-out-everywhere');
  }
  await ada.signIn('/', { fresh: true });
  await ada.send('PATCH', '/api/registration', { body: { ticket } });
  await ada.send('GET', '/api/registration');
  await ada.send('DELETE', '/api/registration');
}

let pins = 0;

async function pinOf(installation: StandInInstallation, person: InProcessPerson): Promise<void> {
  pins += 1;
  await pinnedTile(installation, {
    owner: ownerOf(person.account),
    id: `5c000000-0000-4000-8000-${String(pins).padStart(12, '0')}`,
    schedule: {
      zone: 'UTC',
      start: `${now().toString().slice(0, 10)}T09:00`,
      recurrence: { kind: 'minutes', every: 1440 },
    },
  });
}

async function runDays(installation: StandInInstallation, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    pass({ days: 1 });
    await installation.refreshDue();
  }
}

/** A library that puts the token it was given into its error. */
function leakInError(installation: StandInInstallation): void {
  const { gateway } = installation;
  const { tokenFor } = gateway;
  gateway.tokenFor = async (owner) => {
    const token = await tokenFor(owner);
    const cause = new Error(`request failed: authorization: Bearer ${token}`);
    gateway.tokenFor = tokenFor;
    throw Object.assign(new Error(`fetch failed for ${token}`, { cause }), { config: { token } });
  };
}

describe('a whole life', () => {
  it('with tokens as secrets of Key Vault leaves no secret anywhere', async () => {
    await live({});
    expect(scanner.leaks()).toEqual([]);
  });

  it('with tokens in envelopes leaves no secret anywhere, and the vault has none of them', async () => {
    const before = (await directory.vault.control.inventory()).find(({ name }) => name === `pbi-${BOB}`);
    await live({ TOKEN_STORE: 'envelope', INSTALLATION: 'Second' });
    expect(scanner.leaks()).toEqual([]);
    expect(scanner.seen().places).toContain('table Tokens');
    const after = (await directory.vault.control.inventory()).find(({ name }) => name === `pbi-${BOB}`);
    expect(after?.versions).toBe(before?.versions);
  });

  it('was watched: the secrets were there, and so were the places', () => {
    const { secrets, places } = scanner.seen();
    for (const kind of [
      'access_token',
      'refresh_token',
      'id_token',
      'client_assertion',
      'code',
      'code_verifier',
      'device_code',
    ])
      expect(secrets[kind] ?? 0, kind).toBeGreaterThan(0);
    expect(secrets.refresh_token).toBeGreaterThan(30);
    expect(places).toEqual(
      expect.arrayContaining([
        'log',
        'table Users',
        'table Registration',
        'table Runs',
        `queue ${QUEUES.refreshTile}`,
        'cookie rt-session',
        'answer to GET /api/auth/callback',
      ]),
    );
  });

  it('would have been told on: a secret that is planted is found, in each of its forms', () => {
    const planted = new SecretScanner();
    planted.close();
    planted.learn('refresh_token', '0.AXkA-a+refresh/token=of_Bob');
    const secret = '0.AXkA-a+refresh/token=of_Bob';
    for (const text of [
      `x ${secret} y`,
      encodeURIComponent(secret),
      Buffer.from(`{"t":"${secret}"}`.slice(6)).toString('base64'),
      Buffer.from(secret).toString('hex'),
    ])
      planted.add('log', text);
    expect(planted.leaks()).toEqual(['log holds a refresh_token']);
  });

  it('left only claims in its cookies: opened with our own key, they hold no token', async () => {
    const [identity] = directory.entra.directory.state.managedIdentities;
    const secrets = new KeyVaultSecrets({
      vaultUri: directory.vault.url,
      credential: managedIdentityCredential(identity?.clientId),
    });
    const ring = JSON.parse((await secrets.get('session-keys'))?.value ?? '{}') as {
      keys: Record<string, string>;
    };
    const opened = new SecretScanner();
    opened.close();
    const names = new Set<string>();
    for (const cookie of cookies) {
      const { payload } = await jwtDecrypt(
        cookie,
        ({ kid }) => Buffer.from(ring.keys[kid ?? ''] ?? '', 'base64url'),
        {
          clockTolerance: 10_000_000,
        },
      );
      for (const name of Object.keys(payload)) names.add(name);
      opened.add('cookie', JSON.stringify(payload));
    }
    expect(cookies.length).toBeGreaterThan(5);
    expect(opened.leaks()).toEqual([]);
    expect([...names].filter((name) => /token|secret|cache/i.test(name))).toEqual([]);
  });
});
