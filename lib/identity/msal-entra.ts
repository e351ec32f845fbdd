import type { ConfidentialClientApplication, Configuration } from '@azure/msal-node';
import { Temporal } from 'temporal-polyfill';
import type { Cloud } from '../clouds.ts';
import { DomainError } from '../errors.ts';
import { classifyMsalError } from './classify-msal-error.ts';
import type { AccessToken, Entra, EntraApp } from './entra.ts';

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

  async function client(app: EntraApp): Promise<ConfidentialClientApplication> {
    const { ConfidentialClientApplication } = await import('@azure/msal-node');
    const authority = `${cloud.authorityHost}/${app.tenantId}`;
    const auth: Configuration['auth'] = {
      clientId: app.appId,
      authority,
      clientAssertion,
      // Last, for it names the authority anew.
      ...(authority.startsWith('http://') && standInAuthority(authority)),
    };
    return new ConfidentialClientApplication({ auth });
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
        // msal drops the login hint where a prompt is given.
        ...(request.selectAccount ? { prompt: 'select_account' } : {}),
        ...(request.loginHint !== undefined && !request.selectAccount && { loginHint: request.loginHint }),
      });
    },

    async redeem(app, answer) {
      const cca = await client(app);
      const result = await classified(() =>
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
        cache: slim(cca.getTokenCache().serialize()),
      };
    },

    async refresh(app, request) {
      const cca = await client(app);
      const cache = cca.getTokenCache();
      cache.deserialize(request.cache);
      const [account] = await cache.getAllAccounts();
      if (!account)
        throw new DomainError('SIGN_IN_REQUIRED', { detail: 'No account is kept for this sign-in.' });
      const result = await classified(() =>
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

async function classified<T>(call: () => Promise<T | null>): Promise<T> {
  let result: T | null;
  try {
    result = await call();
  } catch (error) {
    throw await classifyMsalError(error);
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
 * msal wants an https authority; given its metadata, it goes to the addresses in there. Settings allow plain http on
 * loopback only.
 */
function standInAuthority(
  authority: string,
): Pick<Configuration['auth'], 'authority' | 'knownAuthorities' | 'authorityMetadata'> {
  return {
    authority: authority.replace(/^http:/, 'https:'),
    knownAuthorities: [new URL(authority).host],
    authorityMetadata: JSON.stringify({
      issuer: `${authority}/v2.0`,
      authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
      jwks_uri: `${authority}/discovery/v2.0/keys`,
    }),
  };
}
