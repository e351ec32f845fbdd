import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EntraControl } from '../../../../sandbox/entra/control.ts';
import { startEntra } from '../../../../sandbox/entra/start.ts';
import { remoteControl } from '../../../../sandbox/shared/control.ts';
import { confidentialClient, refreshFrom, registerWebApplication, signInByCode } from './setup.ts';

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'entra-'));
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

test('a sign-in, the application and the clock outlive the process', async () => {
  const before = await startEntra({ dataFolder });
  const registered = await registerWebApplication(before);
  await before.control.advance({ days: 30 });
  const { cache } = await signInByCode({ client: confidentialClient(before, registered) });
  const port = Number(new URL(before.url).port);
  await before.close();

  const after = await startEntra({ dataFolder, port });
  try {
    expect(after.clock.now() - Date.now()).toBeGreaterThan(29 * 86_400_000);
    await expect(refreshFrom(confidentialClient(after, registered), cache)).resolves.toBeDefined();
    await after.control.advance({ days: 91 });
    await expect(refreshFrom(confidentialClient(after, registered), cache)).rejects.toMatchObject({
      errorNo: 700082,
    });
  } finally {
    await after.close();
  }
});

test('killed at any moment, the process leaves a state that starts again with all it had answered', async () => {
  const script = new URL('./entra-process.ts', import.meta.url);
  const known: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const child = fork(script, [dataFolder], { execArgv: [] });
    const [{ url }] = await once(child, 'message');
    const control = remoteControl<EntraControl>(url);
    // Registers until the kill cuts it off; what was answered before must be there afterwards.
    const registering = (async () => {
      for (;;) {
        const { appId } = await control.registerApplication({ displayName: `Round ${round}` });
        known.push(appId);
      }
    })();
    registering.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 60 + 40 * round));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect(registering).rejects.toThrow();
  }
  const entra = await startEntra({ dataFolder });
  const kept = entra.directory.state.applications.map(({ appId }) => appId);
  await entra.close();
  expect(known.length).toBeGreaterThan(3);
  expect(kept).toEqual(expect.arrayContaining(known));
});

test('the control works over HTTP, and not from a page that a browser has open', async () => {
  const entra = await startEntra();
  try {
    const control = remoteControl<EntraControl>(entra.url);
    expect(await control.people()).toHaveLength(5);
    await control.disableUser({ user: 'bob@contoso.example' });
    expect(
      (await control.people()).find(({ displayName }) => displayName === 'Bob Report')?.accountEnabled,
    ).toBe(false);
    await expect(control.disableUser({ user: 'nobody' })).rejects.toThrow(/No person 'nobody'/);
    await expect(control.failNextToken({ aadsts: 1 })).rejects.toThrow(/knows no AADSTS1/);
    const list = await fetch(`${entra.url}/__control`);
    expect((await list.json()).methods).toContain('revokeUser');
    const fromPage = await fetch(`${entra.url}/__control/people`, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
    });
    expect(fromPage.status).toBe(403);
  } finally {
    await entra.close();
  }
});

test('counts tell how often the token endpoint was called', async () => {
  const entra = await startEntra();
  try {
    const registered = await registerWebApplication(entra);
    const { cache } = await signInByCode({ client: confidentialClient(entra, registered) });
    await entra.control.resetCounts();
    await refreshFrom(confidentialClient(entra, registered), cache, { forceRefresh: false });
    expect((await entra.control.counts()).token).toBeUndefined();
    await refreshFrom(confidentialClient(entra, registered), cache);
    expect((await entra.control.counts()).token).toBe(1);
  } finally {
    await entra.close();
  }
});

test('another tenant and the shared endpoints are told apart', async () => {
  const entra = await startEntra();
  try {
    const { appId } = await registerWebApplication(entra);
    const statusOf = async (path: string) =>
      (await fetch(`${entra.url}${path}`, { redirect: 'manual' })).status;
    const authorize = `oauth2/v2.0/authorize?${new URLSearchParams({
      client_id: appId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: 'http://localhost:7071/api/auth/callback',
    })}`;
    expect(await statusOf(`/${entra.tenantId}/${authorize}`)).toBe(303);
    expect(await statusOf(`/contoso.example/${authorize}`)).toBe(303);
    expect(await statusOf(`/${crypto.randomUUID()}/${authorize}`)).toBe(400);
    expect(await statusOf(`/common/${authorize}`)).toBe(400);
    const shared = await fetch(`${entra.url}/organizations/v2.0/.well-known/openid-configuration`);
    expect((await shared.json()).issuer).toBe(`${entra.url}/{tenantid}/v2.0`);
    const other = await fetch(`${entra.url}/${crypto.randomUUID()}/v2.0/.well-known/openid-configuration`);
    expect(other.status).toBe(400);
  } finally {
    await entra.close();
  }
});
