import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { aadstsText } from '../aadsts.ts';
import type { EntraContext } from '../context.ts';
import { type Consent, mayConsent, missingConsent, recordConsent } from '../directory/consent.ts';
import { findClient, findPrincipalByAppId, findUser } from '../directory/directory.ts';
import { resourceOf, userRoles } from '../directory/resources.ts';
import { readScope, scopesToConsent } from '../scope-request.ts';

const { Check, Prompt, base } = interactionPolicy;

/**
 * When a person has to be asked something before a code is issued: which account, to sign in, to consent. The order
 * is that of Entra's pages.
 */
export function createPolicy(entra: EntraContext): readonly InstanceType<typeof Prompt>[] {
  const policy = base();
  policy.remove('consent');
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  const login = policy.get('login');
  if (login === undefined) throw new Error('The provider has no login prompt.');
  const silent = aadstsText(50058);
  for (const check of login.checks) check.description = silent;
  login.checks.add(new Check('other_account', silent, (ctx) => wantsOtherAccount(entra, ctx)));
  policy.add(
    new Prompt(
      { name: 'consent', requestable: true },
      new Check('not_assigned', aadstsText(50105), 'interaction_required', (ctx) =>
        isNotAssigned(entra, ctx),
      ),
      new Check('consent_missing', aadstsText(65001), 'consent_required', (ctx) => lacksConsent(entra, ctx)),
    ),
  );
  return policy;
}

/** The hint names someone else than the person who is signed in, or that person may not sign in any more. */
function wantsOtherAccount(entra: EntraContext, { oidc }: KoaContextWithOIDC): boolean {
  const user = findUser(entra.directory, oidc.session?.accountId ?? '');
  if (user === undefined || !user.accountEnabled) return true;
  const hint = oidc.params?.login_hint;
  if (typeof hint !== 'string' || hint === '' || oidc.result?.login !== undefined) return false;
  return findUser(entra.directory, hint)?.id !== user.id;
}

function isNotAssigned(entra: EntraContext, { oidc }: KoaContextWithOIDC): boolean {
  const { directory } = entra;
  const principal = findPrincipalByAppId(directory, oidc.client?.clientId ?? '');
  const user = findUser(directory, oidc.session?.accountId ?? '');
  if (principal === undefined || user === undefined || !principal.appRoleAssignmentRequired) return false;
  const assigned = directory.state.appRoleAssignments.some(
    (assignment) => assignment.principalId === user.id && assignment.resourceId === principal.id,
  );
  return !assigned && userRoles(directory, user, resourceOf(directory, principal)).length === 0;
}

/** Records consent without a question where the tenant is set so, as far as the person may give it. */
async function lacksConsent(entra: EntraContext, { oidc }: KoaContextWithOIDC): Promise<boolean> {
  const consent = consentAsked(entra, {
    appId: oidc.client?.clientId ?? '',
    userId: oidc.session?.accountId ?? '',
    scope: oidc.params?.entra_scope,
  });
  if (consent === undefined || missingConsent(entra.directory, consent).length === 0) return false;
  const { user, resource, scopes } = consent;
  if (entra.directory.state.userConsent !== 'automatic') return true;
  if (!mayConsent(entra.directory, user, resource, scopes)) return true;
  recordConsent(entra.directory, consent);
  await entra.directory.save();
  return false;
}

/** What an authorization request would have a person consent to. */
export function consentAsked(
  entra: EntraContext,
  asked: { readonly appId: string; readonly userId: string; readonly scope: unknown },
): Consent | undefined {
  const client = findClient(entra.directory, asked.appId);
  const user = findUser(entra.directory, asked.userId);
  if (client === undefined || user === undefined || typeof asked.scope !== 'string') return undefined;
  const request = readScope(entra.directory, asked.scope, client);
  return { client, user, resource: request.resource, scopes: scopesToConsent(request, client) };
}
