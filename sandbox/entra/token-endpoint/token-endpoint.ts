import type { KoaContextWithOIDC } from 'oidc-provider';
import { AadstsError } from '../aadsts.ts';
import type { EntraContext } from '../context.ts';
import { missingConsent } from '../directory/consent.ts';
import { type Client, findClient, findPrincipalByAppId, findUser } from '../directory/directory.ts';
import { consentedScopes } from '../directory/resources.ts';
import type { User } from '../directory/types.ts';
import type { Artifact } from '../provider-store.ts';
import { grantedScopeText, readScope, type ScopeRequest } from '../scope-request.ts';
import { checkTenantOf } from '../shared-tenant.ts';
import { type ClientProof, idToken, userAccessToken } from '../tokens/user-tokens.ts';
import { authenticateClient, type Platform, type Presented, platformOf } from './client-authentication.ts';
import { clientCredentials } from './client-credentials.ts';
import { engineRefusal } from './engine-refusals.ts';
import { withBody } from './with-body.ts';

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
/** The grant types of the engine: where the client finds what it redeems, and how the engine stores that. */
const GRANTS: Readonly<Record<string, { readonly parameter: string; readonly model: string }>> = {
  authorization_code: { parameter: 'code', model: 'AuthorizationCode' },
  refresh_token: { parameter: 'refresh_token', model: 'RefreshToken' },
  [DEVICE_CODE]: { parameter: 'device_code', model: 'DeviceCode' },
};

/**
 * `/oauth2/v2.0/token`. Who may redeem, for whom and for which resource is decided here; whether the code or refresh
 * token itself holds is the engine's to say. Throws the refusal.
 */
export async function answerToken(
  entra: EntraContext,
  ctx: KoaContextWithOIDC,
  presented: Presented,
  next: () => Promise<unknown>,
): Promise<void> {
  const { form } = presented;
  const client = clientOf(entra, form);
  checkTenantOf(ctx, client);
  // An older form of the name, which msal-node still sends.
  const asked = required(form, 'grant_type');
  const grantType = asked === 'device_code' ? DEVICE_CODE : asked;
  ctx.set('cache-control', 'no-store');
  if (grantType === 'client_credentials') {
    ctx.body = await clientCredentials(entra, client, presented);
    return;
  }
  const grant = GRANTS[grantType];
  if (grant === undefined) throw new AadstsError(70003, { grantType });
  const value = required(form, grant.parameter);
  const artifact = entra.artifacts.get(grant.model, value);
  const proof = await proofOf(entra, client, { artifact, model: grant.model, presented });
  if (artifact?.accountId !== undefined) checkAccount(entra, artifact);
  const scope = form.get('scope') ?? artifact?.details?.scope ?? 'openid';
  const request = readScope(entra.directory, scope, client);

  withBody(ctx, engineForm({ grantType, client, form, parameter: grant.parameter }));
  await next();
  if (ctx.status !== 200) throw engineRefusal(entra, { artifact, form, refusal: ctx.state.refusal });
  const user = findUser(entra.directory, ctx.oidc.account?.accountId ?? '');
  if (user === undefined) throw new Error('The engine issued a token for nobody.');
  ctx.body = await tokenAnswer(entra, { client, user, request, proof, form, artifact, engine: ctx.body });
}

async function tokenAnswer(
  entra: EntraContext,
  options: {
    readonly client: Client;
    readonly user: User;
    readonly request: ScopeRequest;
    readonly proof: ClientProof;
    readonly form: URLSearchParams;
    readonly artifact: Artifact | undefined;
    readonly engine: unknown;
  },
): Promise<Record<string, unknown>> {
  const { client, user, request, artifact, form } = options;
  const granted = grantedScopes(entra, { client, user, request });
  const handlesClaimsChallenges = /"cp1"/.test(form.get('claims') ?? artifact?.details?.claims ?? '');
  const { token, expiresIn } = await userAccessToken(entra, { ...options, granted, handlesClaimsChallenges });
  const refreshToken = refreshTokenOf(options.engine);
  const authTime = wantsAuthTime(client, artifact) ? artifact?.authTime : undefined;
  return {
    token_type: 'Bearer',
    scope: grantedScopeText(request, granted),
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: token,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...(request.oidc.includes('openid') && {
      id_token: await idToken(entra, { client, user, nonce: artifact?.nonce, authTime }),
    }),
    ...(form.get('client_info') === '1' && { client_info: clientInfo(user.id, entra.tenantId) }),
  };
}

/** Everything that is consented to on the resource, once what was asked for is among it. */
function grantedScopes(
  entra: EntraContext,
  { client, user, request }: { readonly client: Client; readonly user: User; readonly request: ScopeRequest },
): readonly string[] {
  const { resource, names } = request;
  const clientId = findPrincipalByAppId(entra.directory, client.appId)?.id ?? '';
  const consented = consentedScopes(entra.directory, { clientId, resource, userId: user.id });
  const granted = resource.scopes.filter((scope) => consented.has(scope.value)).map((scope) => scope.value);
  const missing = missingConsent(entra.directory, { client, user, resource, scopes: names });
  if (missing.length > 0 || (request.isDefault && granted.length === 0)) {
    throw new AadstsError(65001, { appId: client.appId, client: client.displayName });
  }
  return names.length > 0 || request.isDefault ? granted : [];
}

function clientOf(entra: EntraContext, form: URLSearchParams): Client {
  const appId = required(form, 'client_id');
  const client = findClient(entra.directory, appId);
  if (client === undefined)
    throw new AadstsError(700016, { appId, tenant: entra.directory.state.tenant.displayName });
  return client;
}

function proofOf(
  entra: EntraContext,
  client: Client,
  options: { readonly artifact: Artifact | undefined; readonly model: string; readonly presented: Presented },
): Promise<ClientProof> {
  return authenticateClient(entra, client, platformOfGrant(client, options), options.presented);
}

/** What was issued without a redirect URI came by a device code; what is unknown is asked for the stronger proof. */
function platformOfGrant(
  client: Client,
  { artifact, model }: { readonly artifact: Artifact | undefined; readonly model: string },
): Platform {
  const redirectUri = artifact?.details?.redirectUri;
  if (redirectUri !== undefined && model !== 'DeviceCode') return platformOf(client, redirectUri);
  const byDeviceCode = artifact !== undefined || model === 'DeviceCode' || client.web.length === 0;
  return byDeviceCode && client.allowsPublicFlows ? 'publicClient' : 'web';
}

function checkAccount(entra: EntraContext, artifact: Artifact): void {
  const user = findUser(entra.directory, artifact.accountId ?? '');
  if (user === undefined) {
    const details = { user: artifact.accountId ?? '', tenant: entra.directory.state.tenant.displayName };
    throw new AadstsError(500341, details);
  }
  if (!user.accountEnabled) throw new AadstsError(50057);
  if (artifact.details?.revoked === true) {
    const issuedAt = new Date((artifact.iiat ?? artifact.iat ?? 0) * 1000).toISOString();
    throw new AadstsError(50173, { issuedAt, validFrom: user.signInSessionsValidFromDateTime });
  }
}

/** The request as the engine is to see it: the client is already known, and scopes are none of its business. */
function engineForm(options: {
  readonly grantType: string;
  readonly client: Client;
  readonly form: URLSearchParams;
  readonly parameter: string;
}): URLSearchParams {
  const { grantType, client, form, parameter } = options;
  const engine = new URLSearchParams({ grant_type: grantType, client_id: client.appId });
  for (const name of [parameter, 'redirect_uri', 'code_verifier']) {
    const value = form.get(name);
    if (value !== null) engine.set(name, value);
  }
  return engine;
}

function wantsAuthTime(client: Client, artifact: Artifact | undefined): boolean {
  const optional =
    client.application?.optionalClaims?.idToken.some((claim) => claim.name === 'auth_time') === true;
  return optional && artifact?.authTime !== undefined;
}

function refreshTokenOf(engine: unknown): string | undefined {
  if (typeof engine !== 'object' || engine === null || !('refresh_token' in engine)) return undefined;
  return typeof engine.refresh_token === 'string' ? engine.refresh_token : undefined;
}

function clientInfo(uid: string, utid: string): string {
  return Buffer.from(JSON.stringify({ uid, utid })).toString('base64url');
}

export function required(form: URLSearchParams, parameter: string): string {
  const value = form.get(parameter);
  if (value === null || value === '') throw new AadstsError(900144, { parameter });
  return value;
}
