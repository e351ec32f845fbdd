import { app as functions } from '@azure/functions';
import { currentApp } from '../lib/current-app.ts';
import { DomainError } from '../lib/errors.ts';
import { ownerOfNamed } from '../lib/http/acting-owner.ts';
import { route } from '../lib/http/route.ts';
import { showTileMove, tileMoveRequestSchema, tileMoveView } from '../lib/http/tile-move-views.ts';
import { guid } from '../lib/http/views/common.ts';
import { QUEUES } from '../lib/storage-names.ts';
import { moveTile, moveTileMessageSchema } from '../lib/subscriptions/tile-moves/move-tile.ts';
import { requestTileMove } from '../lib/subscriptions/tile-moves/request-tile-move.ts';
import { consume } from './shared/consume.ts';
import { subscriptionParams } from './shared/params.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Subscriptions';
const path = 'api/subscriptions/{subscriptionId}/moves/{moveId}';
const params = subscriptionParams.extend({ moveId: guid });
/** A message that nobody could finish comes back after so long: the move is begun and must end. */
const POISON_DELAY_SECONDS = 600;

registerRoutes(
  route({
    name: 'moves-put',
    method: 'PUT',
    path,
    group,
    summary:
      'Moves the tile to another dashboard: the new one is made first, then the former one goes. You draw the id, so that a repeated request is one move.',
    access: 'caller',
    params,
    body: { json: tileMoveRequestSchema },
    answers: { 202: tileMoveView },
    async handle({ app, principal, params: { subscriptionId, moveId }, body }) {
      const named = { id: subscriptionId, change: 'subscription.move' };
      const owner = await ownerOfNamed(app, principal, named);
      const move = await requestTileMove(app, { owner, id: subscriptionId, moveId, ...body });
      return { status: 202, body: showTileMove(move) };
    },
  }),
  route({
    name: 'moves-get',
    method: 'GET',
    path,
    group,
    summary: 'How far the move of a tile has come; the last one of a subscription is kept.',
    access: 'caller',
    params,
    answers: { 200: tileMoveView },
    async handle({ app, principal, params: { subscriptionId, moveId } }) {
      const owner = await ownerOfNamed(app, principal, { id: subscriptionId });
      const move = await app.moves.get(owner, subscriptionId);
      if (move?.moveId !== moveId) throw new DomainError('NOT_FOUND');
      return { status: 200, body: showTileMove(move) };
    },
  }),
);

functions.storageQueue('move-tile', {
  queueName: QUEUES.moveTile,
  connection: 'AzureWebJobsStorage',
  handler: consume('move-tile', (app, message) => moveTile(app, moveTileMessageSchema.parse(message))),
});

functions.storageQueue('move-tile-poison', {
  queueName: QUEUES.moveTilePoison,
  connection: 'AzureWebJobsStorage',
  handler: async (message) => {
    const { moveQueue, log } = currentApp();
    const parsed = moveTileMessageSchema.parse(message);
    log.error('move.poisoned', { subscriptionId: parsed.id });
    await moveQueue.send({ ...parsed }, { delaySeconds: POISON_DELAY_SECONDS });
  },
});
