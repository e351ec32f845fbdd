import { DomainError } from '../../errors.ts';
import type { Owner } from '../../identity/principal.ts';
import type { Log } from '../../log.ts';
import type { Notifications } from '../../notifications/notifications.ts';
import type { Pins } from '../../pins/pin.ts';
import type { PinPictures } from '../../pins/pin-pictures.ts';
import type { TileGateway } from '../../power-bi/tile-gateway.ts';
import { planClearing } from '../../upkeep/clear-unpinned.ts';
import type { Upkeep } from '../../upkeep/upkeep.ts';
import type { SharedSchedules } from '../shared-schedules/shared-schedules.ts';
import type { Subscription, SubscriptionId } from '../subscription.ts';
import { changeState } from './change-state.ts';
import type { DecideDependencies } from './decide.ts';

/**
 * What is left on the dashboard. No operation of Power BI removes a tile: it goes with its model, and stays where the
 * model could not be removed; an Image tile is the person's own, and shows a neutral picture from now on.
 */
export type Unpinned = { readonly tile: 'removed' | 'left-behind' | 'image' };

/**
 * Unpins: stops the firing, removes report and model at Power BI in the owner's name, the picture, the pin and the
 * subscription. The subscription's row goes last: cut off before, deleting again goes on.
 * What a run in flight writes meanwhile, and what Power BI refuses now, the upkeep removes: it was told first.
 * @throws DomainError NOT_FOUND; what Power BI refuses is logged and does not keep the subscription alive.
 */
export async function deleteSubscription(
  dependencies: DecideDependencies & {
    readonly sharedSchedules: Pick<SharedSchedules, 'leave'>;
    readonly pins: Pick<Pins, 'remove'>;
    readonly pinPictures: Pick<PinPictures, 'remove'>;
    readonly gateway: Pick<TileGateway, 'removeReport' | 'removeModel'>;
    readonly notifications: Notifications;
    readonly upkeep: Pick<Upkeep, 'add'>;
    readonly log: Log;
  },
  owner: Owner,
  id: SubscriptionId,
): Promise<Unpinned> {
  const { subscriptions, sharedSchedules, pins, pinPictures, notifications } = dependencies;
  const subscription = await subscriptions.get(owner, id);
  if (!subscription) throw new DomainError('NOT_FOUND');
  await planClearing(dependencies.upkeep, subscription, dependencies.clock.now());
  if (subscription.state === 'active') await changeState(dependencies, subscription, 'paused');
  const tile = await removeTile(dependencies, subscription);
  if (subscription.follows) await sharedSchedules.leave(subscription.follows.id, id);
  await pinPictures.remove(id);
  await pins.remove(owner, id);
  await notifications.heal(owner, { subject: id });
  await subscriptions.remove(owner, id);
  return { tile };
}

async function removeTile(
  {
    gateway,
    log,
  }: { readonly gateway: Pick<TileGateway, 'removeReport' | 'removeModel'>; readonly log: Log },
  { id, owner, target }: Subscription,
): Promise<Unpinned['tile']> {
  if (target.kind === 'image') return 'image';
  try {
    await gateway.removeReport(owner, target);
    await gateway.removeModel(owner, target);
    return 'removed';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    log.warn('unpin.left-behind', { subscriptionId: id, code: error.code, modelId: target.modelId });
    return 'left-behind';
  }
}
