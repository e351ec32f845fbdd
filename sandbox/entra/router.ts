import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { send } from '../shared/http.ts';
import { AadstsError, aadstsAnswer } from './aadsts.ts';
import type { EntraContext } from './context.ts';
import { answerLogout } from './logout.ts';
import { isTenant, SHARED_TENANTS } from './metadata.ts';
import { SHARED_TENANT_HEADER } from './shared-tenant.ts';
import { aadstsPage } from './sign-in/refusal-page.ts';
import { answerSignIn } from './sign-in/sign-in-page.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The calls that the engine or its pages answer. The tenant may be written as its id or as one of its domains; `common`
 * and `organizations` are for multi-tenant applications and for the device code, whose page has no tenant.
 */
export function createRouter(entra: EntraContext, provider: Provider): Handler {
  const engine = provider.callback();
  return async (request, response) => {
    const url = new URL(request.url ?? '/', entra.url);
    const [, tenant = '', ...rest] = url.pathname.split('/');
    const path = rest.join('/');
    if (url.pathname === '/devicelogin') {
      return send(response, { status: 302, headers: { location: '/common/oauth2/deviceauth' } });
    }
    if (path.startsWith('oauth2/v2.0/')) {
      const isShared = SHARED_TENANTS.includes(tenant);
      if (!isShared && !isTenant(entra, tenant)) return refuse(entra, { request, response, url, tenant });
      request.headers[SHARED_TENANT_HEADER] = isShared ? tenant : '';
      request.url = `/${entra.tenantId}/${path}${url.search}`;
      if (path === 'oauth2/v2.0/logout') return answerLogout(entra, provider, { request, response });
    }
    if (tenant === entra.tenantId && path.startsWith('login/')) {
      return answerSignIn(entra, provider, { request, response });
    }
    await engine(request, response);
  };
}

function refuse(
  entra: EntraContext,
  call: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly url: URL;
    readonly tenant: string;
  },
): void {
  const { request, response, url, tenant } = call;
  const error = new AadstsError(90002, { tenant });
  if (request.method === 'GET') {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    send(response, { status: 400, headers, body: aadstsPage(error) });
    return;
  }
  request.resume();
  const correlationId = url.searchParams.get('client-request-id') ?? undefined;
  send(response, aadstsAnswer(error, { now: entra.clock.now(), url: entra.url, correlationId }));
}
