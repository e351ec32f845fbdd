import { DomainError } from '../errors.ts';
import type { RegistrationDependencies } from './register.ts';
import type { StoredRegistration } from './registration.ts';

/**
 * R18–R21: ends the Power BI integration; tenant and app stay for signing in to the portal. Subscriptions are left as
 * they are: their runs say why they fail, and registering again brings them back to life.
 * Crash story: one write by ETag; before it nothing happened, after it only the audit may lack a line.
 * @throws DomainError NOT_REGISTERED, CONFLICT.
 */
export async function unregister(
  {
    registrations,
    alarms,
    audit,
    clock,
  }: Pick<RegistrationDependencies, 'registrations' | 'alarms' | 'audit' | 'clock'>,
  by: string,
): Promise<StoredRegistration> {
  const present = await registrations.current();
  if (!present?.app) throw new DomainError('NOT_REGISTERED');
  if (present.state === 'unregistered') return present;
  const { etag, ...before } = present;
  const after = await registrations.save(
    { ...before, state: 'unregistered', draft: undefined, changedBy: by, changedAt: clock.now() },
    etag,
  );
  await alarms.clear();
  await audit.record({ action: 'registration.ended', by, subject: present.app.appId });
  return after;
}
