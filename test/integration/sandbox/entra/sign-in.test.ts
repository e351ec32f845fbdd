import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SandboxBrowser, signIn } from '../../../../sandbox/entra/browser.ts';
import { type EntraStandIn, startEntra } from '../../../../sandbox/entra/start.ts';
import {
  ADA,
  BOB,
  CALLBACK,
  CLEO,
  confidentialClient,
  POWER_BI,
  registerWebApplication,
  signInByCode,
} from './setup.ts';

let entra: EntraStandIn;
beforeEach(async () => {
  entra = await startEntra();
});
afterEach(() => entra.close());

describe('the authorization code with PKCE', () => {
  test('msal-node signs a person in and gets the account, an access token for Power BI and a refresh token', async () => {
    const registered = await registerWebApplication(entra);
    const { result, cache } = await signInByCode({ client: confidentialClient(entra, registered) });
    expect(result.account?.homeAccountId).toBe(`${BOB}.${entra.tenantId}`);
    expect(result.account?.username).toBe('bob@contoso.example');
    expect(decodeJwt(result.accessToken)).toMatchObject({
      aud: POWER_BI,
      appid: registered.appId,
      oid: BOB,
      tid: entra.tenantId,
      scp: 'Dataset.ReadWrite.All Workspace.Read.All',
      ver: '1.0',
    });
    expect(Object.keys(JSON.parse(cache).RefreshToken)).toHaveLength(1);
  });

  test('jose verifies the id token by the published keys, with issuer, audience and nonce', async () => {
    const registered = await registerWebApplication(entra);
    const { result, nonce } = await signInByCode({ client: confidentialClient(entra, registered) });
    const discovery = await fetch(`${entra.url}/${entra.tenantId}/v2.0/.well-known/openid-configuration`);
    const { issuer, jwks_uri: keys } = await discovery.json();
    const { payload } = await jwtVerify(result.idToken, createRemoteJWKSet(new URL(keys)), {
      issuer,
      audience: registered.appId,
      algorithms: ['RS256'],
      requiredClaims: ['oid', 'tid'],
    });
    expect(payload).toMatchObject({ nonce, oid: BOB, name: 'Bob Report', ver: '2.0' });
    expect(payload.sub).not.toBe(BOB);
  });

  test('the id token carries the app roles that the application defines, and no others', async () => {
    const role = (id: string, value: string) => ({
      id,
      value,
      isEnabled: true,
      displayName: value,
      description: value,
      allowedMemberTypes: ['User' as const],
    });
    const registered = await registerWebApplication(entra, {
      appRoles: [
        role('11111111-1111-4111-8111-111111111111', 'Admin'),
        role('22222222-2222-4222-8222-222222222222', 'Publisher'),
      ],
    });
    const rolesOf = async (account: string): Promise<unknown> => {
      const { result } = await signInByCode({
        client: confidentialClient(entra, registered),
        account,
        scopes: ['openid'],
      });
      return decodeJwt(result.idToken).roles;
    };
    expect(await rolesOf(ADA)).toEqual(['Admin']);
    expect(await rolesOf(CLEO)).toEqual(['Publisher']);
    expect(await rolesOf(BOB)).toBeUndefined();
  });

  test('a code is redeemed once, with its own verifier and redirect URI', async () => {
    const registered = await registerWebApplication(entra);
    const { code, verifier } = await signInByCode({ client: confidentialClient(entra, registered) });
    const redeem = async (changes: Record<string, string>) => {
      const response = await fetch(`${entra.url}/${entra.tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: registered.appId,
          client_secret: registered.secretText,
          redirect_uri: CALLBACK,
          code,
          code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
          ...changes,
        }),
      });
      return { status: response.status, body: await response.json() };
    };
    expect(await redeem({ code_verifier: verifier })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_codes: [54005] },
    });
    const browser = new SandboxBrowser();
    const authorize = `${entra.url}/${entra.tenantId}/oauth2/v2.0/authorize?${new URLSearchParams({
      client_id: registered.appId,
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })}`;
    const fresh = async () =>
      (await signIn(authorize, { account: BOB, browser })).searchParams.get('code') ?? '';
    expect(await redeem({ code: await fresh(), code_verifier: 'a'.repeat(43) })).toMatchObject({
      status: 400,
      body: { error_codes: [501481] },
    });
    expect(await redeem({ code: await fresh(), redirect_uri: 'http://localhost:7071/other' })).toMatchObject({
      body: { error_codes: [500112] },
    });
    expect(await redeem({ code: 'no-such-code' })).toMatchObject({ body: { error_codes: [9002313] } });
    await entra.control.advance({ minutes: 11 });
    const late = await fresh();
    await entra.control.advance({ minutes: 11 });
    expect(await redeem({ code: late })).toMatchObject({ body: { error_codes: [70008] } });
  });
});

describe('the sign-in pages', () => {
  test('a second request of the same browser passes without a page; another login hint asks again', async () => {
    const registered = await registerWebApplication(entra);
    const browser = new SandboxBrowser();
    await signInByCode({ client: confidentialClient(entra, registered), browser });
    const client = confidentialClient(entra, registered);
    const again = await signInByCode({
      client,
      browser,
      account: 'nobody',
      loginHint: 'bob@contoso.example',
    });
    expect(again.result.account?.localAccountId).toBe(BOB);
    const other = await signInByCode({
      client: confidentialClient(entra, registered),
      browser,
      account: CLEO,
      loginHint: 'cleo@contoso.example',
    });
    expect(other.result.account?.localAccountId).toBe(CLEO);
  });

  test.each(['login', 'select_account', 'consent'])(
    'prompt=%s shows a page although the browser has a session',
    async (prompt) => {
      const registered = await registerWebApplication(entra);
      const browser = new SandboxBrowser();
      const client = confidentialClient(entra, registered);
      await signInByCode({ client, browser });
      const url = await client.getAuthCodeUrl({
        scopes: [`${POWER_BI}/.default`],
        redirectUri: CALLBACK,
        prompt,
      });
      const page = await browser.open(url);
      expect('html' in page && page.html).toMatch(
        prompt === 'consent' ? /Permissions requested/ : /Pick an account/,
      );
    },
  );

  test('prompt=none answers login_required without a session and a code with one', async () => {
    const registered = await registerWebApplication(entra);
    const browser = new SandboxBrowser();
    const client = confidentialClient(entra, registered);
    const url = await client.getAuthCodeUrl({
      scopes: ['openid'],
      redirectUri: CALLBACK,
      prompt: 'none',
      state: 's',
    });
    const refused = await signIn(url, { account: BOB, browser });
    expect(Object.fromEntries(refused.searchParams)).toMatchObject({ error: 'login_required', state: 's' });
    expect(refused.searchParams.get('error_description')).toMatch(/^AADSTS50058/);
    await signInByCode({ client, browser });
    expect((await signIn(url, { account: BOB, browser })).searchParams.get('code')).not.toBeNull();
  });

  test('an unknown application and an unknown redirect URI end on a page and go nowhere', async () => {
    const { appId } = await registerWebApplication(entra);
    const open = (query: Record<string, string>) =>
      signIn(
        `${entra.url}/${entra.tenantId}/oauth2/v2.0/authorize?${new URLSearchParams({ response_type: 'code', scope: 'openid', ...query })}`,
        { account: BOB },
      );
    await expect(open({ client_id: crypto.randomUUID(), redirect_uri: CALLBACK })).rejects.toThrow(
      /AADSTS700016/,
    );
    await expect(open({ client_id: appId, redirect_uri: 'https://evil.example/cb' })).rejects.toThrow(
      /AADSTS50011/,
    );
    await expect(open({ client_id: appId, redirect_uri: `${CALLBACK}/` })).rejects.toThrow(/AADSTS50011/);
    const otherPort = CALLBACK.replace('7071', '9');
    expect((await open({ client_id: appId, redirect_uri: otherPort })).origin).toBe('http://localhost:9');
  });

  test('a permission that the resource does not publish goes back to the application as an error', async () => {
    const registered = await registerWebApplication(entra);
    const client = confidentialClient(entra, registered);
    const errorOf = async (scopes: string[]) => {
      const back = await signIn(await client.getAuthCodeUrl({ scopes, redirectUri: CALLBACK }), {
        account: BOB,
      });
      return [back.searchParams.get('error'), back.searchParams.get('error_description')?.slice(0, 13)];
    };
    expect(await errorOf([`${POWER_BI}/Nothing.Read`])).toEqual(['invalid_client', 'AADSTS650053:']);
    expect(await errorOf(['api://nowhere/access'])).toEqual(['invalid_resource', 'AADSTS500011:']);
    expect(await errorOf([`${POWER_BI}/.default`, 'User.Read'])).toEqual([
      'invalid_request',
      'AADSTS28000: ',
    ]);
  });

  test('a disabled person cannot sign in, and loses the session', async () => {
    const registered = await registerWebApplication(entra);
    const client = confidentialClient(entra, registered);
    const browser = new SandboxBrowser();
    await signInByCode({ client, browser });
    await entra.control.disableUser({ user: 'bob@contoso.example' });
    await expect(signInByCode({ client, browser })).rejects.toThrow(/AADSTS50057/);
  });

  test('signing out ends the session of the browser and returns only to a registered address', async () => {
    const registered = await registerWebApplication(entra);
    const client = confidentialClient(entra, registered);
    const browser = new SandboxBrowser();
    await signInByCode({ client, browser });
    const logout = `${entra.url}/${entra.tenantId}/oauth2/v2.0/logout?post_logout_redirect_uri=`;
    const stay = await browser.open(`${logout}${encodeURIComponent('https://evil.example/')}`);
    expect('html' in stay && stay.html).toMatch(/You signed out/);
    const away = await browser.open(`${logout}${encodeURIComponent(CALLBACK)}`);
    expect('departure' in away && away.departure.href).toBe(CALLBACK);
    const url = await client.getAuthCodeUrl({ scopes: ['openid'], redirectUri: CALLBACK });
    const page = await browser.open(url);
    expect('html' in page && page.html).toMatch(/Pick an account/);
  });
});

describe('consent', () => {
  test('where people are asked, accepting goes on and declining goes back with access_denied', async () => {
    await entra.control.setUserConsent({ mode: 'ask' });
    const registered = await registerWebApplication(entra);
    const client = confidentialClient(entra, registered);
    const url = await client.getAuthCodeUrl({ scopes: [`${POWER_BI}/.default`], redirectUri: CALLBACK });
    const declined = await signIn(url, { account: BOB, decline: true });
    expect(declined.searchParams.get('error')).toBe('access_denied');
    expect(declined.searchParams.get('error_description')).toMatch(/^AADSTS65004/);
    expect((await signInByCode({ client })).result.accessToken).not.toBe('');
  });

  test('an administrator consents for everybody on the admin consent page; a report user cannot', async () => {
    await entra.control.setUserConsent({ mode: 'admin-only' });
    const registered = await registerWebApplication(entra);
    const client = confidentialClient(entra, registered);
    await expect(signInByCode({ client })).rejects.toThrow(/AADSTS90094/);
    const page = `${entra.url}/${entra.tenantId}/v2.0/adminconsent?${new URLSearchParams({
      client_id: registered.appId,
      scope: `${POWER_BI}/.default`,
      redirect_uri: CALLBACK,
      state: 'kept',
    })}`;
    await expect(signIn(page, { account: BOB })).rejects.toThrow(/AADSTS90094/);
    const back = await signIn(page, { account: ADA });
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      admin_consent: 'True',
      tenant: entra.tenantId,
      state: 'kept',
    });
    expect((await signInByCode({ client })).result.scopes).toContain(`${POWER_BI}/Dataset.ReadWrite.All`);
  });
});

describe('what depends on the registration', () => {
  test('where assignment is required, only people with a role get in', async () => {
    const role = {
      id: '11111111-1111-4111-8111-111111111111',
      value: 'Admin',
      isEnabled: true,
      displayName: 'Admin',
      description: 'Administers',
      allowedMemberTypes: ['User' as const],
    };
    const registered = await registerWebApplication(entra, { appRoles: [role] });
    for (const principal of entra.directory.state.servicePrincipals) {
      if (principal.appId === registered.appId) principal.appRoleAssignmentRequired = true;
    }
    const client = confidentialClient(entra, registered);
    await expect(signInByCode({ client, account: BOB })).rejects.toThrow(/AADSTS50105/);
    await expect(signInByCode({ client, account: ADA })).resolves.toBeDefined();
  });

  test('a single-page application redeems from a page only, and its refresh token lasts a day', async () => {
    const { appId } = await entra.control.registerApplication({
      displayName: 'Page',
      spa: { redirectUris: [CALLBACK] },
    });
    const base = `${entra.url}/${entra.tenantId}/oauth2/v2.0`;
    const request = { client_id: appId, redirect_uri: CALLBACK, scope: 'openid offline_access' };
    const post = async (form: Record<string, string>, origin?: string) => {
      const headers = origin === undefined ? undefined : { origin };
      const body = new URLSearchParams({ client_id: appId, ...form });
      return (await fetch(`${base}/token`, { method: 'POST', body, ...(headers && { headers }) })).json();
    };
    const query = new URLSearchParams({
      ...request,
      response_type: 'code',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const back = await signIn(`${base}/authorize?${query}`, { account: BOB });
    const redeem = {
      ...request,
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    };
    expect(await post(redeem)).toMatchObject({ error_codes: [9002327] });
    const page = 'http://localhost:7071';
    const { refresh_token } = await post(redeem, page);
    await entra.control.advance({ hours: 23 });
    const renewed = await post({ grant_type: 'refresh_token', refresh_token }, page);
    expect(renewed.refresh_token).toEqual(expect.any(String));
    await entra.control.advance({ hours: 2 });
    const late = await post({ grant_type: 'refresh_token', refresh_token: renewed.refresh_token }, page);
    expect(late).toMatchObject({ error_codes: [700082] });
  });
});
