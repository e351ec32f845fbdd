import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { parseAllowedHosts } from '../../../lib/data-sources/network/allowed-hosts.ts';
import { fetchGuarded } from '../../../lib/data-sources/network/fetch-guarded.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

const seen: { path: string; authorization: string | undefined }[] = [];

async function serve(
  answer: (path: string) => {
    status?: number;
    headers?: Record<string, string>;
    body?: string | Buffer;
    hang?: boolean;
  },
): Promise<string> {
  seen.length = 0;
  server = createServer((request, response) => {
    const path = request.url ?? '';
    seen.push({ path, authorization: request.headers.authorization });
    const { status = 200, headers = {}, body = '', hang } = answer(path);
    if (hang) return;
    response.writeHead(status, headers);
    response.end(body);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP address.');
  return `http://127.0.0.1:${address.port}`;
}

function get(
  address: string,
  change: {
    allowed?: string;
    maxBytes?: number;
    milliseconds?: number;
    credentials?: { user: string; password: string };
  } = {},
) {
  const hosts = parseAllowedHosts(change.allowed ?? '127.0.0.1');
  if (!hosts.ok) throw new Error('Not set up.');
  return fetchGuarded(hosts.hosts, address, {
    maxBytes: change.maxBytes ?? 1000,
    signal: AbortSignal.timeout(change.milliseconds ?? 5_000),
    credentials: change.credentials,
  });
}

describe('documents over the network', () => {
  it('are read with their content type, and credentials where there are some', async () => {
    const url = await serve(() => ({ headers: { 'content-type': 'text/csv' }, body: 'a,b' }));
    const { bytes, contentType } = await get(`${url}/x.csv`, {
      credentials: { user: 'ann', password: 'pass:word' },
    });
    expect(Buffer.from(bytes).toString()).toBe('a,b');
    expect(contentType).toBe('text/csv');
    expect(seen[0]?.authorization).toBe(`Basic ${Buffer.from('ann:pass:word').toString('base64')}`);
  });

  it('come from allowed hosts alone, over https', async () => {
    const url = await serve(() => ({ body: 'x' }));
    await expect(get(url, { allowed: 'data.contoso.com' })).rejects.toMatchObject({
      code: 'DATA_SOURCE_NOT_ALLOWED',
    });
    await expect(get('http://data.contoso.com/x', { allowed: '*' })).rejects.toMatchObject({
      code: 'DATA_SOURCE_INVALID',
    });
    for (const address of [
      'file:///etc/passwd',
      'ftp://data.contoso.com/x',
      'gopher://127.0.0.1/',
      'data:text/plain,x',
    ])
      await expect(get(address, { allowed: '*' }), address).rejects.toMatchObject({
        code: 'DATA_SOURCE_INVALID',
      });
    expect(seen).toEqual([]);
  });

  it('never come from an address of this machine by way of a name, or of another way to write it', async () => {
    await serve(() => ({ body: 'x' }));
    for (const host of [
      'localhost',
      '127.1',
      '2130706433',
      '0x7f.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '169.254.169.254',
    ])
      await expect(get(`https://${host}/x`, { allowed: '*' }), host).rejects.toMatchObject({
        code: 'DATA_SOURCE_NOT_ALLOWED',
      });
    expect(seen).toEqual([]);
  });

  it('are followed through a redirect only to allowed hosts, and not without end', async () => {
    const url = await serve((path) =>
      path === '/moved'
        ? { body: 'there' }
        : {
            status: 302,
            headers: {
              location: path === '/a' ? '/moved' : path === '/out' ? 'https://evil.example/x' : '/loop',
            },
          },
    );
    expect(Buffer.from((await get(`${url}/a`)).bytes).toString()).toBe('there');
    await expect(get(`${url}/out`)).rejects.toMatchObject({ code: 'DATA_SOURCE_NOT_ALLOWED' });
    await expect(get(`${url}/loop`)).rejects.toThrow(/redirects too often/);
  });

  it('stop at their limits of size and time', async () => {
    const url = await serve((path) => (path === '/slow' ? { hang: true } : { body: Buffer.alloc(5000) }));
    await expect(get(`${url}/large`)).rejects.toMatchObject({ code: 'DATA_SOURCE_INVALID' });
    await expect(get(`${url}/slow`, { milliseconds: 200 })).rejects.toThrow(/did not answer in time/);
  });

  it('are refused by what the server says', async () => {
    const url = await serve((path) => ({ status: Number(path.slice(1)) }));
    for (const [status, code] of [
      [401, 'DATA_SOURCE_REFUSED'],
      [403, 'DATA_SOURCE_REFUSED'],
      [404, 'DATA_SOURCE_INVALID'],
      [503, 'DATA_SOURCE_FAILED'],
      [429, 'DATA_SOURCE_FAILED'],
    ] as const)
      await expect(get(`${url}/${status}`)).rejects.toMatchObject({ code });
  });
});
