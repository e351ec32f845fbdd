import { DomainError } from '../../errors.ts';
import type { Owner } from '../../identity/principal.ts';
import { type CheckPlaceDependencies, checkPlace } from '../../pins/check-place.ts';
import { objectName } from '../../power-bi/object-name.ts';
import type { Queue } from '../../storage/queue.ts';
import type { StoredSubscription, SubscriptionId, Subscriptions } from '../subscription.ts';
import { moveTileMessage } from './move-tile.ts';
import type { StoredTileMove, TileMove, TileMoves } from './tile-moves.ts';

export type MoveWish = {
  readonly owner: Owner;
  readonly id: SubscriptionId;
  readonly moveId: string;
  readonly workspaceId: string;
  readonly dashboardId: string;
};

/**
 * Records that a tile is to go to another dashboard, and hands it to the queue `move-tile`. The same request again is
 * the same move, and sends its message again.
 * @throws DomainError NOT_FOUND, CONFLICT (another move is under way, or the tile cannot be moved), and what `checkPlace`
 *   refuses.
 */
export async function requestTileMove(
  dependencies: CheckPlaceDependencies & {
    readonly subscriptions: Subscriptions;
    readonly moves: TileMoves;
    readonly moveQueue: Queue;
  },
  wish: MoveWish,
): Promise<StoredTileMove> {
  const { subscriptions, moves, moveQueue } = dependencies;
  const { owner, id, moveId, workspaceId, dashboardId } = wish;
  const [subscription, present] = await Promise.all([subscriptions.get(owner, id), moves.get(owner, id)]);
  if (!subscription) throw new DomainError('NOT_FOUND');
  if (present?.moveId === moveId) {
    if (present.state === 'moving') await moveQueue.send(moveTileMessage(present));
    return present;
  }
  if (present && (present.state === 'moving' || present.state === 'undoing'))
    throw new DomainError('CONFLICT', {
      detail: 'This tile is being moved already. Wait until it is there.',
    });
  requireMovable(subscription, dashboardId);
  const place = await checkPlace(dependencies, owner, {
    ...{ mode: 'template', content: 'picture' },
    ...{ workspaceId, dashboardId },
  } as const);
  const { dashboardName, dashboardUrl } = place;
  const move: TileMove = {
    ...{ owner, subscriptionId: id, moveId },
    objectName: objectName({ ...subscription, id: `${id}, ${moveId}` }),
    to: { workspaceId, dashboardId, dashboardName, dashboardUrl },
    state: 'moving',
    ...{ made: undefined, former: undefined, attempt: 1, leaseUntil: undefined },
    ...{ code: undefined, text: undefined },
  };
  const written = await moves.put(move, present?.etag);
  if (!written) return requestTileMove(dependencies, wish);
  await moveQueue.send(moveTileMessage(written));
  return written;
}

function requireMovable({ target, state }: StoredSubscription, dashboardId: string): void {
  if (target.kind === 'image')
    throw new DomainError('CONFLICT', {
      detail: 'An Image tile is your own: add one with the same address to the other dashboard.',
    });
  if (target.visual !== 'picture')
    throw new DomainError('CONFLICT', {
      detail: 'The visual of this tile was pinned by hand. Pin the item to the other dashboard instead.',
    });
  if (target.dashboardId === dashboardId && state !== 'retired')
    throw new DomainError('CONFLICT', { detail: 'The tile is on this dashboard.' });
}
