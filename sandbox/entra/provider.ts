import type { JWK } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { EntraContext } from './context.ts';
import { findClient, findUser } from './directory/directory.ts';
import type { Artifact, ArtifactDetails } from './provider-store.ts';
import { deviceCodePages } from './sign-in/device-code-pages.ts';
import { createPolicy } from './sign-in/policy.ts';
import { refusalPage } from './sign-in/refusal-page.ts';

const MINUTE = 60;
const DAY = 86_400;

/**
 * The protocol engine: authorization requests, PKCE, codes, sessions, refresh tokens and the device code are
 * oidc-provider's. Scopes of resources, tokens and refusals are Entra's own matter, so the engine sees every request
 * as one for `openid` alone, and what was really asked for travels beside it as `entra_scope`.
 */
export function createProvider(
  entra: EntraContext,
  keys: { readonly signing: JWK; readonly cookie: string },
): Provider {
  const tenant = `/${entra.tenantId}`;
  const configuration: Configuration = {
    adapter: entra.artifacts.adapter,
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookie], short: { signed: true }, long: { signed: true } },
    routes: {
      authorization: `${tenant}/oauth2/v2.0/authorize`,
      token: `${tenant}/oauth2/v2.0/token`,
      device_authorization: `${tenant}/oauth2/v2.0/devicecode`,
      code_verification: '/common/oauth2/deviceauth',
      end_session: '/engine/switch-account',
      jwks: '/engine/keys',
    },
    clientAuthMethods: ['none'],
    scopes: ['openid'],
    claims: { openid: ['sub'] },
    extraParams: ['entra_scope', 'claims'],
    responseTypes: ['code'],
    pkce: { required: () => false },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      deviceFlow: { enabled: true, charset: 'base-20', mask: '*********', ...deviceCodePages },
    },
    interactions: {
      policy: createPolicy(entra),
      url: (_ctx, interaction) => `${tenant}/login/${interaction.uid}`,
    },
    findAccount: (_ctx, id) =>
      findUser(entra.directory, id)?.accountEnabled === true
        ? { accountId: id, claims: async () => ({ sub: id }) }
        : undefined,
    loadExistingGrant: (ctx) => loadGrant(ctx),
    issueRefreshToken: (_ctx, _client, source) =>
      (entra.artifacts.get(source.kind, source.jti)?.details?.scope ?? '')
        .split(' ')
        .includes('offline_access'),
    rotateRefreshToken: () => true,
    expiresWithSession: async () => false,
    renderError: (ctx, out, error) => refusalPage(ctx, out, error),
    ttl: {
      AccessToken: 60 * MINUTE,
      AuthorizationCode: 10 * MINUTE,
      DeviceCode: 15 * MINUTE,
      Grant: 3650 * DAY,
      IdToken: 60 * MINUTE,
      Interaction: 60 * MINUTE,
      RefreshToken: (ctx, _token, client) => refreshTokenSeconds(entra, ctx, client.clientId),
      Session: DAY,
    },
  };
  return new Provider(`${entra.url}${tenant}/v2.0`, configuration);
}

/** The engine's own grant, which says no more than that the person signed in to the client. */
async function loadGrant({ oidc }: KoaContextWithOIDC): Promise<InstanceType<Provider['Grant']> | undefined> {
  const { account, client, session } = oidc;
  if (account === undefined || client === undefined || session === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known === undefined ? undefined : await oidc.provider.Grant.find(known);
  if (found !== undefined && found.accountId === account.accountId) return found;
  const grant = new oidc.provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

/**
 * 90 days from each use; a single-page application's lasts a day from the sign-in, however often it is used.
 */
function refreshTokenSeconds(entra: EntraContext, { oidc }: KoaContextWithOIDC, appId: string): number {
  const { RotatedRefreshToken: rotated, AuthorizationCode: code } = oidc.entities;
  const source = rotated ?? code;
  const details = source === undefined ? undefined : entra.artifacts.get(source.kind, source.jti)?.details;
  const redirectUri = details?.redirectUri ?? '';
  if (findClient(entra.directory, appId)?.spa.includes(redirectUri) !== true) return 90 * DAY;
  return rotated === undefined ? DAY : rotated.remainingTTL;
}

/** What the adapter keeps beside a code or token that is being issued in this moment. */
export function detailsOfCurrentRequest(
  model: string,
  find: (model: string, id: string) => Artifact | undefined,
): ArtifactDetails | undefined {
  const oidc = Provider.ctx?.oidc;
  if (oidc === undefined) return undefined;
  if (model === 'AuthorizationCode' || model === 'DeviceCode') {
    const { entra_scope: scope, redirect_uri: redirectUri, claims } = oidc.params ?? {};
    return {
      ...(typeof scope === 'string' && { scope }),
      ...(typeof redirectUri === 'string' && { redirectUri }),
      ...(typeof claims === 'string' && { claims }),
    };
  }
  if (model !== 'RefreshToken') return undefined;
  const { AuthorizationCode: code, DeviceCode: device, RotatedRefreshToken: rotated } = oidc.entities;
  const source = rotated ?? code ?? device;
  return source === undefined ? undefined : find(source.kind, source.jti)?.details;
}
