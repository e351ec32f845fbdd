import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endHosts, HOST_KEY, type HostProcess, MASTER_KEY, startHostProcess } from './host-process.ts';

const Echo = z.object({
  function: z.string(),
  method: z.string(),
  url: z.string(),
  params: z.record(z.string(), z.string()),
  query: z.record(z.string(), z.string()),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

let host: HostProcess;
let url: string;

beforeAll(async () => {
  host = startHostProcess('http-app', {
    env: {
      'AzureWebJobs.off.Disabled': '1',
      AzureWebJobsDisableHomepage: 'true',
      FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1000',
    },
    args: [
      '--level',
      'trace',
      '--headers-timeout',
      '00:00:01',
      '--request-timeout',
      '00:00:02',
      '--answer-timeout',
      '00:00:01',
    ],
  });
  url = await host.ready();
});
afterAll(endHosts);

const echo = async (path: string, init?: RequestInit) =>
  Echo.parse(await (await fetch(`${url}${path}`, init)).json());

/** Sends bytes as they are and reads until the server closes the connection. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('what a function is given', () => {
  it('is the address as called, the method, lower-case headers, params and query', async () => {
    const seen = await echo('/echo/a%20b/c?x=1&y=%C3%A4', {
      method: 'PUT',
      headers: { 'X-Some-Thing': 'Value' },
    });
    expect(seen).toMatchObject({
      function: 'echo',
      method: 'PUT',
      url: `${url}/echo/a%20b/c?x=1&y=%C3%A4`,
      params: { rest: 'a b/c' },
      query: { x: '1', y: 'ä' },
      headers: { 'x-some-thing': 'Value' },
    });
  });

  it('joins values of one name by commas, as the host does', async () => {
    expect((await echo('/echo/x?a=1&a=2&b=')).query).toEqual({ a: '1,2', b: '' });
    const answer = await raw(
      'GET /echo/x HTTP/1.1\r\nHost: h\r\nX-Two: 1\r\nx-two: 2\r\nCookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toContain('"x-two":"1,2"');
    expect(answer).toContain('"cookie":"a=1; b=2"');
  });

  it('is the body byte for byte', async () => {
    const bytes = Buffer.from([0, 1, 254, 255, 13, 10]);
    const seen = await echo('/echo/x', { method: 'POST', body: bytes });
    expect(Buffer.from(seen.body, 'base64')).toEqual(bytes);
  });

  it('is no body when the request has no Content-Length, and the log says so', async () => {
    const answer = await raw(
      'POST /echo/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    );
    expect(answer).toContain('"body":""');
    await host.line((line) => line.event === 'http.body-dropped');
  });

  it('leaves optional params out when they are absent', async () => {
    expect((await echo('/numbers/5')).params).toEqual({ id: '5' });
    expect((await echo('/numbers/5/x')).params).toEqual({ id: '5', part: 'x' });
  });

  it('has the trace context of the caller', async () => {
    const traceparent = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01';
    const answer = await fetch(`${url}/levels`, { headers: { traceparent } });
    expect(await answer.text()).toBe(traceparent);
  });
});

describe('which function is called', () => {
  it('is the first by name whose route fits, not the most specific one', async () => {
    expect((await echo('/items/recent')).function).toBe('items_any');
  });

  it('falls through to later routes when a constraint or a method does not fit', async () => {
    expect(await (await fetch(`${url}/numbers/abc`)).text()).toBe('the portal');
    expect((await fetch(`${url}/items/1`, { method: 'DELETE' })).status).toBe(404);
  });

  it('keeps /admin and /runtime from the catch-all route', async () => {
    expect((await fetch(`${url}/admin/nothing`)).status).toBe(401);
    expect((await fetch(`${url}/runtime/x`)).status).toBe(401);
    expect(await (await fetch(`${url}/administrate`)).text()).toBe('the portal');
  });

  it('lets the catch-all route answer the root', async () => {
    expect(await (await fetch(`${url}/`)).text()).toBe('the portal');
  });

  it('answers a disabled function with 404, but to the master key', async () => {
    expect((await fetch(`${url}/off`)).status).toBe(404);
    expect((await fetch(`${url}/off`, { headers: { 'x-functions-key': MASTER_KEY } })).status).toBe(200);
  });
});

describe('keys', () => {
  it.each([
    ['closed', undefined, 401],
    ['closed', 'wrong', 401],
    ['closed', HOST_KEY, 200],
    ['closed', MASTER_KEY, 200],
    ['locked', HOST_KEY, 401],
    ['locked', MASTER_KEY, 200],
  ])('/%s with %s answers %i', async (route, key, status) => {
    const headers: Record<string, string> = key === undefined ? {} : { 'x-functions-key': key };
    expect((await fetch(`${url}/${route}`, { headers })).status).toBe(status);
    const search = key === undefined ? '' : `?code=${key}`;
    expect((await fetch(`${url}/${route}${search}`)).status).toBe(status);
  });

  it('takes the header before the query', async () => {
    const answer = await fetch(`${url}/closed?code=${HOST_KEY}`, { headers: { 'x-functions-key': 'wrong' } });
    expect(answer.status).toBe(401);
  });
});

describe('what a caller gets', () => {
  it('is status, headers and text, with the headers of host.json', async () => {
    const answer = await fetch(`${url}/answers/text`);
    expect(answer.status).toBe(201);
    expect(await answer.text()).toBe('grüße');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-one': '1',
      'x-fixture': 'yes',
      'content-type': 'text/plain;charset=UTF-8',
      'content-length': '7',
    });
  });

  it('is bytes and streams as they are', async () => {
    expect([...new Uint8Array(await (await fetch(`${url}/answers/bytes`)).arrayBuffer())]).toEqual([
      0, 255, 1,
    ]);
    expect(await (await fetch(`${url}/answers/stream`)).text()).toBe('ab');
  });

  it('is 204 for nothing, 200 for an empty answer', async () => {
    expect((await fetch(`${url}/answers/nothing`)).status).toBe(204);
    const empty = await fetch(`${url}/answers/empty`);
    expect([empty.status, await empty.text()]).toEqual([200, '']);
  });

  it('has no body where the status allows none', async () => {
    const none = await fetch(`${url}/answers/noContent`);
    expect([none.status, await none.text(), none.headers.get('content-length')]).toEqual([204, '', null]);
    expect((await fetch(`${url}/answers/notModified`)).status).toBe(304);
  });

  it('has cookies as ASP.NET writes them', async () => {
    expect((await fetch(`${url}/answers/cookies`)).headers.getSetCookie()).toEqual([
      'plain=a%20b; path=/',
      '__Host-full=v; expires=Tue, 24 Nov 2026 00:00:00 GMT; max-age=60; path=/; secure; samesite=lax; httponly',
      'none=; domain=example.test; path=/x; samesite=none',
    ]);
  });

  it.each(['throws', 'throwsText', 'wrong'])('is 500 without a body when the handler %s', async (kind) => {
    const answer = await fetch(`${url}/answers/${kind}`);
    expect([answer.status, await answer.text()]).toEqual([500, '']);
    expect(host.lines.some((line) => line.event === 'invocation.failed' && line.function === 'answers')).toBe(
      true,
    );
  });

  it('is 504 when the function takes longer than the front end waits', async () => {
    expect((await fetch(`${url}/answers/slow`)).status).toBe(504);
  });
});

describe('limits on clients', () => {
  it('answers 413 to a body over the limit', async () => {
    expect((await fetch(`${url}/echo/x`, { method: 'POST', body: 'x'.repeat(1000) })).status).toBe(200);
    expect((await fetch(`${url}/echo/x`, { method: 'POST', body: 'x'.repeat(1001) })).status).toBe(413);
  });

  it('answers 408 to headers and bodies that do not come', async () => {
    const [headers, body] = await Promise.all([
      raw('GET /echo/x HTTP/1.1\r\nHost: h\r\n'),
      raw('POST /echo/x HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc'),
    ]);
    expect(headers).toMatch(/^HTTP\/1\.1 408 /);
    expect(body).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('goes on after clients that leave in the middle', async () => {
    const port = Number(new URL(url).port);
    for (let i = 0; i < 5; i++) {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /echo/x HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc');
        setTimeout(() => socket.destroy(), 20);
      });
      await new Promise((resolve) => socket.once('close', resolve));
    }
    expect((await fetch(`${url}/echo/x`)).status).toBe(200);
  });

  it.each(['GET /a%00b HTTP/1.1', 'GET * HTTP/1.1'])('answers 400 to %j', async (line) => {
    expect(await raw(`${line}\r\nHost: h\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('the log', () => {
  it('has the levels of context, with function and invocation', async () => {
    await fetch(`${url}/levels`);
    const own = host.lines
      .filter((line) => line.event === 'function.log' && line.function === 'levels')
      .slice(-5);
    expect(own.map((line) => [line.level, line.message])).toEqual([
      ['trace', 'a trace'],
      ['debug', 'a debug line'],
      ['information', 'an info line'],
      ['warning', "{ a: 'warning' }"],
      ['error', 'an error'],
    ]);
    expect(new Set(own.map((line) => line.invocationId)).size).toBe(1);
  });
});

describe("the host's own endpoints", () => {
  const admin = { 'x-functions-key': MASTER_KEY, 'content-type': 'application/json' };

  it('tell that it runs', async () => {
    expect((await fetch(`${url}/admin/host/ping`)).status).toBe(200);
    expect((await fetch(`${url}/admin/host/status`)).status).toBe(401);
    expect(
      (await fetch(`${url}/admin/host/status`, { headers: { 'x-functions-key': HOST_KEY } })).status,
    ).toBe(401);
    expect(await (await fetch(`${url}/admin/host/status`, { headers: admin })).json()).toMatchObject({
      state: 'Running',
    });
  });

  it('list the functions', async () => {
    const list = z
      .array(z.object({ name: z.string(), isDisabled: z.boolean() }))
      .parse(await (await fetch(`${url}/admin/functions`, { headers: admin })).json());
    expect(list.find((fn) => fn.name === 'off')?.isDisabled).toBe(true);
    expect(list.map((fn) => fn.name)).toContain('zz_ui');
  });

  it('refuse what they cannot run', async () => {
    const post = (name: string, headers: HeadersInit, body: string) =>
      fetch(`${url}/admin/functions/${name}`, { method: 'POST', headers, body }).then(
        (answer) => answer.status,
      );
    expect(await post('nosuch', admin, '{}')).toBe(404);
    expect(await post('echo', admin, '{}')).toBe(400);
    expect(await post('echo', { ...admin, 'content-type': 'text/plain' }, '{}')).toBe(415);
    expect(await post('echo', { 'content-type': 'application/json' }, '{}')).toBe(401);
    expect(await post('echo', admin, 'no json')).toBe(400);
  });
});
