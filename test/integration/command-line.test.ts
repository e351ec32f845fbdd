import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../support/every-route.ts';
import { accessToken, readSession, saveSession } from '../../cli/src/session.ts';
import { deviceCodeSignIn } from '../../cli/src/sign-in.ts';
import { allRoutes } from '../../lib/http/registry.ts';
import { serve } from '../../lib/http/serve.ts';
import type { SubscriptionId } from '../../lib/subscriptions/subscription.ts';
import { MemoryInstallation, OWNER, TENANT } from '../support/memory-installation.ts';
import { addTestSubscription } from '../support/subscriptions.ts';

const installation = new MemoryInstallation();
let folder: string;
let server: Server;
let portal: string;
let id: SubscriptionId;
/** What the sign-in endpoint answers, one after the other. */
const entra: { path: string; form: URLSearchParams }[] = [];
const entraAnswers: object[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'command-line-'));
  id = await addTestSubscription(installation);
  server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const bytes = new Uint8Array(Buffer.concat(chunks));
      const url = new URL(request.url ?? '/', portal);
      if (url.pathname.startsWith('/entra/')) {
        entra.push({ path: url.pathname, form: new URLSearchParams(Buffer.from(bytes).toString()) });
        response.end(JSON.stringify(entraAnswers.shift()));
        return;
      }
      const answer = await answerOf(request.method ?? '', url, request.headers, bytes);
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  portal = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The API with a person whose bearer token is `good`. */
async function answerOf(
  method: string,
  url: URL,
  given: NodeJS.Dict<string | string[]>,
  bytes: Uint8Array<ArrayBuffer>,
) {
  const person = {
    kind: 'user',
    owner: OWNER,
    tenantId: TENANT,
    oid: OWNER.split('|')[1] ?? '',
    roles: [],
  } as const;
  const app = {
    ...installation.app,
    verifyBearer: async (token: string) =>
      token === 'good' ? { ...person, name: 'Bob', upn: '' } : undefined,
  };
  const headers = new Headers(
    Object.entries(given).map(([name, value]) => [name, String(value)] as [string, string]),
  );
  for (const route of allRoutes()) {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    const match = new RegExp(`^/${route.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(url.pathname);
    if (!match || route.method !== method || route.path.includes('*')) continue;
    const params = Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
    return await serve(route, app, {
      method,
      url: url.href,
      headers,
      params,
      arrayBuffer: async () => bytes.buffer,
    });
  }
  return { status: 404, body: { code: 'NOT_FOUND' } };
}

async function tiles(args: readonly string[], token = 'good') {
  const env = {
    PATH: process.env.PATH,
    REPORT_TILES_PORTAL: portal,
    REPORT_TILES_TOKEN: token,
    REPORT_TILES_HOME: folder,
  };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['cli/src/main.ts', ...args], { env });
    return { code: 0, stdout, stderr: '' };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

describe('report-tiles', { timeout: 120_000 }, () => {
  it('lists, pauses and runs subscriptions, for people and as JSON', async () => {
    expect((await tiles(['subscriptions'])).stdout).toContain(`${id}  active   Chart1 on Sales overview`);
    const paused = JSON.parse((await tiles(['pause', id, '--json'])).stdout);
    expect(paused).toMatchObject({ id, state: 'paused' });
    expect(JSON.parse((await tiles(['run', id, '--json'])).stdout)).toMatchObject({ kind: 'manual' });
    expect(JSON.parse((await tiles(['runs', id, '--json'])).stdout)).toHaveLength(1);
  });

  it('exports a file, plans what an edited one would change, and changes it when told to', async () => {
    const file = join(folder, 'subscriptions.yaml');
    await tiles(['export', '--out', file]);
    expect((await tiles(['apply', file])).stdout).toContain('Everything is as the file says.');
    const { stdout: yaml } = await tiles(['export']);
    writeFileSync(file, yaml.replace('state: paused', 'state: active'));
    const plan = await tiles(['apply', file]);
    expect(plan.stdout).toContain(`~ change   ${id}  state: paused -> active`);
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('paused');
    await tiles(['apply', file, '--yes']);
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('active');
    expect((await tiles(['apply', file])).stdout).toContain('Everything is as the file says.');
  });

  it('ends with 1 and the code of a refusal, and with 2 for a wrong call', async () => {
    const refused = await tiles(['subscriptions', '--json'], 'stolen');
    expect([refused.code, JSON.parse(refused.stderr).error.code]).toEqual([1, 'NOT_SIGNED_IN']);
    expect(await tiles(['dance'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('usage: report-tiles'),
    });
    expect(await tiles(['pin', '--item', 'Chart1'])).toMatchObject({
      code: 2,
      stderr: '--report is missing.\n',
    });
  });

  it('signs in with a device code, waits as it is told, and keeps a sign-in that renews itself', async () => {
    const place = { authority: `${portal}/entra/tenant`, clientId: 'cli', scope: 'api://app/access_as_user' };
    entraAnswers.push(
      {
        device_code: 'device',
        user_code: 'ABCD',
        verification_uri: 'https://entra.example/device',
        interval: 1,
      },
      { error: 'authorization_pending' },
      { error: 'slow_down' },
      { access_token: 'first', refresh_token: 'again', expires_in: 60 },
      { access_token: 'second', expires_in: 3600 },
    );
    const told: string[] = [];
    const waits: number[] = [];
    const tokens = await deviceCodeSignIn(
      place,
      (text) => told.push(text),
      async (seconds) => waits.push(seconds),
    );
    expect(told).toEqual(['Open https://entra.example/device and enter the code ABCD']);
    expect(waits).toEqual([1, 1, 6]);
    const file = join(folder, 'session.json');
    saveSession({ portal, place, tokens }, file);
    expect(await accessToken(readSession(file), file)).toBe('second');
    expect(readSession(file).tokens).toMatchObject({ accessToken: 'second', refreshToken: 'again' });
    expect(entra.at(-1)?.form.get('scope')).toBe('api://app/access_as_user offline_access');
  });

  it('says what the tenant does not allow before it shows a code', async () => {
    const place = { authority: `${portal}/entra/tenant`, clientId: 'cli', scope: 's' };
    entraAnswers.push({ error: 'invalid_client', error_description: 'AADSTS7000218: no public client\r\nx' });
    const told: string[] = [];
    await expect(deviceCodeSignIn(place, (text) => told.push(text))).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
      message: 'AADSTS7000218: no public client',
    });
    expect(told).toEqual([]);
    const away = { ...place, authority: 'http://127.0.0.1:1/tenant' };
    await expect(deviceCodeSignIn(away, () => undefined)).rejects.toMatchObject({ code: 'OFFLINE' });
  });

  it('says so when the sign-in is declined', async () => {
    const place = { authority: `${portal}/entra/tenant`, clientId: 'cli', scope: 's' };
    entraAnswers.push(
      { device_code: 'device', user_code: 'ABCD', verification_uri: 'x' },
      { error: 'access_denied', error_description: 'AADSTS65004: declined\r\nTrace ID: x' },
    );
    const signIn = deviceCodeSignIn(
      place,
      () => undefined,
      async () => undefined,
    );
    await expect(signIn).rejects.toMatchObject({ code: 'SIGN_IN_FAILED', message: 'AADSTS65004: declined' });
  });
});
