import { DomainError } from '../errors.ts';
import { parseOwner, type UserPrincipal } from '../identity/principal.ts';
import { POWER_BI_PERMISSIONS } from '../power-bi/scopes.ts';
import { type RegistrationDependencies, settle, withAdmin } from './register.ts';
import type { Registration, StoredRegistration } from './registration.ts';
import { isViral } from './user-realm.ts';

/** What a sign-in with an app proved: its redirect URL, its trust in our identity, and what it may do at Power BI. */
export type VerifiedApp = {
  readonly appId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly user: Pick<UserPrincipal, 'tenantId' | 'oid' | 'upn'>;
  /** Whether a set-up session began it. */
  readonly setup: boolean;
};

/**
 * R13: registers with an app that an administrator made. It is saved only after a real sign-in with it has gone through;
 * a sign-in at another address of the portal adds that address (R16).
 * Crash story: one write by ETag after all checks; before it nothing has changed.
 * @throws DomainError CONSENT_REQUIRED, TENANT_NOT_SUPPORTED, CONFLICT, DIRECTORY_UNAVAILABLE.
 */
export async function adoptApp(
  dependencies: RegistrationDependencies,
  verified: VerifiedApp,
): Promise<StoredRegistration> {
  const { registrations, settings, clock } = dependencies;
  const { appId, redirectUri, user, setup } = verified;
  requirePermissions(verified.scopes);
  const by = parseOwner(user.tenantId, user.oid);
  if (!by) throw new DomainError('SIGN_IN_STATE_INVALID');
  const domain = user.upn.split('@')[1];
  if (domain !== undefined && (await isViral(settings.cloud.authorityHost, domain)))
    throw new DomainError('TENANT_NOT_SUPPORTED', { detail: `The tenant of ${domain} is not managed.` });

  const present = await registrations.current();
  const isSame = present?.app?.appId === appId;
  const switched = present?.app !== undefined && !isSame;
  const admits = switched || (setup && (present?.firstAdmins ?? []).length === 0);
  const adopted: Registration = {
    state: 'registered',
    backend: isSame ? present.backend : 'adopt',
    cloud: settings.cloudName,
    tenantId: user.tenantId,
    tenantName: present?.tenantName ?? domain ?? user.tenantId,
    app: isSame ? present.app : { appId, objectId: undefined },
    draft: undefined,
    deleting: undefined,
    commandLineAppId: isSame ? present.commandLineAppId : undefined,
    redirectUrls: [...new Set([...(isSame ? present.redirectUrls : []), redirectUri])],
    stepsDone: ['tenant', 'app', 'credential', 'consent'],
    consentAsked: false,
    firstAdmins: admits ? withAdmin(present?.firstAdmins ?? [], by) : (present?.firstAdmins ?? []),
    changedBy: by,
    changedAt: clock.now(),
  };
  const stored = await registrations.save(adopted, present?.etag);
  const app = stored.app ?? { appId, objectId: undefined };
  return settle(dependencies, { by, action: 'registration.adopted', app, switched });
}

/** Entra names granted scopes in full: `<resource>/<permission>`. */
function requirePermissions(scopes: readonly string[]): void {
  const granted = new Set(scopes.map((scope) => scope.split('/').at(-1)));
  const missing = POWER_BI_PERMISSIONS.filter((permission) => !granted.has(permission));
  if (missing.length > 0)
    throw new DomainError('CONSENT_REQUIRED', {
      detail: `The application may not use these permissions of Power BI yet: ${missing.join(', ')}. Add them in Entra and grant consent, then verify again.`,
    });
}
