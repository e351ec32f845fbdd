import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../../errors.ts';
import type { PinPictures } from '../../pins/pin-pictures.ts';
import type { TileGateway, TileRow } from '../../power-bi/tile-gateway.ts';
import { timeText } from '../../reports/caption-texts.ts';
import type { TilePictures } from '../../reports/tile-pictures.ts';
import type { StoredSubscription, Subscription, SubscriptionStatus, TileTarget } from '../subscription.ts';
import { type RebuildDependencies, rebuildTile } from './rebuild-tile.ts';

export type DeliverDependencies = RebuildDependencies & {
  readonly pictures: Pick<TilePictures, 'render' | 'data'>;
  readonly pinPictures: Pick<PinPictures, 'publish'>;
  readonly gateway: Pick<TileGateway, 'tileState'>;
  readonly reportUrl: (subscription: Subscription) => string;
};

export type Delivered = {
  readonly deliveredAt: Temporal.Instant;
  readonly tileCheckedAt: Temporal.Instant | undefined;
};

/**
 * - `none`: one call to Power BI, the row.
 * - `look`: the tile is looked at first.
 * - `mend`: the attempt before met a model or report that is gone, and so does this one: it is made again.
 */
export type TileCheck = 'none' | 'look' | 'mend';

/**
 * S3: renders the item and sends it to the tile: one picture, one row, one call; its data are two. The tile itself is looked at on the
 * first run of a UTC day, when somebody asks, and whenever its model or report was not found.
 * Crash story: the picture is replaced before the row is sent; cut off in between, the tile shows the new picture at
 * its next load and the repeated run sends the row.
 * @throws DomainError what rendering, tokens and Power BI refuse; TILE_NOT_FOUND, MODEL_NOT_FOUND.
 */
export async function deliverTile(
  dependencies: DeliverDependencies,
  subscription: StoredSubscription,
  options: {
    readonly now: Temporal.Instant;
    readonly check: TileCheck;
    /** The occurrence; none where somebody asked for the run. */
    readonly dueAt: Temporal.Instant | undefined;
  },
): Promise<Delivered> {
  const { reportUrl } = dependencies;
  const { target, schedule } = subscription;
  const { now } = options;
  const check = target.kind === 'tile' ? options.check : 'none';
  const state =
    target.kind === 'tile' && check !== 'none' ? await look(dependencies, subscription, target) : undefined;
  if (state === 'broken' && check === 'look') throw new DomainError('MODEL_NOT_FOUND');
  const shown = await show(dependencies, subscription, options);
  // An Image tile loads the picture from its address: there is nobody to send it to.
  if (target.kind === 'image') return { deliveredAt: now, tileCheckedAt: undefined };
  const row: TileRow = {
    reportUrl: reportUrl(subscription),
    ...shown,
    subtitle: `Last refreshed ${timeText(shown.refreshedAt, schedule.zone)}`,
    status: 'ok',
  };
  if (state === 'broken') await rebuildTile(dependencies, subscription, { target, row });
  else await push(dependencies, subscription, { target, row, check });
  return { deliveredAt: now, tileCheckedAt: check === 'none' ? undefined : now };
}

/** The item's data for a visual of Power BI, or its picture at its address. */
async function show(
  { pictures, pinPictures }: Pick<DeliverDependencies, 'pictures' | 'pinPictures'>,
  { id, owner, reportId, itemName, parameters, target, schedule }: Subscription,
  { now, dueAt }: { readonly now: Temporal.Instant; readonly dueAt: Temporal.Instant | undefined },
): Promise<
  Pick<TileRow, 'title' | 'imageUrl' | 'data' | 'refreshedAt'> & Partial<Pick<TileRow, 'reportUrl'>>
> {
  const asked = { reportId, itemName, parameters, now, owner };
  if (target.kind === 'tile' && target.visual !== 'picture') {
    const { title, rows, reportUrl } = await pictures.data(asked);
    return { title, imageUrl: '', data: rows, refreshedAt: now, ...(reportUrl && { reportUrl }) };
  }
  const picture = await pictures.render({ ...asked, dueAt });
  const { title, reportUrl, dataAt: refreshedAt = now } = picture;
  const { url } = await pinPictures.publish(id, picture, { refreshedAt, zone: schedule.zone });
  return { title, imageUrl: url, refreshedAt, ...(reportUrl && { reportUrl }) };
}

async function push(
  dependencies: DeliverDependencies,
  subscription: StoredSubscription,
  options: { readonly target: TileTarget; readonly row: TileRow; readonly check: TileCheck },
): Promise<void> {
  const { target, row, check } = options;
  try {
    await dependencies.gateway.pushRow(subscription.owner, target, row);
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'MODEL_NOT_FOUND')) throw error;
    if (check === 'mend') return rebuildTile(dependencies, subscription, options);
    // A model takes its tiles along when it goes.
    await look(dependencies, subscription, target);
    throw error;
  }
}

async function look(
  { gateway }: Pick<DeliverDependencies, 'gateway'>,
  { owner }: StoredSubscription,
  target: TileTarget,
): Promise<'there' | 'broken'> {
  const state = await gateway.tileState(owner, target);
  if (state === 'gone') throw new DomainError('TILE_NOT_FOUND');
  return state;
}

/** Whether this run is the first of its UTC day. */
export function tileCheckDue(status: SubscriptionStatus, now: Temporal.Instant): boolean {
  return (
    status.tileCheckedAt === undefined ||
    status.tileCheckedAt.toString().slice(0, 10) !== now.toString().slice(0, 10)
  );
}
