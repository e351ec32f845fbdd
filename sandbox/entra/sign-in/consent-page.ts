import type { Consent } from '../directory/consent.ts';
import { escapeHtml } from '../pages.ts';

/** What a person is asked to consent to; an administrator may consent for everybody. */
export function consentPage(consent: Consent & { readonly mayChooseAll: boolean }): string {
  const { client, user, resource, scopes, mayChooseAll } = consent;
  const wanted = resource.scopes.filter((scope) => scopes.includes(scope.value));
  const rows = wanted.map((scope) => `<li>${escapeHtml(scope.adminConsentDisplayName)}</li>`);
  return `<p class="quiet">${escapeHtml(user.userPrincipalName)}</p>
    <p><strong>${escapeHtml(client.displayName)}</strong> would like to use ${escapeHtml(resource.principal.displayName)}:</p>
    <ul>${rows.join('') || '<li>Sign you in and read your profile</li>'}</ul>
    <form method="post">
    ${mayChooseAll ? '<label><input type="checkbox" name="all" value="yes"> Consent on behalf of your organization</label>' : ''}
    <div class="actions"><button name="decline" value="yes">Cancel</button>
    <button class="primary" name="accept" value="yes">Accept</button></div></form>`;
}
