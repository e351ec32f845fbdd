import type { App } from '../app.ts';
import { DomainError } from '../errors.ts';
import { type AppPrincipal, hasRole, type Owner, type UserPrincipal } from '../identity/principal.ts';
import { isServiceOwner, serviceOwnerOf } from '../identity/service-owner.ts';
import { requireServiceOwned } from '../registration/service-owned.ts';
import type { SubscriptionId } from '../subscriptions/subscription.ts';

export type Caller = UserPrincipal | AppPrincipal;
type Dependencies = Pick<App, 'settings' | 'serviceOwned' | 'subscriptions' | 'pinOwners' | 'audit'>;

/** In whose name something new is made or looked for: `me` as far as the caller is a person, or the installation. */
export const ACTING_AS = ['me', 'service'] as const;

/**
 * A program has no account at Power BI: it acts as the installation. So may an administrator; nobody else.
 * @throws DomainError FORBIDDEN, SERVICE_OWNED_NOT_ALLOWED.
 */
export async function actingOwner(
  { settings, serviceOwned }: Pick<Dependencies, 'settings' | 'serviceOwned'>,
  caller: Caller,
  as: (typeof ACTING_AS)[number],
): Promise<Owner> {
  if (caller.kind === 'user' && as === 'me') return caller.owner;
  if (caller.kind === 'user' && !hasRole(caller, 'Admin'))
    throw new DomainError('FORBIDDEN', {
      detail: 'Only administrators act as the installation itself.',
    });
  await requireServiceOwned(serviceOwned);
  return serviceOwnerOf(settings.tenantId);
}

/**
 * Whose subscription it is that the caller named. A person's own; for an administrator the installation's, too; for a
 * program whosesoever it names, by its role. What programs change of people's is in the audit.
 * @throws DomainError NOT_FOUND where a program names none.
 */
export async function ownerOfNamed(
  { subscriptions, audit }: Pick<Dependencies, 'subscriptions' | 'audit'>,
  caller: Caller,
  named: { readonly id: SubscriptionId; readonly change?: string },
): Promise<Owner> {
  if (caller.kind === 'user' && !hasRole(caller, 'Admin')) return caller.owner;
  const owner = await subscriptions.ownerOf(named.id);
  if (caller.kind === 'user') return owner !== undefined && isServiceOwner(owner) ? owner : caller.owner;
  if (owner === undefined) throw new DomainError('NOT_FOUND');
  if (named.change !== undefined)
    await audit.record({
      action: `automation.${named.change}`,
      by: caller.owner,
      subject: named.id,
      detail: owner,
    });
  return owner;
}

/** As `ownerOfNamed`, of a pin: a program sees those of the installation only. */
export async function ownerOfPin(
  { settings, pinOwners }: Pick<Dependencies, 'settings' | 'pinOwners'>,
  caller: Caller,
  id: SubscriptionId,
): Promise<Owner> {
  const service = serviceOwnerOf(settings.tenantId);
  if (caller.kind === 'app') return service;
  if (!hasRole(caller, 'Admin')) return caller.owner;
  return (await pinOwners.get(id))?.owner === service ? service : caller.owner;
}
