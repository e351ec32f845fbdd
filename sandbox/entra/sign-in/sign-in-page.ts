import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { readBody, send } from '../../shared/http.ts';
import { AadstsError, aadstsText } from '../aadsts.ts';
import type { EntraContext } from '../context.ts';
import { mayConsent, mayConsentForAll, recordConsent } from '../directory/consent.ts';
import { findClient, findUser } from '../directory/directory.ts';
import { escapeHtml, page } from '../pages.ts';
import { consentPage } from './consent-page.ts';
import { consentAsked } from './policy.ts';
import { aadstsPage } from './refusal-page.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;
type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** `/<tenant>/login/<id>`: the pages that stand between an authorization request and its code. */
export async function answerSignIn(
  entra: EntraContext,
  provider: Provider,
  exchange: Exchange,
): Promise<void> {
  const { request, response } = exchange;
  let interaction: Interaction;
  try {
    interaction = await provider.interactionDetails(request, response);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'SessionNotFound') throw error;
    const text = '<p>This sign-in has expired or was begun in another browser. Start again.</p>';
    return html(response, 400, page('Sorry, but we’re having trouble signing you in.', text));
  }
  const isConsent = interaction.prompt.name === 'consent';
  if (request.method !== 'POST')
    return isConsent ? showConsent(entra, interaction, response) : showAccounts(entra, interaction, response);
  const form = new URLSearchParams((await readBody(request)).toString('utf8'));
  return isConsent
    ? takeConsent(entra, provider, interaction, { ...exchange, form })
    : takeAccount(entra, provider, interaction, { ...exchange, form });
}

function showAccounts(
  entra: EntraContext,
  interaction: Interaction,
  response: ServerResponse,
  alert = '',
): void {
  const { users, tenant } = entra.directory.state;
  const client = findClient(entra.directory, String(interaction.params.client_id));
  const hint = findUser(entra.directory, String(interaction.params.login_hint ?? ''));
  const sorted = [...users].sort((a, b) => Number(b === hint) - Number(a === hint));
  const accounts = sorted.map(
    (user) => `<li><button name="account" value="${user.id}"${user === sorted[0] ? ' autofocus' : ''}>
      <strong>${escapeHtml(user.displayName)}</strong>
      <span class="quiet">${escapeHtml(user.userPrincipalName)}</span></button></li>`,
  );
  const body = `<p class="quiet">to ${escapeHtml(client?.displayName ?? 'the application')} · ${escapeHtml(tenant.displayName)}</p>
    ${alert === '' ? '' : `<p role="alert">${escapeHtml(alert)}</p>`}
    <form method="post"><ul class="accounts">${accounts.join('')}</ul>
    <div class="actions"><button name="cancel" value="yes">Cancel</button></div></form>`;
  html(response, alert === '' ? 200 : 400, page('Pick an account', body));
}

async function takeAccount(
  entra: EntraContext,
  provider: Provider,
  interaction: Interaction,
  { request, response, form }: Exchange & { readonly form: URLSearchParams },
): Promise<void> {
  if (form.has('cancel')) {
    return provider.interactionFinished(request, response, denied(65004), { mergeWithLastSubmission: false });
  }
  const user = findUser(entra.directory, form.get('account') ?? '');
  if (user === undefined) return showAccounts(entra, interaction, response, 'Pick one of the accounts.');
  if (!user.accountEnabled) return showAccounts(entra, interaction, response, aadstsText(50057));
  const result = { login: { accountId: user.id }, select_account: {} };
  const options = { mergeWithLastSubmission: false };
  const location = await provider.interactionResult(request, response, result, options);
  // After the result is stored, and not before: the engine takes no result for a session that has changed hands.
  await moveSession(provider, interaction, user.id);
  send(response, { status: 303, headers: { location } });
}

/** Entra holds several people in one browser, the engine one a session: the session follows the account picked last. */
async function moveSession(provider: Provider, interaction: Interaction, accountId: string): Promise<void> {
  const known = interaction.session;
  if (known === undefined || known.accountId === accountId) return;
  const session = await provider.Session.find(known.cookie);
  if (session === undefined) return;
  session.accountId = accountId;
  session.authorizations = {};
  await session.persist();
}

function showConsent(entra: EntraContext, interaction: Interaction, response: ServerResponse): void {
  const consent = consentOf(entra, interaction);
  if (interaction.prompt.reasons.includes('not_assigned')) {
    const refusal = new AadstsError(50105, { appId: consent.client.appId });
    html(response, 400, aadstsPage(refusal));
    return;
  }
  const needsAdmin = !mayConsent(entra.directory, consent.user, consent.resource, consent.scopes);
  const body = needsAdmin
    ? needsApproval()
    : consentPage({ ...consent, mayChooseAll: mayConsentForAll(consent.user) });
  html(response, 200, page(needsAdmin ? 'Need admin approval' : 'Permissions requested', body));
}

function needsApproval(): string {
  return `<p>This application needs permissions that only an administrator can grant.</p>
    <p class="technical">${escapeHtml(aadstsText(90094))}</p>
    <form method="post"><div class="actions"><button name="decline" value="needs-admin">Return to the application</button></div></form>`;
}

async function takeConsent(
  entra: EntraContext,
  provider: Provider,
  interaction: Interaction,
  { request, response, form }: Exchange & { readonly form: URLSearchParams },
): Promise<void> {
  const consent = consentOf(entra, interaction);
  const allowed = mayConsent(entra.directory, consent.user, consent.resource, consent.scopes);
  if (!form.has('accept') || !allowed) {
    const code = allowed ? 65004 : 90094;
    return provider.interactionFinished(request, response, denied(code), { mergeWithLastSubmission: false });
  }
  const forAll = form.has('all') && mayConsentForAll(consent.user);
  recordConsent(entra.directory, consent, forAll ? 'AllPrincipals' : 'Principal');
  await entra.directory.save();
  return provider.interactionFinished(request, response, { consent: {} });
}

function consentOf(
  entra: EntraContext,
  interaction: Interaction,
): NonNullable<ReturnType<typeof consentAsked>> {
  const consent = consentAsked(entra, {
    appId: String(interaction.params.client_id),
    userId: interaction.session?.accountId ?? '',
    scope: interaction.params.entra_scope,
  });
  if (consent === undefined) throw new Error('A consent page without a person, a client or scopes.');
  return consent;
}

function denied(code: number): { error: string; error_description: string } {
  return { error: 'access_denied', error_description: aadstsText(code) };
}

function html(response: ServerResponse, status: number, body: string): void {
  send(response, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body,
  });
}
