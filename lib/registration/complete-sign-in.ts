import { DomainError } from '../errors.ts';
import { connectPowerBi } from '../identity/connect-power-bi.ts';
import type { PowerBiTokens } from '../identity/power-bi-tokens.ts';
import { hasRole, parseOwner, type UserPrincipal } from '../identity/principal.ts';
import type { Sessions } from '../identity/session.ts';
import type { FinishedSignIn } from '../identity/sign-in.ts';
import type { TokenStore } from '../identity/token-store.ts';
import type { Users } from '../identity/users.ts';
import type { Notifications } from '../notifications/notifications.ts';
import type { Upkeep } from '../upkeep/upkeep.ts';
import { adoptApp } from './adopt-app.ts';
import { admitFirstAdmin, setupIsOpen } from './first-admin.ts';
import type { RegistrationDependencies } from './register.ts';
import { portalApp, powerBiApp } from './registration.ts';

type Dependencies = RegistrationDependencies & {
  readonly sessions: Sessions;
  readonly users: Users;
  readonly tokenStore: TokenStore;
  readonly powerBiTokens: PowerBiTokens;
  readonly notifications: Notifications;
  readonly upkeep: Upkeep;
};

type WithAccount = Exclude<FinishedSignIn, { readonly purpose: 'consent' }>;

export type CompletedSignIn = {
  readonly returnTo: string;
  /** A new session of the portal, where there is one to begin. */
  readonly session?: { readonly cookie: string; readonly seconds: number };
};

/**
 * What a way back from Entra means: a session, a connected Power BI account, a registered app, or consent.
 * @param principal the session's user at the time of the callback.
 * @throws DomainError SIGN_IN_STATE_INVALID when the app was changed meanwhile, NOT_REGISTERED, FORBIDDEN, and what the
 *   use cases refuse.
 */
export async function completeSignIn(
  dependencies: Dependencies,
  finished: FinishedSignIn,
  principal: UserPrincipal | undefined,
): Promise<CompletedSignIn> {
  const { returnTo } = finished;
  switch (finished.purpose) {
    case 'power-bi':
      await connect(dependencies, finished);
      return { returnTo };
    case 'consent':
      await recordConsent(dependencies, finished.appId, principal);
      return { returnTo };
    case 'verify-app':
      await requireRegistrar(dependencies, finished, principal);
      await adoptApp(dependencies, finished);
      return { returnTo, session: await beginSession(dependencies, finished) };
    case 'portal':
      await requireRegisteredApp(dependencies, finished.appId);
      return { returnTo, session: await beginSession(dependencies, finished) };
  }
}

async function requireRegisteredApp({ registrations }: Dependencies, appId: string): Promise<void> {
  if (portalApp(await registrations.current())?.appId !== appId)
    throw new DomainError('SIGN_IN_STATE_INVALID');
}

async function beginSession(dependencies: Dependencies, { user, setup }: WithAccount) {
  const isAdmin = await admitFirstAdmin(dependencies, { user, setup });
  const roles = isAdmin && !user.roles.includes('Admin') ? [...user.roles, 'Admin' as const] : user.roles;
  return dependencies.sessions.start({ ...user, roles });
}

async function connect(dependencies: Dependencies, finished: WithAccount): Promise<void> {
  const { registrations, notifications } = dependencies;
  if (powerBiApp(await registrations.current()).appId !== finished.appId)
    throw new DomainError('SIGN_IN_STATE_INVALID');
  await connectPowerBi(dependencies, finished.user, finished);
  const owner = parseOwner(finished.user.tenantId, finished.user.oid);
  if (owner) await notifications.heal(owner, { kind: 'sign-in' });
}

/** The registration may have changed hands while the person was at Entra. */
async function requireRegistrar(
  dependencies: Dependencies,
  { setup }: WithAccount,
  principal: UserPrincipal | undefined,
): Promise<void> {
  const may = setup
    ? await setupIsOpen(dependencies)
    : principal !== undefined && hasRole(principal, 'Admin');
  if (!may) throw new DomainError('FORBIDDEN');
}

/** Crash story: one write by ETag; lost, the page asks for consent once more, which changes nothing. */
async function recordConsent(
  { registrations, audit, clock }: Dependencies,
  appId: string,
  principal: UserPrincipal | undefined,
): Promise<void> {
  if (!principal || !hasRole(principal, 'Admin')) throw new DomainError('FORBIDDEN');
  const present = await registrations.current();
  if (present?.app?.appId !== appId) throw new DomainError('SIGN_IN_STATE_INVALID');
  const { etag, ...before } = present;
  const by = principal.owner;
  await registrations.save({ ...before, consentAsked: false, changedBy: by, changedAt: clock.now() }, etag);
  await audit.record({ action: 'registration.consented', by, subject: appId });
}
