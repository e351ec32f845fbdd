import { DomainError } from '../errors.ts';
import type { Entra } from '../identity/entra.ts';
import { parseOwner } from '../identity/principal.ts';
import type { RegistrationDependencies } from './register.ts';
import { portalApp, type Registration } from './registration.ts';

/** Whether an account administers by the registration itself, beside the app role. */
export function isFirstAdmin(registration: Registration | undefined, oid: string): boolean {
  return registration?.firstAdmins.includes(oid.toLowerCase()) ?? false;
}

/**
 * Whether this account is an administrator by the set-up link. The first one that signs in from it becomes one; by
 * ETag, so that two at once do not both. Crash story: cut off after the write, the account is one at its next sign-in.
 */
export async function admitFirstAdmin(
  { registrations, audit, clock }: Pick<RegistrationDependencies, 'registrations' | 'audit' | 'clock'>,
  finished: { readonly setup: boolean; readonly user: { readonly tenantId: string; readonly oid: string } },
): Promise<boolean> {
  const registration = await registrations.current();
  if (!registration) return false;
  const oid = finished.user.oid.toLowerCase();
  if (isFirstAdmin(registration, oid)) return true;
  if (!finished.setup || registration.firstAdmins.length > 0) return false;
  const owner = parseOwner(finished.user.tenantId, oid);
  if (!owner) throw new DomainError('SIGN_IN_STATE_INVALID');
  const { etag, ...before } = registration;
  await registrations.save({ ...before, firstAdmins: [oid], changedBy: owner, changedAt: clock.now() }, etag);
  await audit.record({ action: 'administrator.admitted', by: 'set-up', subject: owner });
  return true;
}

/**
 * The set-up link admits until the first administrator has signed in, and again when nobody can sign in: no app, or one
 * that Entra refuses.
 */
export async function setupIsOpen({
  registrations,
  alarms,
}: Pick<RegistrationDependencies, 'registrations' | 'alarms'>): Promise<boolean> {
  const registration = await registrations.current();
  if (portalApp(registration) === undefined || registration?.firstAdmins.length === 0) return true;
  return (await alarms.current()) !== undefined;
}

/**
 * As `setupIsOpen`, and where it is closed the app is tried: with an app that is gone, nobody comes as far as a refusal
 * that would open it.
 */
export async function reopenSetup(
  dependencies: Pick<RegistrationDependencies, 'registrations' | 'alarms'> & {
    readonly entra: Pick<Entra, 'probe'>;
  },
): Promise<boolean> {
  if (await setupIsOpen(dependencies)) return true;
  const app = portalApp(await dependencies.registrations.current());
  if (!app) return true;
  try {
    await dependencies.entra.probe(app);
    return false;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'REGISTRATION_BROKEN') throw error;
    await dependencies.alarms.refused(error);
    return true;
  }
}
