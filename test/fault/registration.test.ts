import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DomainError } from '../../lib/errors.ts';
import { deleteApp } from '../../lib/registration/delete-app.ts';
import { register } from '../../lib/registration/register.ts';
import { unregister } from '../../lib/registration/unregister.ts';
import { updateRegistration } from '../../lib/registration/update-registration.ts';
import { deleteApplication } from '../../sandbox/entra/directory/applications.ts';
import { RegistrationBench } from '../support/registration-bench.ts';

// On a busy machine the longest of these take a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/**
 * Every call of Graph and every write of a table, lost before and after its effect: the next try does the rest, and
 * nothing is doubled.
 */
let bench: RegistrationBench;
beforeAll(async () => {
  bench = await RegistrationBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

type Way = 'managed-identity' | 'admin-sign-in';

const registerAs = (backend: Way, environment = {}) =>
  register(bench.dependencies(environment), { directory: bench.directory(backend), backend, by: 'set-up' });

/** What may be in the tenant at the end, whatever went wrong on the way. */
async function expectOneWholeRegistration(backend: Way): Promise<void> {
  const { state } = bench.entra.directory;
  const registration = await bench.dependencies().registrations.current();
  expect(registration).toMatchObject({ state: 'registered', backend, draft: undefined, deleting: undefined });
  expect(new Set(registration?.stepsDone).size).toBe(7);
  const keys = state.applications.map(({ uniqueName }) => uniqueName).sort();
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(2);
  const app = state.applications.find(({ appId }) => appId === registration?.app?.appId);
  expect(app?.federatedIdentityCredentials).toHaveLength(1);
  expect(app?.web.redirectUris).toEqual(['http://127.0.0.1:7071/api/auth/callback']);
  expect(app?.appRoles.map(({ value }) => value).sort()).toEqual(['Admin', 'Automation', 'Publisher']);
  expect(app?.api.oauth2PermissionScopes).toHaveLength(1);
  expect(app?.api.preAuthorizedApplications).toHaveLength(1);
  expect(app?.optionalClaims?.idToken.filter(({ name }) => name === 'auth_time')).toHaveLength(1);
  const ours = state.servicePrincipals.filter(({ appId }) =>
    state.applications.some((known) => known.appId === appId),
  );
  expect(ours).toHaveLength(2);
  expect(state.oauth2PermissionGrants).toHaveLength(backend === 'admin-sign-in' ? 1 : 0);
}

async function settles(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    expect(['DIRECTORY_UNAVAILABLE', 'STORAGE_UNAVAILABLE', 'CONFLICT']).toContain(error.code);
  });
}

async function countOf(work: () => Promise<unknown>): Promise<{ calls: number; writes: number }> {
  bench.failNothing();
  await work();
  return { calls: bench.graphCalls, writes: bench.tableWrites };
}

/** Of every so many places where it may be cut off, one is tried in the fast run; all in the long one. */
const ONE_OF = process.env.REPORT_TILES_LONG === '1' ? 1 : 4;

/** Runs `work` with its n-th call or write lost, for every n, and again until it goes through. */
async function withEachLost(
  prepare: () => Promise<void>,
  work: () => Promise<unknown>,
  expectDone: () => Promise<void>,
): Promise<number> {
  await bench.reset();
  await prepare();
  const { calls, writes } = await countOf(work);
  const cases = [
    ...Array.from({ length: calls }, (_, n) => ({ what: 'failCall' as const, n: n + 1 })),
    ...Array.from({ length: writes }, (_, n) => ({ what: 'failWrite' as const, n: n + 1 })),
  ].filter((_, index) => index % ONE_OF === 0);
  for (const { what, n } of cases)
    for (const when of ['before', 'after'] as const) {
      await bench.reset();
      await prepare();
      bench.failNothing();
      bench[what] = { n, when };
      await settles(work());
      bench.failNothing();
      await work();
      await expectDone();
    }
  return cases.length * 2;
}

describe('a registration that is cut off', () => {
  for (const backend of ['managed-identity', 'admin-sign-in'] as const)
    it(`goes on where it stopped (${backend})`, async () => {
      const cut = await withEachLost(
        async () => {},
        () => registerAs(backend),
        () => expectOneWholeRegistration(backend),
      );
      expect(cut).toBeGreaterThan(48 / ONE_OF);
    });

  it('changes nothing more when it is whole', async () => {
    await registerAs('managed-identity');
    const before = structuredClone(bench.entra.directory.state.applications);
    bench.failNothing();
    await registerAs('managed-identity');
    expect(bench.graphCalls).toBe(0);
    await updateRegistration(bench.dependencies(), { directory: bench.directory(), by: 'set-up' });
    expect(bench.entra.directory.state.applications).toEqual(before);
  });

  it('finds the app that it made, also while the directory does not show it yet', async () => {
    await bench.graph.control.setReplicationLag({ milliseconds: 1200 });
    bench.failCall = { n: 4, when: 'after' };
    await settles(registerAs('managed-identity'));
    bench.failNothing();
    await registerAs('managed-identity');
    await expectOneWholeRegistration('managed-identity');
  });

  it('makes one app when two administrators register at once', async () => {
    const all = await Promise.allSettled([registerAs('managed-identity'), registerAs('managed-identity')]);
    expect(all.some(({ status }) => status === 'fulfilled')).toBe(true);
    await registerAs('managed-identity');
    await expectOneWholeRegistration('managed-identity');
  });
});

describe('an update that is cut off', () => {
  it('puts the rest right at the next try, with foreign redirect URLs kept', async () => {
    const foreign = 'https://added-by-hand.contoso.example/callback';
    const second = { PORTAL_URLS: 'http://127.0.0.1:7071,http://127.0.0.1:7199' };
    await withEachLost(
      async () => {
        await registerAs('managed-identity');
        const [app] = bench.entra.directory.state.applications;
        if (!app) throw new Error('No app.');
        app.web = { ...app.web, redirectUris: [...app.web.redirectUris, foreign] };
        app.federatedIdentityCredentials = [];
      },
      () => updateRegistration(bench.dependencies(second), { directory: bench.directory(), by: 'set-up' }),
      async () => {
        const [app] = bench.entra.directory.state.applications;
        expect(app?.web.redirectUris).toEqual([
          'http://127.0.0.1:7071/api/auth/callback',
          foreign,
          'http://127.0.0.1:7199/api/auth/callback',
        ]);
        expect(app?.federatedIdentityCredentials).toHaveLength(1);
        expect((await bench.dependencies().registrations.current())?.redirectUrls).toHaveLength(2);
      },
    );
  });

  it('loses nothing when two merge their redirect URLs at once', async () => {
    await registerAs('managed-identity');
    const [app] = bench.entra.directory.state.applications;
    if (!app) throw new Error('No app.');
    const target = { appId: app.appId, objectId: app.id, displayName: '', redirectUrls: [] };
    await bench.graph.control.failNext({ operation: 'applications.update', delayMs: 300 });
    const add = (url: string) =>
      bench
        .dependencies()
        .lease.with(() => bench.directory().changeRedirectUrls(target, { add: [url], remove: [] }));
    await Promise.all(['https://a.contoso.example/x', 'https://b.contoso.example/x'].map(add));
    expect(app.web.redirectUris).toHaveLength(3);
  });

  it('restores an app that was deleted in Entra, with its service principal', async () => {
    await withEachLost(
      async () => {
        await registerAs('managed-identity');
        const { directory } = bench.entra;
        const appId = (await bench.dependencies().registrations.current())?.app?.appId;
        const app = directory.state.applications.find((known) => known.appId === appId);
        if (app) deleteApplication(directory, app);
      },
      () => updateRegistration(bench.dependencies(), { directory: bench.directory(), by: 'set-up' }),
      () => expectOneWholeRegistration('managed-identity'),
    );
  });
});

describe('a deletion that is cut off', () => {
  it('leaves no app behind after the next try, and nobody outside', async () => {
    let appId = '';
    await withEachLost(
      async () => {
        await registerAs('managed-identity');
        await unregister(bench.dependencies(), 'set-up');
        appId = (await bench.dependencies().registrations.current())?.app?.appId ?? '';
      },
      async () => {
        const present = await bench.dependencies().registrations.current();
        if (present && !present.app && !present.deleting) return;
        await deleteApp(bench.dependencies(), { directory: bench.directory(), appId, by: 'set-up' });
      },
      async () => {
        expect(bench.entra.directory.state.applications).toEqual([]);
        const registration = await bench.dependencies().registrations.current();
        expect(registration).toMatchObject({ state: 'unregistered', app: undefined, deleting: undefined });
        expect(registration?.firstAdmins).toEqual([]);
      },
    );
  });

  it('is taken back by registering: the same app is ours again', async () => {
    await registerAs('managed-identity');
    const appId = (await bench.dependencies().registrations.current())?.app?.appId ?? '';
    await unregister(bench.dependencies(), 'set-up');
    bench.failNothing();
    bench.failCall = { n: 3, when: 'after' };
    await settles(deleteApp(bench.dependencies(), { directory: bench.directory(), appId, by: 'set-up' }));
    bench.failNothing();
    const again = await registerAs('managed-identity');
    expect(again.app?.appId).toBe(appId);
    await expectOneWholeRegistration('managed-identity');
  });
});
