import { randomUUID } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { AadstsError, aadstsText, entryOf } from './aadsts.ts';
import type { EntraContext } from './context.ts';
import { type Client, findClient } from './directory/directory.ts';
import { readScope } from './scope-request.ts';
import { checkTenantOf } from './shared-tenant.ts';
import { aadstsPage } from './sign-in/refusal-page.ts';
import { matchesRedirectUri } from './token-endpoint/client-authentication.ts';

/**
 * `/oauth2/v2.0/authorize`: what Entra checks before it asks anybody anything. A request whose client or redirect URI
 * is wrong ends on a page; every later refusal goes back to the redirect URI.
 */
export async function answerAuthorize(
  entra: EntraContext,
  ctx: KoaContextWithOIDC,
  next: () => Promise<unknown>,
): Promise<void> {
  const query = new URLSearchParams(ctx.querystring);
  try {
    const client = clientOf(entra, query);
    checkTenantOf(ctx, client);
    checkRedirectUri(client, query);
    const refusal = scopeRefusal(entra, client, query);
    if (refusal !== undefined) return redirectRefusal(ctx, query, refusal);
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error;
    ctx.status = 400;
    ctx.type = 'html';
    ctx.body = aadstsPage(error);
    return;
  }
  query.set('entra_scope', query.get('scope') ?? '');
  query.set('scope', 'openid');
  ctx.url = `${ctx.path}?${query}`;
  await next();
  likeEntra(ctx);
}

function clientOf(entra: EntraContext, query: URLSearchParams): Client {
  const appId = query.get('client_id');
  if (appId === null) throw new AadstsError(900144, { parameter: 'client_id' });
  const client = findClient(entra.directory, appId);
  if (client === undefined)
    throw new AadstsError(700016, { appId, tenant: entra.directory.state.tenant.displayName });
  return client;
}

function checkRedirectUri(client: Client, query: URLSearchParams): void {
  const redirectUri = query.get('redirect_uri');
  if (redirectUri === null) throw new AadstsError(900144, { parameter: 'redirect_uri' });
  const registered = [...client.web, ...client.spa, ...client.publicClient];
  if (!matchesRedirectUri(registered, redirectUri)) {
    throw new AadstsError(50011, { redirectUri, appId: client.appId });
  }
}

function scopeRefusal(entra: EntraContext, client: Client, query: URLSearchParams): AadstsError | undefined {
  const scope = query.get('scope');
  if (scope === null) return new AadstsError(900144, { parameter: 'scope' });
  try {
    readScope(entra.directory, scope, client);
    return undefined;
  } catch (error) {
    if (error instanceof AadstsError) return error;
    throw error;
  }
}

function redirectRefusal(
  ctx: KoaContextWithOIDC,
  query: URLSearchParams,
  { code, details }: AadstsError,
): void {
  const target = new URL(query.get('redirect_uri') ?? '');
  target.searchParams.set('error', entryOf(code).error);
  target.searchParams.set('error_description', aadstsText(code, details));
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  ctx.redirect(target.href);
}

/** The engine names the issuer in its answer (RFC 9207), Entra the session. */
export function likeEntra(ctx: KoaContextWithOIDC): void {
  const location = ctx.response.get('location');
  if (location === '' || !URL.canParse(location)) return;
  const target = new URL(location);
  if (!target.searchParams.has('iss')) return;
  target.searchParams.delete('iss');
  if (target.searchParams.has('code')) target.searchParams.set('session_state', randomUUID());
  ctx.set('location', target.href);
}
