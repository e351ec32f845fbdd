import { createHmac } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '../../lib/http/registry.ts';
import type { Access, AnyRoute } from '../../lib/http/route.ts';
import { serve } from '../../lib/http/serve.ts';
import '../support/every-route.ts';
import { type InProcessPerson, PORTAL, problemOf } from '../support/in-process-person.ts';
import { type RegisteredInstallation, registered } from '../support/registered-installation.ts';
import { ADA, BOB, CLEO, type Directory, startDirectory } from '../support/stand-in-installation.ts';
import { automationToken, tokensOf } from '../support/tokens.ts';

/** Who comes through which door, for every route there is: a new route is covered by being registered. */
type Caller = { readonly headers: Readonly<Record<string, string>>; readonly kind: Kind };
type Kind = 'nobody' | 'user' | 'publisher' | 'admin' | 'bearer' | 'automation';

const ADMITTED: Readonly<Record<Access, readonly Kind[] | 'everybody'>> = {
  open: 'everybody',
  public: 'everybody',
  // The host itself asks for the key before the app is asked.
  'host-key': 'everybody',
  user: ['user', 'publisher', 'admin', 'bearer'],
  caller: ['user', 'publisher', 'admin', 'bearer', 'automation'],
  publisher: ['publisher', 'admin'],
  admin: ['admin'],
  registrar: ['admin'],
};

let directory: Directory;
let there: RegisteredInstallation;
const callers = new Map<string, Caller>();
/** What is no token for us, though Entra or somebody else signed it; refused with a good cookie beside it, too. */
const strangers = new Map<string, string>();

beforeAll(async () => {
  directory = await startDirectory();
  there = await registered(directory);
  const { installation, ada, appId, commandLineAppId } = there;
  const { entra } = directory;
  const cookieOf = (person: InProcessPerson) =>
    [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const withCookie = (person: InProcessPerson) => ({
    cookie: cookieOf(person),
    origin: PORTAL,
    'sec-fetch-site': 'same-origin',
  });
  const [bob, cleo] = [installation.person(BOB), installation.person(CLEO)];
  await bob.signIn();
  await cleo.signIn();
  callers.set('nobody', { kind: 'nobody', headers: { origin: PORTAL } });
  callers.set('forged EasyAuth headers', { kind: 'nobody', headers: easyAuth() });
  callers.set('a user', { kind: 'user', headers: withCookie(bob) });
  callers.set('a publisher', { kind: 'publisher', headers: withCookie(cleo) });
  callers.set('an administrator', { kind: 'admin', headers: withCookie(ada) });

  const loopback = { clientId: commandLineAppId, redirectUri: 'http://localhost' };
  const scope = `api://${appId}/access_as_user openid profile offline_access`;
  const own = await tokensOf(entra, { ...loopback, account: BOB, scope });
  callers.set('a user with a bearer token', { kind: 'bearer', headers: bearer(own.access_token) });
  const robot = await automationToken(entra, appId);
  callers.set('a program with the role Automation', { kind: 'automation', headers: bearer(robot) });

  const portal = { clientId: appId, redirectUri: `${PORTAL}/api/auth/callback`, confidential: true } as const;
  const powerBi = await tokensOf(entra, {
    ...portal,
    account: ADA,
    scope: 'https://analysis.windows.net/powerbi/api/Dataset.ReadWrite.All openid',
  });
  const claims = decodeJwt(own.access_token);
  const [header = '', payload = '', signature = ''] = own.access_token.split('.');
  strangers.set('an id token of our own app', powerBi.id_token);
  strangers.set('an id token of the command line', own.id_token);
  strangers.set('a token for Power BI', powerBi.access_token);
  strangers.set('alg none', `${encode({ alg: 'none' })}.${payload}.`);
  strangers.set('alg none with a signature', `${encode({ alg: 'none' })}.${payload}.${signature}`);
  strangers.set('HS256 with the public key as secret', await confused(payload));
  strangers.set('changed claims', `${header}.${encode({ ...claims, roles: ['Admin'] })}.${signature}`);
  strangers.set('nonsense', 'abc.def.ghi');
  strangers.set('a refresh token', own.refresh_token);
});
afterAll(() => directory.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function easyAuth(): Record<string, string> {
  const principal = {
    auth_typ: 'aad',
    claims: [
      { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: ADA },
      { typ: 'roles', val: 'Admin' },
    ],
  };
  return {
    origin: PORTAL,
    'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64'),
    'x-ms-client-principal-id': ADA,
    'x-ms-client-principal-name': 'ada@contoso.example',
    'x-ms-client-principal-idp': 'aad',
    'x-ms-token-aad-access-token': 'token',
  };
}

/** The old confusion: a public RSA key taken as the secret of an HMAC. */
async function confused(payload: string): Promise<string> {
  const { entra } = directory;
  const keys = (await (await fetch(`${entra.url}/${entra.tenantId}/discovery/v2.0/keys`)).json()) as {
    keys: { kid: string; n: string }[];
  };
  const [key] = keys.keys;
  const signed = `${encode({ alg: 'HS256', kid: key?.kid })}.${payload}`;
  const mac = createHmac('sha256', key?.n ?? '')
    .update(signed)
    .digest('base64url');
  return `${signed}.${mac}`;
}

/** The route's own door, with nothing behind it. */
function door(route: AnyRoute): AnyRoute {
  const { params: _, query: __, body: ___, freshSignIn: ____, ...rest } = route;
  return { ...rest, invoke: async () => ({ status: 299 }) };
}

function knock(route: AnyRoute, headers: Readonly<Record<string, string>>, method = route.method) {
  const url = `${PORTAL}/${route.path}`;
  return serve(route, there.installation.app, {
    method,
    url,
    headers: new Headers(headers),
    params: {},
    arrayBuffer: async () => new ArrayBuffer(0),
  });
}

function expectedFor(access: Access, kind: Kind): number {
  const admitted = ADMITTED[access];
  if (admitted === 'everybody' || admitted.includes(kind)) return 299;
  return kind === 'nobody' ? 401 : 403;
}

describe('every route', () => {
  it('is known here', () => {
    expect(allRoutes().length).toBeGreaterThan(30);
  });

  it('admits whom its access names, and nobody else', async () => {
    const wrong: string[] = [];
    for (const route of allRoutes())
      for (const [who, { headers, kind }] of callers) {
        const { status } = await knock(door(route), headers);
        const expected = expectedFor(route.access, kind);
        if (status !== expected) wrong.push(`${route.name} answered ${who} with ${status}, not ${expected}`);
      }
    expect(wrong).toEqual([]);
  });

  it('takes no token that is not for it, and falls back to no cookie', async () => {
    const session = callers.get('an administrator')?.headers ?? {};
    const wrong: string[] = [];
    for (const route of allRoutes()) {
      if (ADMITTED[route.access] === 'everybody') continue;
      for (const [what, token] of strangers)
        for (const beside of [{}, session]) {
          const { status } = await knock(door(route), { ...beside, ...bearer(token) });
          if (status !== 401) wrong.push(`${route.name} took ${what}: ${status}`);
        }
    }
    expect(wrong).toEqual([]);
  });

  it('asks for a fresh sign-in where it decides who may come in, and takes no bearer token for one', () => {
    const fresh = allRoutes()
      .filter(({ freshSignIn }) => freshSignIn)
      .map(({ name }) => name);
    const deciding = allRoutes()
      .filter(
        ({ access, method, path }) =>
          access !== 'public' && method !== 'GET' && path.startsWith('api/registration'),
      )
      .map(({ name }) => name);
    expect(fresh).toEqual(expect.arrayContaining(deciding));
    for (const route of allRoutes())
      if (route.freshSignIn) expect(['admin', 'registrar']).toContain(route.access);
  });

  it('with a cookie refuses what another site sends', async () => {
    const { cookie = '' } = callers.get('an administrator')?.headers ?? {};
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: `${PORTAL}.evil.example` },
      { origin: `${PORTAL}0` },
      { origin: PORTAL.replace('http:', 'https:') },
      { origin: `${PORTAL}/` },
      { origin: PORTAL, 'sec-fetch-site': 'cross-site' },
      { origin: PORTAL, 'sec-fetch-site': 'same-site' },
      { origin: PORTAL, 'content-type': 'application/x-www-form-urlencoded' },
      { origin: PORTAL, 'content-type': 'multipart/form-data; boundary=x' },
      { origin: PORTAL, 'content-type': 'text/plain' },
      { origin: PORTAL, 'content-type': 'TEXT/PLAIN;charset=utf-8' },
    ];
    const wrong: string[] = [];
    let refused = 0;
    for (const route of allRoutes()) {
      if (route.method === 'GET' || ADMITTED[route.access] === 'everybody') continue;
      for (const headers of foreign) {
        const answer = await knock(door(route), { cookie, ...headers });
        if (problemOf(answer).code === 'CROSS_SITE') refused += 1;
        else wrong.push(`${route.name} took ${JSON.stringify(headers)}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(100);
  });

  it('refuses a body that is larger than it takes, announced or not, and one of another type', async () => {
    const wrong: string[] = [];
    for (const route of allRoutes()) {
      const form = route.body;
      if (!form) continue;
      const caller = [...callers.values()].find(
        ({ kind }) => expectedFor(route.access, kind) === 299 && kind === 'admin',
      );
      const limit = 'json' in form ? 256 * 1024 : form.bytes.maxBytes(there.installation.app);
      const type = 'json' in form ? 'application/json' : (form.bytes.contentTypes[0] ?? '');
      const { params: _, query: __, freshSignIn: ___, ...rest } = route;
      const bare: AnyRoute = { ...rest, invoke: async () => ({ status: 299 }) };
      const send = (headers: Record<string, string>, bytes: number) =>
        serve(bare, there.installation.app, {
          method: route.method,
          url: `${PORTAL}/${route.path}`,
          headers: new Headers({ ...caller?.headers, ...headers }),
          params: {},
          arrayBuffer: async () => new ArrayBuffer(bytes),
        });
      const announced = await send({ 'content-type': type, 'content-length': String(limit + 1) }, 0);
      const unannounced = await send({ 'content-type': type }, limit + 1);
      const other = await send({ 'content-type': 'application/x-yaml', 'content-length': '1' }, 1);
      const statuses = [announced.status, unannounced.status, other.status];
      if (statuses.join() !== '413,413,415') wrong.push(`${route.name}: ${statuses}`);
    }
    expect(wrong).toEqual([]);
  });

  it('sends nothing that may be sniffed, cached or framed by mistake', async () => {
    for (const route of allRoutes()) {
      const { headers = {} } = await knock(door(route), {});
      expect(headers, route.name).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
    }
  });
});
