import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { App } from '../../../lib/app.ts';
import { type Access, type AnyRoute, type IncomingRequest, route } from '../../../lib/http/route.ts';
import { serve } from '../../../lib/http/serve.ts';
import { MemoryInstallation, TENANT } from '../../support/memory-installation.ts';

const PORTAL = 'http://127.0.0.1:7071';
const PERSON = {
  tenantId: TENANT,
  oid: 'b0000000-0000-4000-8000-00000000000b',
  name: 'Bob',
  upn: 'bob@contoso.example',
};

let app: App;

beforeEach(() => {
  ({ app } = new MemoryInstallation());
});

function request(method: string, headers: Record<string, string> = {}, body = ''): IncomingRequest {
  return {
    method,
    url: `${PORTAL}/api/thing`,
    headers: new Headers(headers),
    params: {},
    arrayBuffer: async () => new TextEncoder().encode(body).buffer,
  };
}

function thing(access: Access, method: 'GET' | 'POST' = 'GET'): AnyRoute {
  return route({
    name: 'thing',
    method,
    path: 'api/thing',
    group: 'Test',
    summary: 'Test',
    access,
    ...(method === 'POST' && { body: { json: z.object({ name: z.string().max(5) }) } }),
    answers: { 200: z.object({}) },
    handle: async ({ body }) => ({ status: 200, body: { body } }),
  });
}

async function session(roles: readonly ('Admin' | 'Publisher')[] = []): Promise<string> {
  const { cookie } = await app.sessions.start({ ...PERSON, roles });
  return `${app.cookies.session}=${cookie}`;
}

describe('a route', () => {
  it('is closed to who is not signed in, to forged cookies and to EasyAuth headers', async () => {
    const forged = [
      {},
      { cookie: 'rt-session=abc.def.ghi.jkl.mno' },
      { 'x-ms-client-principal': 'e30=', 'x-ms-client-principal-id': 'x' },
    ];
    for (const headers of forged)
      expect((await serve(thing('user'), app, request('GET', headers))).body).toMatchObject({
        code: 'NOT_SIGNED_IN',
      });
  });

  it('admits a person with a session, and only to what their roles allow', async () => {
    const cookie = await session();
    expect((await serve(thing('user'), app, request('GET', { cookie }))).status).toBe(200);
    expect((await serve(thing('publisher'), app, request('GET', { cookie }))).status).toBe(403);
    expect(
      (await serve(thing('admin'), app, request('GET', { cookie: await session(['Publisher']) }))).status,
    ).toBe(403);
    expect(
      (await serve(thing('admin'), app, request('GET', { cookie: await session(['Admin']) }))).status,
    ).toBe(200);
  });

  it('does not take a set-up cookie for a session, nor a session that is over', async () => {
    const setup = (await app.sessions.startSetup()).cookie;
    expect(
      (await serve(thing('user'), app, request('GET', { cookie: `${app.cookies.session}=${setup}` }))).status,
    ).toBe(401);
    const installation = new MemoryInstallation();
    const { cookie } = await installation.app.sessions.start({ ...PERSON, roles: [] });
    installation.clock.advance({ hours: 9 });
    const late = request('GET', { cookie: `${installation.app.cookies.session}=${cookie}` });
    expect((await serve(thing('user'), installation.app, late)).status).toBe(401);
  });

  const json = { 'content-type': 'application/json' };
  const cases: readonly [string, Record<string, string>, number][] = [
    ['our own origin', { origin: PORTAL }, 200],
    ['no origin', {}, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['our origin but a cross-site fetch', { origin: PORTAL, 'sec-fetch-site': 'cross-site' }, 403],
  ];
  for (const [title, headers, status] of cases)
    it(`answers an unsafe request with ${title} by ${status}`, async () => {
      const cookie = await session();
      const answer = await serve(
        thing('user', 'POST'),
        app,
        request('POST', { cookie, ...json, ...headers }, '{"name":"x"}'),
      );
      expect(answer.status).toBe(status);
    });

  it('refuses a form, a body that is no JSON, one of another shape and one that is too large', async () => {
    const headers = { cookie: await session(), origin: PORTAL };
    const send = (type: string, body: string, more = {}) =>
      serve(thing('user', 'POST'), app, request('POST', { ...headers, 'content-type': type, ...more }, body));
    expect((await send('application/x-www-form-urlencoded', 'name=x')).status).toBe(403);
    expect((await send('application/xml', '<x/>')).status).toBe(415);
    expect((await send('application/json', '{')).body).toMatchObject({ code: 'BAD_REQUEST' });
    expect((await send('application/json', '{"name":"too long"}')).body).toMatchObject({
      code: 'BAD_REQUEST',
      errors: [{ path: 'body.name' }],
    });
    expect((await send('application/json', `{"name":"${'x'.repeat(300_000)}"}`)).body).toMatchObject({
      code: 'BODY_TOO_LARGE',
    });
    expect((await send('application/json', '{}', { 'content-length': '9999999' })).body).toMatchObject({
      code: 'BODY_TOO_LARGE',
    });
  });

  it('answers every problem as problem+json that may not be cached', async () => {
    const answer = await serve(thing('user'), app, request('GET'));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });
});
