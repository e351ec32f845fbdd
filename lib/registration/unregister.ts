import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Audit } from './audit.ts';
import type { Registrations, StoredRegistration } from './registration.ts';

/**
 * R18–R21: ends the Power BI integration; tenant and app stay for signing in to the portal. Subscriptions are left as
 * they are: their runs say why they fail, and registering again brings them back to life. One write by ETag.
 * @throws DomainError NOT_REGISTERED, CONFLICT.
 */
export async function unregister(
  {
    registrations,
    audit,
    clock,
  }: { readonly registrations: Registrations; readonly audit: Audit; readonly clock: Clock },
  by: string,
): Promise<StoredRegistration> {
  const present = await registrations.current();
  if (!present || present.state === 'registering') throw new DomainError('NOT_REGISTERED');
  if (present.state === 'unregistered') return present;
  const { etag, ...before } = present;
  const after = await registrations.save(
    { ...before, state: 'unregistered', changedBy: by, changedAt: clock.now() },
    etag,
  );
  await audit.record({ action: 'registration.ended', by, subject: present.appId ?? '' });
  return after;
}
