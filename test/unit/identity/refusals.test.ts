import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DomainError } from '../../../lib/errors.ts';
import type { Entra } from '../../../lib/identity/entra.ts';
import { EntraRefusal, saysOwnerLeft } from '../../../lib/identity/entra-refusal.ts';
import { msalEntra } from '../../../lib/identity/msal-entra.ts';
import {
  type CannedEntra,
  refusalAnswer,
  startCannedEntra,
  tokenAnswer,
} from '../../support/canned-entra.ts';

const APP = {
  tenantId: '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b',
  appId: 'a9900000-0000-4000-8000-0000000000a1',
};
const BOB = 'b0000000-0000-4000-8000-00000000000b';
const SCOPES = ['https://analysis.windows.net/powerbi/api/Dataset.ReadWrite.All'];

let canned: CannedEntra;
let entra: Entra;
let cache: string;

beforeAll(async () => {
  canned = await startCannedEntra();
  entra = msalEntra({ cloud: canned.cloud, clientAssertion: async () => 'assertion' });
});
afterAll(() => canned.close());

const redeem = () =>
  entra.redeem(APP, {
    code: 'code',
    scopes: SCOPES,
    redirectUri: 'http://127.0.0.1:7071/api/auth/callback',
    verifier: 'v'.repeat(43),
    state: 'state',
    nonce: 'nonce',
  });

beforeEach(async () => {
  canned.answerWith(tokenAnswer({ ...APP, oid: BOB, refreshToken: 'first', nonce: 'nonce' }));
  cache = (await redeem()).cache;
});

async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  return work.then(
    () => {
      throw new Error('It was not refused.');
    },
    (error: DomainError) => error,
  );
}

const CLAIMS = '{"access_token":{"capolids":{"essential":true,"values":["c1"]}}}';

/** Real bodies of Entra, and what becomes of a run whose refresh they refuse. */
const REFRESH = [
  [
    'unused for 90 days',
    { error: 'invalid_grant', number: 700082, suberror: 'bad_token' },
    'SIGN_IN_REQUIRED',
  ],
  ['expired, without a suberror', { error: 'invalid_grant', number: 70008 }, 'SIGN_IN_REQUIRED'],
  ['revoked', { error: 'invalid_grant', number: 50173, suberror: 'bad_token' }, 'SIGN_IN_REQUIRED'],
  ['revoked, without a suberror', { error: 'invalid_grant', number: 50173 }, 'SIGN_IN_REQUIRED'],
  [
    'sign-in frequency',
    { error: 'invalid_grant', number: 70043, suberror: 'token_expired' },
    'SIGN_IN_REQUIRED',
  ],
  ['a disabled person', { error: 'invalid_grant', number: 50057 }, 'SIGN_IN_REQUIRED'],
  ['a deleted person', { error: 'invalid_grant', number: 500341 }, 'SIGN_IN_REQUIRED'],
  ['no consent', { error: 'invalid_grant', number: 65001, suberror: 'consent_required' }, 'CONSENT_REQUIRED'],
  [
    'a second factor',
    { error: 'interaction_required', number: 50076, suberror: 'basic_action', claims: CLAIMS },
    'SIGN_IN_REQUIRED',
  ],
  [
    'conditional access',
    { error: 'access_denied', number: 53003, suberror: 'message_only' },
    'BLOCKED_BY_POLICY',
  ],
  [
    'conditional access, by its number alone',
    { error: 'interaction_required', number: 53003 },
    'BLOCKED_BY_POLICY',
  ],
  ['not assigned to the app', { error: 'interaction_required', number: 50105 }, 'BLOCKED_BY_POLICY'],
  ['a wrong secret', { status: 401, error: 'invalid_client', number: 7000215 }, 'REGISTRATION_BROKEN'],
  ['an expired secret', { status: 401, error: 'invalid_client', number: 7000222 }, 'REGISTRATION_BROKEN'],
  [
    'a foreign federated credential',
    { status: 401, error: 'invalid_client', number: 700213 },
    'REGISTRATION_BROKEN',
  ],
  ['a deleted app', { error: 'unauthorized_client', number: 700016 }, 'REGISTRATION_BROKEN'],
  [
    'a deleted app, in its other form',
    { status: 401, error: 'invalid_client', number: 700016 },
    'REGISTRATION_BROKEN',
  ],
  ['no Power BI in the tenant', { error: 'invalid_resource', number: 500011 }, 'REGISTRATION_BROKEN'],
  [
    'too many requests',
    { status: 429, error: 'temporarily_unavailable', number: 90055, retryAfter: 17 },
    'IDENTITY_UNAVAILABLE',
  ],
  ['an outage', { status: 503, error: 'temporarily_unavailable', number: 90033 }, 'IDENTITY_UNAVAILABLE'],
] as const;

describe('a refresh that Entra refuses', () => {
  for (const [why, answer, code] of REFRESH)
    it(`for ${why} (AADSTS${answer.number}) is ${code}`, async () => {
      canned.answerWith(refusalAnswer(answer));
      const refusal = await refusalOf(entra.refresh(APP, { cache, scopes: SCOPES }));
      expect(refusal.code).toBe(code);
      if (code !== 'IDENTITY_UNAVAILABLE') expect(refusal.message).toContain(`AADSTS${answer.number}`);
    });

  it('keeps the claims that the next sign-in has to ask for', async () => {
    canned.answerWith(
      refusalAnswer({
        error: 'interaction_required',
        number: 50076,
        suberror: 'basic_action',
        claims: CLAIMS,
      }),
    );
    const refusal = await refusalOf(entra.refresh(APP, { cache, scopes: SCOPES }));
    expect(refusal).toMatchObject({ claims: CLAIMS, number: '50076' });
  });

  it('tells an owner who left from one who has to sign in again', async () => {
    for (const [number, left] of [
      [50057, true],
      [500341, true],
      [50173, false],
      [700082, false],
    ] as const) {
      canned.answerWith(refusalAnswer({ error: 'invalid_grant', number }));
      const refusal = await refusalOf(entra.refresh(APP, { cache, scopes: SCOPES }));
      expect(refusal instanceof EntraRefusal && saysOwnerLeft(refusal.number), String(number)).toBe(left);
    }
  });

  it('says when to come back, and asks again by itself at the next call', async () => {
    canned.answerWith(
      refusalAnswer({ status: 429, error: 'temporarily_unavailable', number: 90055, retryAfter: 17 }),
    );
    const refusal = await refusalOf(entra.refresh(APP, { cache, scopes: SCOPES }));
    expect(refusal.retryAfterSeconds).toBe(17);
    const before = canned.requests.length;
    await refusalOf(entra.refresh(APP, { cache, scopes: SCOPES }));
    expect(canned.requests).toHaveLength(before + 1);
  });

  it('by silence or nonsense is an outage', async () => {
    canned.answerWith(undefined);
    expect((await refusalOf(entra.refresh(APP, { cache, scopes: SCOPES }))).code).toBe(
      'IDENTITY_UNAVAILABLE',
    );
  });
});

const REDEEM = [
  ['used before', { error: 'invalid_grant', number: 54005 }, 'SIGN_IN_STATE_INVALID'],
  ['too old', { error: 'invalid_grant', number: 70008 }, 'SIGN_IN_STATE_INVALID'],
  ['begun with another verifier', { error: 'invalid_grant', number: 501481 }, 'SIGN_IN_STATE_INVALID'],
  ['empty', { error: 'invalid_request', number: 900144 }, 'SIGN_IN_REFUSED'],
  ['of a disabled person', { error: 'invalid_grant', number: 50057 }, 'SIGN_IN_REFUSED'],
  [
    'without consent',
    { error: 'invalid_grant', number: 65001, suberror: 'consent_required' },
    'CONSENT_REQUIRED',
  ],
  [
    'against a policy',
    { error: 'access_denied', number: 53003, suberror: 'message_only' },
    'BLOCKED_BY_POLICY',
  ],
  ['for an app that is gone', { error: 'unauthorized_client', number: 700016 }, 'REGISTRATION_BROKEN'],
] as const;

describe('a code that Entra refuses', () => {
  for (const [why, answer, code] of REDEEM)
    it(`${why} (AADSTS${answer.number}) is ${code}`, async () => {
      canned.answerWith(refusalAnswer(answer));
      expect((await refusalOf(redeem())).code).toBe(code);
    });
});

describe('what is asked of Entra', () => {
  it('declares that claims challenges are answered, and merges the claims of one', async () => {
    canned.answerWith(tokenAnswer({ ...APP, oid: BOB, refreshToken: 'second' }));
    await entra.refresh(APP, { cache, scopes: SCOPES, claims: CLAIMS });
    const claims = JSON.parse(canned.requests.at(-1)?.get('claims') ?? '{}');
    expect(claims.access_token).toMatchObject({ xms_cc: { values: ['cp1'] }, capolids: { values: ['c1'] } });
  });

  it('needs one request a refresh, and no discovery', async () => {
    canned.answerWith(tokenAnswer({ ...APP, oid: BOB, refreshToken: 'second' }));
    const before = canned.requests.length;
    const refreshed = await entra.refresh(APP, { cache, scopes: SCOPES });
    expect(canned.requests).toHaveLength(before + 1);
    expect(refreshed).toMatchObject({ changed: true, accessToken: { value: 'access of second' } });
  });

  it('leaves neither an access token nor an id token in what is stored', () => {
    const stored = JSON.parse(cache);
    expect(stored).toMatchObject({ AccessToken: {}, IdToken: {} });
    expect(Buffer.byteLength(cache)).toBeLessThan(3000);
    expect(cache).not.toContain('access of');
  });

  it('forces a sign-in with the login hint kept', async () => {
    const url = new URL(
      await entra.authorizeUrl(APP, {
        scopes: SCOPES,
        redirectUri: 'http://127.0.0.1:7071/api/auth/callback',
        state: 's',
        nonce: 'n',
        challenge: 'c',
        loginHint: 'bob@contoso.example',
        prompt: 'login',
        claims: CLAIMS,
      }),
    );
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      prompt: 'login',
      login_hint: 'bob@contoso.example',
      code_challenge_method: 'S256',
      response_mode: 'query',
    });
    expect(url.searchParams.get('claims')).toContain('capolids');
  });
});
