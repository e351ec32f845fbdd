import {
  ConfidentialClientApplication,
  CryptoProvider,
  InteractionRequiredAuthError,
  ServerError,
} from '@azure/msal-node';
import { SandboxBrowser, signIn } from '../../../../sandbox/entra/browser.ts';
import { GRAPH_APP_ID, POWER_BI_APP_ID } from '../../../../sandbox/entra/directory/first-party.ts';
import type { ApplicationSettings } from '../../../../sandbox/entra/directory/types.ts';
import type { EntraStandIn } from '../../../../sandbox/entra/start.ts';
import { msalConfiguration } from './msal-settings.ts';

export const CALLBACK = 'http://localhost:7071/api/auth/callback';
export const POWER_BI = 'https://analysis.windows.net/powerbi/api';
export const ADA = 'a0000000-0000-4000-8000-00000000000a';
export const BOB = 'b0000000-0000-4000-8000-00000000000b';
export const CLEO = 'c0000000-0000-4000-8000-00000000000c';

export const DATASET_READ_WRITE = '322b68b2-0804-416e-86a5-d772c567b6e6';
export const WORKSPACE_READ = 'b2f1b2fa-f35c-407c-979c-a858a808ba85';

/** A web application as a registration of Report Tiles leaves it, as far as sign-in needs it. */
export function webApplication(
  changes: Partial<ApplicationSettings> = {},
): Partial<ApplicationSettings> & { readonly displayName: string } {
  return {
    displayName: 'Report Tiles',
    web: {
      redirectUris: [CALLBACK],
      homePageUrl: null,
      logoutUrl: null,
      implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
    },
    requiredResourceAccess: [
      {
        resourceAppId: POWER_BI_APP_ID,
        resourceAccess: [
          { id: DATASET_READ_WRITE, type: 'Scope' },
          { id: WORKSPACE_READ, type: 'Scope' },
        ],
      },
      { resourceAppId: GRAPH_APP_ID, resourceAccess: [] },
    ],
    ...changes,
  };
}

export type Registered = { readonly appId: string; readonly secretText: string };

export async function registerWebApplication(
  entra: EntraStandIn,
  changes: Partial<ApplicationSettings> = {},
): Promise<Registered> {
  const { appId, secretText } = await entra.control.registerApplication({
    ...webApplication(changes),
    withSecret: true,
  });
  if (secretText === undefined) throw new Error('No secret was made.');
  return { appId, secretText };
}

export function confidentialClient(
  entra: Pick<EntraStandIn, 'url' | 'tenantId'>,
  { appId, secretText }: Registered,
): ConfidentialClientApplication {
  return new ConfidentialClientApplication(
    msalConfiguration(entra, { clientId: appId, clientSecret: secretText }),
  );
}

export type SignInRequest = {
  readonly client: ConfidentialClientApplication;
  readonly account?: string;
  readonly scopes?: string[];
  readonly browser?: SandboxBrowser;
  readonly prompt?: string;
  readonly loginHint?: string;
};

/** The whole code flow with PKCE, state and nonce, as the portal does it; answers what msal answers. */
export async function signInByCode(request: SignInRequest) {
  const { client, account = BOB, scopes = [`${POWER_BI}/.default`] } = request;
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const state = crypto.randomUUID();
  const nonce = crypto.randomUUID();
  const url = await client.getAuthCodeUrl({
    scopes,
    redirectUri: CALLBACK,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    state,
    nonce,
    ...(request.prompt !== undefined && { prompt: request.prompt }),
    ...(request.loginHint !== undefined && { loginHint: request.loginHint }),
  });
  const back = await signIn(url, { account, browser: request.browser ?? new SandboxBrowser() });
  const code = back.searchParams.get('code');
  if (code === null) throw new Error(`No code came back: ${back}`);
  const result = await client.acquireTokenByCode(
    { code, scopes, redirectUri: CALLBACK, codeVerifier: verifier, state, nonce },
    { code, state: back.searchParams.get('state') ?? '' },
  );
  return { result, code, nonce, verifier, cache: client.getTokenCache().serialize() };
}

/** A fresh process: a new client that has nothing but the stored cache. */
export async function refreshFrom(
  client: ConfidentialClientApplication,
  cache: string,
  options: { readonly scopes?: string[]; readonly forceRefresh?: boolean } = {},
) {
  client.getTokenCache().deserialize(cache);
  const [account] = await client.getTokenCache().getAllAccounts();
  if (account === undefined) throw new Error('The cache holds no account.');
  const result = await client.acquireTokenSilent({
    account,
    scopes: options.scopes ?? [`${POWER_BI}/.default`],
    forceRefresh: options.forceRefresh ?? true,
  });
  return { result, cache: client.getTokenCache().serialize() };
}

/** What msal makes of the refusal: class, code and number. */
export async function refusalOf(work: Promise<unknown>): Promise<Record<string, unknown>> {
  const error: unknown = await work.then(
    () => 'not refused',
    (reason: unknown) => reason,
  );
  if (!(error instanceof ServerError || error instanceof InteractionRequiredAuthError)) throw error;
  const type = error instanceof InteractionRequiredAuthError ? 'InteractionRequired' : 'ServerError';
  return { type, code: error.errorCode, sub: error.subError || undefined, number: Number(error.errorNo) };
}
