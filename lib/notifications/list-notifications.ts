import type { Owner } from '../identity/principal.ts';
import type { Registration } from '../registration/registration.ts';
import type { Notification, Notifications } from './notifications.ts';

/**
 * A person's notifications, newest first. That the integration was off is healed by registering again, at once and for
 * everybody, before any run has shown it. Crash story: one delete; lost, the next reading or run does it.
 */
export async function listNotifications(
  {
    notifications,
    registrations,
  }: {
    readonly notifications: Notifications;
    readonly registrations: { current(): Promise<Pick<Registration, 'state'> | undefined> };
  },
  owner: Owner,
): Promise<readonly Notification[]> {
  const found = await notifications.list(owner);
  const isOff = ({ kind, code }: Notification) => kind === 'not-registered' && code === 'NOT_REGISTERED';
  if (!found.some(isOff) || (await registrations.current())?.state !== 'registered') return found;
  await notifications.heal(owner, { kind: 'not-registered' });
  return found.filter((one) => !isOff(one));
}
