import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, runSandbox } from '../support/running-sandbox.ts';

/** What only the host itself can show: the compiled app behind real HTTP. */
let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await runSandbox(18_460);
  await sandbox.walk('administrator signs in');
}, 120_000);
afterAll(() => sandbox?.close(), 30_000);

type Raw = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
};

/** A request with just these headers. */
function raw(method: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(sandbox.portal);
    const sent = httpRequest({ hostname, port, method, path, headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the host', () => {
  it('sets cookies that scripts and other sites do not get', async () => {
    const bob = sandbox.person(sandbox.standIns.accounts.user);
    const begun = await bob.send('GET', '/api/auth/sign-in');
    const [cookie = ''] = begun.headers.getSetCookie();
    expect(cookie).toMatch(/^rt-tx-[\w-]{16}=/);
    for (const attribute of [/; httponly/i, /; samesite=lax/i, /; path=\//i, /; max-age=600/i])
      expect(cookie).toMatch(attribute);
    expect(cookie).not.toMatch(/; domain=/i);
  });

  it('asks for its key where a set-up session begins, in the header', async () => {
    expect((await raw('POST', '/api/setup/session')).status).toBe(401);
    expect((await raw('POST', '/api/setup/session', { 'x-functions-key': 'wrong' })).status).toBe(401);
    const late = await raw('POST', '/api/setup/session', { 'x-functions-key': sandbox.hostKey });
    expect(JSON.parse(late.body)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('takes no word of EasyAuth headers', async () => {
    const principal = Buffer.from(JSON.stringify({ claims: [{ typ: 'roles', val: 'Admin' }] })).toString(
      'base64',
    );
    const forged = {
      'x-ms-client-principal': principal,
      'x-ms-client-principal-id': sandbox.standIns.accounts.administrator,
      'x-ms-client-principal-name': 'ada@contoso.example',
    };
    for (const path of ['/api/registration', '/api/subscriptions', '/api/template-kit'])
      expect((await raw('GET', path, forged)).status, path).toBe(401);
  });

  it('refuses a body that is too large, also one that is sent in pieces without a length', async () => {
    const bob = sandbox.person(sandbox.standIns.accounts.user);
    await bob.signIn('/api/auth/sign-in', '/');
    const path = '/api/pins/77777777-7777-4777-8777-777777777777';
    const large = await bob.send('PUT', path, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ itemName: 'x'.repeat(300_000) }),
    });
    expect(large.status).toBe(413);
    const pieces = await bob.send('PUT', path, {
      headers: { 'content-type': 'application/json' },
      body: new Blob(Array.from({ length: 10 }, () => 'x'.repeat(60_000))).stream(),
      duplex: 'half',
    } as RequestInit);
    // The host hands on no body without a length: what is left is no JSON.
    expect(pieces.status).toBe(400);
  });

  it('lets no line break of an address into its headers', async () => {
    for (const path of [
      '/api/auth/sign-in?returnTo=%2Fx%0d%0aset-cookie:%20evil=1',
      '/api/auth/sign-in?returnTo=%2F%0d%0a%0d%0a<script>',
      '/x%0d%0aset-cookie:%20evil=1',
      '/api/nothing%0d%0alocation:%20https://evil.example',
    ]) {
      const { headers } = await raw('GET', path);
      expect(JSON.stringify(headers['set-cookie'] ?? ''), path).not.toContain('evil=1');
      expect(String(headers.location ?? ''), path).not.toContain('evil.example');
    }
  });

  it('does not let the request choose the address that Entra comes back to', async () => {
    const { hostname, port } = new URL(sandbox.portal);
    const { headers } = await raw('GET', '/api/auth/sign-in', {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    });
    const redirectUri = new URL(String(headers.location)).searchParams.get('redirect_uri');
    expect(redirectUri).toBe(`http://${hostname}:${port}/api/auth/callback`);
  });

  it('answers in the portal with a policy that runs no foreign script and no frame', async () => {
    const { headers } = await raw('GET', '/manage/integration');
    const policy = String(headers['content-security-policy']);
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ])
      expect(policy).toContain(rule);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('guessed picture addresses', () => {
  it('answer the same neutral picture, whether there is such a pin or not', async () => {
    const guess = (pin: string, secret: string) => raw('GET', `/t/${pin}/${secret}/1`);
    const [one, two, three] = await Promise.all([
      guess('77777777-7777-4777-8777-777777777777', 'a'.repeat(43)),
      guess('88888888-8888-4888-8888-888888888888', 'b'.repeat(43)),
      guess('77777777-7777-4777-8777-777777777777', '..%2f..%2f'),
    ]);
    expect(one.body).toBe(two.body);
    expect(one.status).toBe(two.status);
    expect(three.body).toBe(one.body);
    expect((await raw('GET', '/t/')).headers['content-type']).not.toContain('image');
  });
});
