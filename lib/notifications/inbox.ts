import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import { hasRole, type Owner, type UserPrincipal } from '../identity/principal.ts';
import { serviceOwnerOf } from '../identity/service-owner.ts';
import { listNotifications } from './list-notifications.ts';
import type { Notification } from './notifications.ts';

/** Whose tiles a notification is about. What the installation itself owns, its administrators hear of. */
export const INBOXES = ['me', 'installation'] as const;
export type Inbox = (typeof INBOXES)[number];

export type ReceivedNotification = Notification & { readonly of: Inbox };

/** @throws DomainError FORBIDDEN: the installation's is for administrators. */
export function ownerOfInbox(person: UserPrincipal, inbox: Inbox): Owner {
  if (inbox === 'me') return person.owner;
  if (!hasRole(person, 'Admin')) throw new DomainError('FORBIDDEN');
  return serviceOwnerOf(person.tenantId);
}

/** Everything that a person hears of, newest first. What one administrator has read, all have. */
export async function listReceived(
  dependencies: Parameters<typeof listNotifications>[0],
  person: UserPrincipal,
): Promise<readonly ReceivedNotification[]> {
  const inboxes = hasRole(person, 'Admin') ? INBOXES : (['me'] as const);
  const lists = await Promise.all(
    inboxes.map(async (of) => {
      const found = await listNotifications(dependencies, ownerOfInbox(person, of));
      return found.map((notification) => ({ ...notification, of }));
    }),
  );
  return lists.flat().sort((a, b) => Temporal.Instant.compare(b.at, a.at));
}
