import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import type { PinPictures } from '../pins/pin-pictures.ts';
import type { TileGateway } from '../power-bi/tile-gateway.ts';
import { timeText } from '../reports/caption-texts.ts';
import type { TilePictures } from '../reports/tile-pictures.ts';
import type { Subscription, SubscriptionStatus, TileTarget } from './subscription.ts';

export type DeliverDependencies = {
  readonly pictures: Pick<TilePictures, 'render'>;
  readonly pinPictures: Pick<PinPictures, 'publish'>;
  readonly gateway: Pick<TileGateway, 'pushRow' | 'tileState'>;
  readonly reportUrl: (subscription: Subscription) => string;
};

export type Delivered = {
  readonly deliveredAt: Temporal.Instant;
  readonly tileCheckedAt: Temporal.Instant | undefined;
};

/**
 * S3: renders the item and sends it to the tile: one picture, one row, one call. The tile itself is looked at on the
 * first run of a UTC day, and when somebody asks.
 * Crash story: the picture is replaced before the row is sent; cut off in between, the tile shows the new picture at
 * its next load and the repeated run sends the row.
 * @throws DomainError what rendering, tokens and Power BI refuse.
 */
export async function deliverTile(
  { pictures, pinPictures, gateway, reportUrl }: DeliverDependencies,
  subscription: Subscription,
  options: { readonly now: Temporal.Instant; readonly checkTile: boolean },
): Promise<Delivered> {
  const { owner, target } = subscription;
  const { now } = options;
  const checkTile = options.checkTile && target.kind === 'tile';
  if (checkTile) await requireTile(gateway, owner, target);
  const picture = await pictures.render({
    reportId: subscription.reportId,
    itemName: subscription.itemName,
    parameters: subscription.parameters,
    now,
  });
  const published = await pinPictures.publish(subscription.id, picture, {
    refreshedAt: now,
    zone: subscription.schedule.zone,
  });
  // An Image tile loads the picture from its address: there is nobody to send it to.
  if (target.kind === 'image') return { deliveredAt: now, tileCheckedAt: undefined };
  await gateway.pushRow(owner, target, {
    refreshedAt: now,
    title: picture.title,
    subtitle: `Last refreshed ${timeText(now, subscription.schedule.zone)}`,
    imageUrl: published.url,
    reportUrl: reportUrl(subscription),
    status: 'ok',
  });
  return { deliveredAt: now, tileCheckedAt: checkTile ? now : undefined };
}

async function requireTile(
  gateway: Pick<TileGateway, 'tileState'>,
  owner: Owner,
  target: TileTarget,
): Promise<void> {
  if ((await gateway.tileState(owner, target)) === 'gone') throw new DomainError('TILE_NOT_FOUND');
}

/** Whether this run is the first of its UTC day. */
export function tileCheckDue(status: SubscriptionStatus, now: Temporal.Instant): boolean {
  return (
    status.tileCheckedAt === undefined ||
    status.tileCheckedAt.toString().slice(0, 10) !== now.toString().slice(0, 10)
  );
}
