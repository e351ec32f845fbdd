import type { ConfidentialClientApplication, Configuration } from '@azure/msal-node';
import { Temporal } from 'temporal-polyfill';
import type { Cloud } from '../clouds.ts';
import { DomainError } from '../errors.ts';
import { classifyMsalError, type Flow } from './classify-msal-error.ts';
import type { AccessToken, Entra, EntraApp } from './entra.ts';
import { EntraRefusal } from './entra-refusal.ts';
import { DeadlineNetwork } from './msal-network.ts';

/** Gives a signed assertion that stands in for the app's secret: a token of the managed identity. */
export type ClientAssertion = () => Promise<string>;

/**
 * Entra through msal-node. One short-lived client a call: its in-memory cache must never hold two people, and its
 * throttling memory must not outlive the call.
 */
export function msalEntra(options: {
  readonly cloud: Cloud;
  readonly clientAssertion: ClientAssertion;
}): Entra {
  const { cloud, clientAssertion } = options;

  async function client(
    app: EntraApp,
    network = new DeadlineNetwork(),
  ): Promise<ConfidentialClientApplication> {
    const { ConfidentialClientApplication } = await import('@azure/msal-node');
    return new ConfidentialClientApplication({
      auth: {
        clientId: app.appId,
        clientAssertion,
        // Declared because claims challenges are answered: without that, a long-lived token would end in a loop of 401.
        clientCapabilities: ['cp1'],
        ...authorityOf(cloud, app.tenantId),
      },
      system: { networkClient: network },
    });
  }

  async function asApp(app: EntraApp, scope: string) {
    const network = new DeadlineNetwork();
    const cca = await client(app, network);
    return classified('refresh', network, () => cca.acquireTokenByClientCredential({ scopes: [scope] }));
  }

  return {
    async authorizeUrl(app, request) {
      const cca = await client(app);
      return cca.getAuthCodeUrl({
        scopes: [...request.scopes],
        redirectUri: request.redirectUri,
        responseMode: 'query',
        state: request.state,
        nonce: request.nonce,
        codeChallenge: request.challenge,
        codeChallengeMethod: 'S256',
        ...(request.claims !== undefined && { claims: request.claims }),
        ...(request.prompt !== undefined && { prompt: request.prompt }),
        ...(request.loginHint !== undefined && { loginHint: request.loginHint }),
      });
    },

    async redeem(app, answer) {
      const network = new DeadlineNetwork();
      const cca = await client(app, network);
      const result = await classified('redeem', network, () =>
        cca.acquireTokenByCode(
          {
            code: answer.code,
            scopes: [...answer.scopes],
            redirectUri: answer.redirectUri,
            codeVerifier: answer.verifier,
            state: answer.state,
            nonce: answer.nonce,
          },
          { code: answer.code, state: answer.state },
        ),
      );
      return {
        idToken: result.idToken,
        accessToken: accessTokenOf(result),
        scopes: result.scopes,
        cache: slim(cca.getTokenCache().serialize()),
      };
    },

    async probe(app) {
      await asApp(app, `${cloud.graphAudience}/.default`);
    },

    async appToken(app, scope) {
      const accessToken = accessTokenOf(await asApp(app, scope));
      if (!accessToken)
        throw new DomainError('IDENTITY_UNAVAILABLE', { detail: 'Entra answered without an access token.' });
      return accessToken;
    },

    async refresh(app, request) {
      const network = new DeadlineNetwork();
      const cca = await client(app, network);
      const cache = cca.getTokenCache();
      cache.deserialize(request.cache);
      const [account] = await cache.getAllAccounts();
      if (!account)
        throw new DomainError('SIGN_IN_REQUIRED', { detail: 'No account is kept for this sign-in.' });
      const result = await classified('refresh', network, () =>
        cca.acquireTokenSilent({
          account,
          scopes: [...request.scopes],
          ...(request.claims !== undefined && { claims: request.claims }),
        }),
      );
      const accessToken = accessTokenOf(result);
      if (!accessToken)
        throw new DomainError('IDENTITY_UNAVAILABLE', { detail: 'Entra answered without an access token.' });
      const after = slim(cache.serialize());
      return {
        accessToken,
        cache: after,
        changed: refreshTokensOf(after) !== refreshTokensOf(request.cache),
      };
    },
  };
}

async function classified<T>(
  flow: Flow,
  network: DeadlineNetwork,
  call: () => Promise<T | null>,
): Promise<T> {
  let result: T | null;
  try {
    result = await call();
  } catch (error) {
    const refusal = await classifyMsalError(error, flow);
    const { retryAfterSeconds } = network;
    if (refusal.code !== 'IDENTITY_UNAVAILABLE' || retryAfterSeconds === undefined) throw refusal;
    throw new EntraRefusal('IDENTITY_UNAVAILABLE', { retryAfterSeconds, cause: error });
  }
  if (result === null) throw new DomainError('IDENTITY_UNAVAILABLE', { detail: 'Entra gave no answer.' });
  return result;
}

function accessTokenOf(result: {
  readonly accessToken: string;
  readonly expiresOn: Date | null;
}): AccessToken | undefined {
  if (!result.accessToken || !result.expiresOn) return undefined;
  return {
    value: result.accessToken,
    expiresAt: Temporal.Instant.fromEpochMilliseconds(result.expiresOn.getTime()),
  };
}

/** Drops access and id tokens: a refresh needs neither, and what is not stored cannot be stolen. */
function slim(serialized: string): string {
  const cache: Record<string, unknown> = JSON.parse(serialized);
  return JSON.stringify({ ...cache, AccessToken: {}, IdToken: {} });
}

function refreshTokensOf(serialized: string): string {
  const cache: { RefreshToken?: Record<string, { secret?: string }> } = JSON.parse(serialized);
  return Object.values(cache.RefreshToken ?? {})
    .map((token) => token.secret ?? '')
    .sort()
    .join(' ');
}

/**
 * The tenant's endpoints from our table of clouds, so that a new client asks for no discovery document: msal knows only
 * some of the clouds by heart. It wants an https authority, and takes the addresses of given metadata as they are;
 * settings allow plain http on loopback only.
 */
function authorityOf(
  { authorityHost }: Cloud,
  tenantId: string,
): Pick<Configuration['auth'], 'authority' | 'knownAuthorities' | 'authorityMetadata'> {
  const authority = `${authorityHost}/${tenantId}`;
  return {
    authority: authority.replace(/^http:/, 'https:'),
    knownAuthorities: [new URL(authority).host],
    authorityMetadata: JSON.stringify({
      issuer: `${authority}/v2.0`,
      authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
      jwks_uri: `${authority}/discovery/v2.0/keys`,
    }),
  };
}
