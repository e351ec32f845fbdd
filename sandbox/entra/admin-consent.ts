import type { Call, Operation, Reply } from '../shared/http.ts';
import { AadstsError, aadstsText } from './aadsts.ts';
import type { EntraContext } from './context.ts';
import { mayConsentForAll, recordConsent } from './directory/consent.ts';
import { type Client, findClient, findUser } from './directory/directory.ts';
import { escapeHtml, page } from './pages.ts';
import { readScope, type ScopeRequest, scopesToConsent } from './scope-request.ts';
import { aadstsPage } from './sign-in/refusal-page.ts';
import { matchesRedirectUri } from './token-endpoint/client-authentication.ts';

/**
 * `/<tenant>/v2.0/adminconsent?client_id&scope&redirect_uri&state`: an administrator consents for everybody. Who that
 * is gets picked on the same page; the browser's session is neither used nor made.
 */
export function adminConsentOperations(entra: EntraContext): readonly Operation[] {
  const path = /^\/[^/]+\/v2\.0\/adminconsent$/;
  return [
    { name: 'adminconsent', method: 'GET', path, run: (call) => answer(entra, call, show) },
    { name: 'adminconsent.decide', method: 'POST', path, run: (call) => answer(entra, call, decide) },
  ];
}

type Asked = {
  readonly client: Client;
  readonly request: ScopeRequest;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly query: URLSearchParams;
};

async function answer(
  entra: EntraContext,
  call: Call,
  then: (entra: EntraContext, asked: Asked, call: Call) => Reply | Promise<Reply>,
): Promise<Reply> {
  try {
    return await then(entra, read(entra, call.url.searchParams), call);
  } catch (error) {
    if (error instanceof AadstsError) return html(400, aadstsPage(error));
    throw error;
  }
}

function read(entra: EntraContext, query: URLSearchParams): Asked {
  const appId = query.get('client_id') ?? '';
  const redirectUri = query.get('redirect_uri') ?? '';
  const client = findClient(entra.directory, appId);
  if (client === undefined)
    throw new AadstsError(700016, { appId, tenant: entra.directory.state.tenant.displayName });
  if (!matchesRedirectUri([...client.web, ...client.spa, ...client.publicClient], redirectUri)) {
    throw new AadstsError(50011, { redirectUri, appId });
  }
  const request = readScope(entra.directory, query.get('scope') ?? '', client);
  return { client, request, scopes: scopesToConsent(request, client), redirectUri, query };
}

function show(entra: EntraContext, { client, request, scopes }: Asked): Reply {
  const people = entra.directory.state.users.map(
    (user) => `<li><button name="account" value="${user.id}"><strong>${escapeHtml(user.displayName)}</strong>
      <span class="quiet">${escapeHtml(user.userPrincipalName)}</span></button></li>`,
  );
  const wanted = scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('');
  const body = `<p><strong>${escapeHtml(client.displayName)}</strong> asks to use
    ${escapeHtml(request.resource.principal.displayName)} for everybody in the organization:</p><ul>${wanted}</ul>
    <p>Accept as</p><form method="post"><ul class="accounts">${people.join('')}</ul>
    <div class="actions"><button name="cancel" value="yes">Cancel</button></div></form>`;
  return html(200, page('Permissions requested for your organization', body));
}

async function decide(entra: EntraContext, asked: Asked, call: Call): Promise<Reply> {
  const form = new URLSearchParams(call.body.toString('utf8'));
  if (form.has('cancel'))
    return redirect(asked, { error: 'access_denied', error_description: aadstsText(65004) });
  const user = findUser(entra.directory, form.get('account') ?? '');
  if (user === undefined || !user.accountEnabled) throw new AadstsError(50057);
  if (!mayConsentForAll(user)) throw new AadstsError(90094);
  const { client, request, scopes } = asked;
  recordConsent(entra.directory, { client, user, resource: request.resource, scopes }, 'AllPrincipals');
  await entra.directory.save();
  return redirect(asked, {
    admin_consent: 'True',
    tenant: entra.tenantId,
    scope: asked.query.get('scope') ?? '',
  });
}

function redirect({ redirectUri, query }: Asked, answers: Readonly<Record<string, string>>): Reply {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(answers)) target.searchParams.set(name, value);
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href } };
}

function html(status: number, body: string): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body,
  };
}
