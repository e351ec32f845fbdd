import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { send } from '../shared/http.ts';
import type { EntraContext } from './context.ts';
import { page } from './pages.ts';
import { matchesRedirectUri } from './token-endpoint/client-authentication.ts';

/**
 * `/oauth2/v2.0/logout`: ends the browser's session, not the refresh tokens. Entra goes on to `post_logout_redirect_uri`
 * only when it is a redirect URI of an application.
 */
export async function answerLogout(
  entra: EntraContext,
  provider: Provider,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const { cookies } = provider.createContext(request, response);
  const id = cookies.get(provider.cookieName('session'), { signed: true });
  const session = id === undefined ? undefined : await provider.Session.find(id);
  await session?.destroy();
  cookies.set(provider.cookieName('session'), null, { signed: true });
  const target = new URL(request.url ?? '/', entra.url).searchParams.get('post_logout_redirect_uri');
  const registered = entra.directory.state.applications.flatMap(({ web, spa, publicClient }) =>
    [web, spa, publicClient].flatMap(({ redirectUris }) => redirectUris),
  );
  if (target !== null && matchesRedirectUri(registered, target)) {
    return send(response, { status: 302, headers: { location: target } });
  }
  const body = page(
    'You signed out of your account',
    '<p>It’s a good idea to close all browser windows.</p>',
  );
  send(response, { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body });
}
