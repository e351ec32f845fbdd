import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { parseOwner } from '../identity/principal.ts';
import type { Audit } from './audit.ts';
import type { Registrations } from './registration.ts';

/**
 * Whether this account is an administrator by the set-up link. The first one that signs in from it becomes one; by
 * ETag, so that two at once do not both. Cut off after the write, the account is one at its next sign-in.
 */
export async function admitFirstAdmin(
  {
    registrations,
    audit,
    clock,
  }: { readonly registrations: Registrations; readonly audit: Audit; readonly clock: Clock },
  finished: { readonly setup: boolean; readonly user: { readonly tenantId: string; readonly oid: string } },
): Promise<boolean> {
  const registration = await registrations.current();
  if (!registration) return false;
  const oid = finished.user.oid.toLowerCase();
  if (registration.firstAdmins.includes(oid)) return true;
  if (!finished.setup || registration.firstAdmins.length > 0) return false;
  const owner = parseOwner(finished.user.tenantId, oid);
  if (!owner) throw new DomainError('SIGN_IN_STATE_INVALID');
  const { etag, ...before } = registration;
  await registrations.save({ ...before, firstAdmins: [oid], changedBy: owner, changedAt: clock.now() }, etag);
  await audit.record({ action: 'administrator.admitted', by: 'set-up', subject: owner });
  return true;
}
