import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PowerBiTokens } from '../../../lib/identity/power-bi-tokens.ts';
import { fetchPowerBi, type PowerBi } from '../../../lib/power-bi/client.ts';
import { listWorkspaces } from '../../../lib/power-bi/workspaces.ts';
import { OWNER } from '../../support/memory-installation.ts';

type Seen = { readonly method: string; readonly url: string; readonly authorization: string | undefined };
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** The client against answers that are given one by one, as the facts about the service list them. */
let server: Server;
let address: string;
let answers: Answer[];
let seen: Seen[];
let logged: { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[];
let renewals: unknown[];
let client: PowerBi;

const tokens: PowerBiTokens = {
  async tokenFor(_owner, options) {
    if (options?.renew) renewals.push(options.renew);
    return `token-${renewals.length}`;
  },
  forget: () => undefined,
};

beforeEach(async () => {
  [answers, seen, logged, renewals] = [[], [], [], []];
  server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, authorization: headers.authorization });
    request.resume();
    const answer = answers.shift() ?? json(200, {});
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  const write = (event: string, fields = {}) => void logged.push({ event, fields });
  const log = { info: write, warn: write, error: write };
  client = fetchPowerBi({ baseUrl: address, fabricUrl: `${address}/fabric`, tokens, log });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

const get = () => client.call(OWNER, { method: 'GET', path: '/groups' });
const post = () => client.call(OWNER, { method: 'POST', path: '/groups', body: { name: 'x' } });

describe('a call to Power BI', () => {
  it('is for the tenant of the token, below v1.0/myorg, and for Fabric below v1', async () => {
    await get();
    await client.call(OWNER, { service: 'fabric', method: 'GET', path: '/operations/o' });
    expect(seen.map(({ url }) => url)).toEqual(['/v1.0/myorg/groups', '/fabric/v1/operations/o']);
    expect(seen[0]?.authorization).toBe('Bearer token-0');
  });

  it('logs the RequestId of a refusal, and neither the body nor the token', async () => {
    const error = { code: 'PowerBIEntityNotFound', message: 'of "Secret plans"' };
    answers.push(json(404, { error }, { RequestId: 'c0ffee00-0000-4000-8000-000000000001' }));
    expect(await get()).toMatchObject({ ok: false, status: 404, error: { code: 'PowerBIEntityNotFound' } });
    expect(logged).toMatchObject([
      {
        event: 'power-bi.refused',
        fields: {
          status: 404,
          code: 'PowerBIEntityNotFound',
          requestId: 'c0ffee00-0000-4000-8000-000000000001',
        },
      },
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/token-|Secret/);
  });

  it.each([
    ['an expired token, which is 403', 403, { error: { code: 'TokenExpired' } }, {}],
    ['401 without a body', 401, '', {}],
  ])('renews the token once for %s', async (_, status, body, headers) => {
    answers.push(json(status, body, headers), json(200, { value: 1 }));
    expect(await post()).toMatchObject({ ok: true, value: { value: 1 } });
    expect(renewals).toEqual(['expired']);
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer token-0', 'Bearer token-1']);
  });

  it('does not renew it a second time', async () => {
    const expired = json(403, { error: { code: 'TokenExpired' } });
    answers.push(expired, expired, expired);
    expect(await get()).toMatchObject({ ok: false, status: 403 });
    expect(seen).toHaveLength(2);
  });

  it('answers a claims challenge with the claims', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    const challenge = `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
    answers.push(json(401, '', { 'www-authenticate': challenge }));
    expect(await get()).toMatchObject({ ok: true });
    expect(renewals).toEqual([{ claims }]);
  });

  it('takes 401 for a workspace of others as what it is', async () => {
    answers.push(json(401, { error: { code: 'PowerBINotAuthorizedException' } }));
    expect(await get()).toMatchObject({ ok: false, status: 401 });
    expect(renewals).toEqual([]);
  });

  it.each([
    ['429 with seconds', 429, { 'retry-after': '17' }, 'POWER_BI_THROTTLED', 17],
    [
      '429 with a date',
      429,
      { 'retry-after': 'Mon, 02 Mar 2026 08:01:00 GMT', date: 'Mon, 02 Mar 2026 08:00:00 GMT' },
      'POWER_BI_THROTTLED',
      60,
    ],
    ['429 without a word', 429, {}, 'POWER_BI_THROTTLED', undefined],
    ['429 with nonsense', 429, { 'retry-after': 'soon' }, 'POWER_BI_THROTTLED', undefined],
    ['429 with a year', 429, { 'retry-after': '99999999' }, 'POWER_BI_THROTTLED', 86_400],
    ['503 with seconds', 503, { 'retry-after': '5' }, 'POWER_BI_UNAVAILABLE', 5],
    ['500 with a page of HTML', 500, { 'content-type': 'text/html' }, 'POWER_BI_UNAVAILABLE', undefined],
  ])('is put off for %s', async (_, status, headers, code, retryAfterSeconds) => {
    answers.push(json(status, '<html>', headers));
    await expect(get()).rejects.toMatchObject({ code, retryAfterSeconds });
  });

  it.each([
    ['long', { error: { code: 'X', 'pbi.error': { code: 'X', parameters: {}, details: [] } } }, 'X'],
    ['of Fabric', { requestId: 'r', errorCode: 'ItemNotFound', message: 'm' }, 'ItemNotFound'],
    ['a bare word', { error: 'invalid_request' }, 'invalid_request'],
    ['empty', '', 'unknown'],
    ['no JSON', 'Bad Request', 'unknown'],
    ['null', 'null', 'unknown'],
    ['a list', '[]', 'unknown'],
  ])('reads an error whose body is %s', async (_, body, code) => {
    answers.push(json(400, body));
    expect(await get()).toMatchObject({ ok: false, status: 400, error: { code } });
  });

  it('follows a cluster of the service twice, with method and body, and then no more', async () => {
    const onward: Answer = (_request, response) => {
      response.writeHead(307, { location: `${address}/elsewhere` }).end();
    };
    answers.push(onward, onward, json(200, { value: 7 }));
    expect(await post()).toMatchObject({ ok: true, value: { value: 7 } });
    expect(seen.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
    answers.push(onward, onward, onward);
    expect(await post()).toMatchObject({ ok: false, status: 307 });
  });

  it.each([
    'https://evil.example/',
    'http://127.0.0.1.evil.example/',
    'file:///etc/passwd',
    '//evil.example/',
  ])('carries no token to %s', async (location) => {
    answers.push((_request, response) => void response.writeHead(307, { location }).end());
    expect(await get()).toMatchObject({ ok: false, status: 307 });
    expect(seen).toHaveLength(1);
  });

  it('calls a broken answer an outage: cut off, or no JSON at all', async () => {
    answers.push((request) => void request.socket.destroy());
    await expect(get()).rejects.toMatchObject({ code: 'POWER_BI_UNAVAILABLE' });
    answers.push((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"value":');
      setTimeout(() => request.socket.destroy(), 20);
    });
    await expect(get()).rejects.toMatchObject({ code: 'POWER_BI_UNAVAILABLE' });
    answers.push(json(200, '<html>'));
    await expect(get()).rejects.toMatchObject({ code: 'POWER_BI_UNAVAILABLE' });
  });

  it('gives nothing for an answer without a body', async () => {
    answers.push(json(200, ''));
    expect(await post()).toMatchObject({ ok: true, value: undefined });
  });
});

describe('the list of workspaces', () => {
  const groups = (from: number, count: number) => ({
    value: Array.from({ length: count }, (_, index) => ({
      id: `${from + index}`,
      name: `W${from + index}`,
      isReadOnly: (from + index) % 2 === 1,
    })),
  });

  it('is read page by page, without those that are read-only', async () => {
    answers.push(json(200, groups(0, 100)), json(200, groups(100, 100)), json(200, groups(200, 3)));
    expect(await listWorkspaces(client, OWNER)).toHaveLength(102);
    expect(seen.map(({ url }) => url)).toEqual(
      [0, 100, 200].map((skip) => `/v1.0/myorg/groups?$top=100&$skip=${skip}`),
    );
  });

  it('ends after fifty pages', async () => {
    for (let page = 0; page < 60; page++) answers.push(json(200, groups(page * 100, 100)));
    await listWorkspaces(client, OWNER);
    expect(seen).toHaveLength(50);
  });
});
