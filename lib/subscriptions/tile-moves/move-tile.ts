import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { DomainError, toDomainError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { TemplateKits } from '../../power-bi/template-kit.ts';
import type { TileGateway } from '../../power-bi/tile-gateway.ts';
import { nextOccurrence } from '../../schedules/next-occurrence.ts';
import type { Message, Queue } from '../../storage/queue.ts';
import { type DecideDependencies, decide } from '../deciding/decide.ts';
import { idSchema, ownerSchema } from '../firing/message-fields.ts';
import { retryAfter } from '../running/retry-policy.ts';
import { runNow } from '../running/run-now.ts';
import type { StoredSubscription, TileTarget } from '../subscription.ts';
import type { StoredTileMove, TileMove, TileMoves } from './tile-moves.ts';

export type MoveTileDependencies = DecideDependencies &
  Parameters<typeof runNow>[0] & {
    readonly moves: TileMoves;
    readonly moveQueue: Queue;
    readonly gateway: Pick<
      TileGateway,
      | 'ensureModel'
      | 'ensureReport'
      | 'ensureTile'
      | 'findReport'
      | 'findModel'
      | 'removeReport'
      | 'removeModel'
    >;
    readonly kits: Pick<TemplateKits, 'requireTile'>;
    readonly clock: Clock;
    readonly log: Log;
    readonly leaseSeconds: number;
    readonly timeDivisor: number;
  };

/** What the queue `move-tile` carries. */
export const moveTileMessageSchema = z.object({
  owner: ownerSchema,
  id: idSchema,
  moveId: z.string(),
});
type MoveTileMessage = z.infer<typeof moveTileMessageSchema>;

export function moveTileMessage({
  owner,
  subscriptionId: id,
  moveId,
}: Pick<TileMove, 'owner' | 'subscriptionId' | 'moveId'>): Message {
  return { owner, id, moveId };
}

/**
 * Moves a tile: model, report and a clone of the template tile on the new dashboard first, then the subscription leads
 * to it (the commit), then the former model and report go, and Power BI takes the former tile away with them. Crash
 * story: what is made carries the move's name and is found by it; the commit is told by the target; the message comes
 * again until the move has ended. Refused for good, what was made is removed, and the tile stays where it was.
 */
export async function moveTile(dependencies: MoveTileDependencies, message: MoveTileMessage): Promise<void> {
  const move = await take(dependencies, message);
  if (!move) return;
  try {
    if (move.state === 'undoing') await undo(dependencies, move);
    else await drive(dependencies, move);
  } catch (error) {
    await afterRefusal(dependencies, message, toDomainError(error));
  }
}

/** The move with a lease on it; undefined where there is nothing to do now. */
async function take(
  { moves, moveQueue, clock, leaseSeconds }: MoveTileDependencies,
  message: MoveTileMessage,
): Promise<StoredTileMove | undefined> {
  const present = await moves.get(message.owner, message.id);
  if (present?.moveId !== message.moveId || present.state === 'moved' || present.state === 'failed')
    return undefined;
  const now = clock.now();
  const rest = present.leaseUntil ? present.leaseUntil.epochMilliseconds - now.epochMilliseconds : 0;
  if (rest > 0) {
    await moveQueue.send({ ...message }, { delaySeconds: Math.ceil(rest / 1000) });
    return undefined;
  }
  const { etag, ...before } = present;
  const leaseUntil = now.add({ milliseconds: Math.round(leaseSeconds * 1000) });
  const held = await moves.put({ ...before, leaseUntil }, etag);
  if (!held) await moveQueue.send({ ...message }, { delaySeconds: 1 });
  return held;
}

async function drive(dependencies: MoveTileDependencies, move: StoredTileMove): Promise<void> {
  const { subscriptions, log } = dependencies;
  const { owner, subscriptionId: id, moveId } = move;
  const subscription = await subscriptions.get(owner, id);
  if (subscription?.target.kind !== 'tile')
    throw new DomainError('NOT_FOUND', { detail: 'The subscription was deleted or given away meanwhile.' });
  const committed = isAt(subscription, move.made)
    ? move
    : await commit(dependencies, move, subscription, await makeTile(dependencies, move, subscription));
  await runNow(dependencies, { owner, id, runId: moveId });
  await removeFormer(dependencies, committed);
  await advance(dependencies, committed, { state: 'moved', leaseUntil: undefined, code: undefined });
  log.info('tile.moved', { subscriptionId: id });
}

function isAt({ target }: StoredSubscription, made: TileTarget | undefined): boolean {
  return target.kind === 'tile' && made !== undefined && target.tileId === made.tileId;
}

async function makeTile(
  { gateway, kits }: MoveTileDependencies,
  { owner, objectName: name, to }: TileMove,
  { reportTitle: title }: StoredSubscription,
): Promise<TileTarget> {
  const { workspaceId, dashboardId } = to;
  const template = await kits.requireTile();
  const { modelId } = await gateway.ensureModel(owner, { workspaceId, name });
  const model = { workspaceId, modelId };
  const { reportId } = await gateway.ensureReport(owner, { ...model, name, visual: 'picture', title });
  const { tileId } = await gateway.ensureTile(owner, { ...model, dashboardId, reportId, template });
  return { kind: 'tile', visual: 'picture', ...to, modelId, reportId, tileId };
}

/** What is to be removed is written first; a retired subscription fires again on its new tile. */
async function commit(
  dependencies: MoveTileDependencies,
  move: StoredTileMove,
  subscription: StoredSubscription,
  made: TileTarget,
): Promise<StoredTileMove> {
  const { target, state, schedule } = subscription;
  const former = target.kind === 'tile' ? target : undefined;
  const planned = await advance(dependencies, move, { made, former });
  const isRevived = state === 'retired' && nextOccurrence(schedule, dependencies.clock.now());
  const decision = { target: made, ...(isRevived && { state: 'active' as const }) };
  if (!(await decide(dependencies, subscription, decision)))
    throw new DomainError('STORAGE_UNAVAILABLE', { detail: 'The subscription was changed meanwhile.' });
  return planned;
}

/** What Power BI refuses for good is left behind, and said so. */
async function removeFormer({ gateway, log }: MoveTileDependencies, { owner, former, ...move }: TileMove) {
  if (!former) return;
  try {
    await gateway.removeReport(owner, former);
    await gateway.removeModel(owner, former);
  } catch (error) {
    const refusal = toDomainError(error);
    if (refusal.retry !== 'never') throw refusal;
    log.warn('move.left-behind', { subscriptionId: move.subscriptionId, code: refusal.code });
  }
}

async function undo(dependencies: MoveTileDependencies, move: StoredTileMove): Promise<void> {
  const { gateway } = dependencies;
  const { owner, objectName: name, to } = move;
  const { workspaceId } = to;
  const reportId = await gateway.findReport(owner, { workspaceId, name });
  if (reportId !== undefined) await gateway.removeReport(owner, { workspaceId, reportId });
  const modelId = await gateway.findModel(owner, { workspaceId, name });
  if (modelId !== undefined) await gateway.removeModel(owner, { workspaceId, modelId });
  await advance(dependencies, move, { state: 'failed', leaseUntil: undefined });
}

/** Later for what may heal; otherwise the undoing begins, unless the subscription leads to the new tile already. */
async function afterRefusal(
  dependencies: MoveTileDependencies,
  message: MoveTileMessage,
  error: DomainError,
): Promise<void> {
  const { subscriptions, moves, moveQueue, log, timeDivisor } = dependencies;
  const { owner, id } = message;
  const [move, subscription] = await Promise.all([moves.get(owner, id), subscriptions.get(owner, id)]);
  if (move?.moveId !== message.moveId) return;
  const { state, attempt } = move;
  log.warn('move.refused', { subscriptionId: message.id, code: error.code, attempt });
  const retry = retryAfter(error, attempt);
  const because = state === 'undoing' ? {} : { code: error.code, text: error.detail ?? error.message };
  const ended = subscription && isAt(subscription, move.made) ? 'moved' : 'failed';
  const given = state === 'undoing' || ended === 'moved' ? ended : 'undoing';
  const next: Partial<TileMove> =
    retry.kind === 'again' ? { attempt: attempt + 1 } : { state: given, attempt: 1 };
  const written = await advance(dependencies, move, { ...because, ...next, leaseUntil: undefined });
  if (written.state === 'failed' || written.state === 'moved') return;
  const delay = retry.kind === 'again' ? Math.ceil(retry.delaySeconds / timeDivisor) : 0;
  await moveQueue.send({ ...message }, { delaySeconds: delay });
}

async function advance(
  { moves }: Pick<MoveTileDependencies, 'moves'>,
  { etag, ...move }: StoredTileMove,
  change: Partial<TileMove>,
): Promise<StoredTileMove> {
  const written = await moves.put({ ...move, ...change }, etag);
  if (written) return written;
  // The answer of our own first try may have been lost; another worker's write ends this one, its message comes again.
  throw new DomainError('STORAGE_UNAVAILABLE', { detail: 'The move was taken over by another worker.' });
}
