import { app as functions } from '@azure/functions';
import { z } from 'zod';
import { currentApp } from '../lib/current-app.ts';
import { DomainError } from '../lib/errors.ts';
import { actingOwner, ownerOfNamed, ownerOfPin } from '../lib/http/acting-owner.ts';
import { route } from '../lib/http/route.ts';
import { showListedPin, showPin, showRequestedPin, showRun } from '../lib/http/show.ts';
import { actingAs, guid, pageOf, pageQuery } from '../lib/http/views/common.ts';
import { pinRequestSchema, pinsRequestSchema, pinView, requestedPinsView } from '../lib/http/views/pins.ts';
import { runView } from '../lib/http/views/subscriptions.ts';
import { drivePin, pinMessageSchema } from '../lib/pins/drive-pin.ts';
import { failPoisonedPin } from '../lib/pins/fail-poisoned-pin.ts';
import { listPins } from '../lib/pins/list-pins.ts';
import { renewPictureAddress } from '../lib/pins/renew-picture-address.ts';
import { type PinChoice, requestPin, requestPins } from '../lib/pins/request-pin.ts';
import { QUEUES } from '../lib/storage-names.ts';
import type { SubscriptionId } from '../lib/subscriptions/subscription.ts';
import { consume } from './shared/consume.ts';
import { idParam } from './shared/params.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Pins';
const pinParams = z.object({ pinId: idParam });

type PinBody = Omit<z.infer<typeof pinRequestSchema>, 'itemName'>;

/** The schema lets a dashboard be missing for pictures only. */
function choiceOf(body: PinBody): PinChoice {
  const { mode, content, reportId, parameters, workspaceId = '', dashboardId = '', dashboardName } = body;
  const { when } = body;
  const place = mode === 'picture' ? { mode, dashboardName } : { mode, content, workspaceId, dashboardId };
  return { reportId, parameters, when, place };
}

registerRoutes(
  route({
    name: 'pins-put',
    method: 'PUT',
    path: 'api/pins/{pinId}',
    group,
    summary: 'Pins an item to a dashboard. You draw the id, so that a repeated request is one pin.',
    access: 'caller',
    params: pinParams,
    body: { json: pinRequestSchema },
    answers: { 202: pinView },
    async handle({ app, principal, params, body }) {
      const { itemName } = body;
      const asked = { ...choiceOf(body), id: params.pinId, itemName };
      const owner = await actingOwner(app, principal, body.as);
      return { status: 202, body: await showPin(app, await requestPin(app, owner, asked)) };
    },
  }),
  route({
    name: 'pins-post',
    method: 'POST',
    path: 'api/pins',
    group,
    summary:
      'Pins several items of a report at once. You draw the ids; each item is a pin of its own, and says itself why it is not pinned.',
    access: 'caller',
    body: { json: pinsRequestSchema },
    answers: { 202: requestedPinsView },
    async handle({ app, principal, body }) {
      const items = body.items.map(({ id, itemName }) => ({ id: id as SubscriptionId, itemName }));
      const owner = await actingOwner(app, principal, body.as);
      const requested = await requestPins(app, owner, choiceOf(body), items);
      const value = await Promise.all(requested.map((one) => showRequestedPin(app, one)));
      return { status: 202, body: { value } };
    },
  }),
  route({
    name: 'pins-get',
    method: 'GET',
    path: 'api/pins/{pinId}',
    group,
    summary: 'How far a pin has come.',
    access: 'caller',
    params: pinParams,
    answers: { 200: pinView },
    async handle({ app, principal, params }) {
      const pin = await app.pins.get(await ownerOfPin(app, principal, params.pinId), params.pinId);
      if (!pin) throw new DomainError('NOT_FOUND');
      return { status: 200, body: await showPin(app, pin) };
    },
  }),
  route({
    name: 'pins-address',
    method: 'POST',
    path: 'api/pins/{pinId}/address',
    group,
    summary: 'Gives the picture of a pin a new address and runs its subscription, so that the tile follows.',
    access: 'caller',
    params: pinParams,
    body: { json: z.strictObject({ runId: guid }) },
    answers: { 202: runView },
    async handle({ app, principal, params, body }) {
      const owner = await ownerOfNamed(app, principal, { id: params.pinId, change: 'pin.new-address' });
      return { status: 202, body: showRun(await renewPictureAddress(app, owner, params.pinId, body.runId)) };
    },
  }),
  route({
    name: 'pins-list',
    method: 'GET',
    path: 'api/pins',
    group,
    summary: 'Your pins, newest first.',
    access: 'caller',
    query: pageQuery.extend({ as: actingAs }),
    answers: { 200: pageOf(pinView) },
    async handle({ app, principal, query: { as, top, after } }) {
      const owner = await actingOwner(app, principal, as);
      const { pins, next } = await listPins(app.pins, owner, { pageSize: top, after });
      return { status: 200, body: { value: pins.map(showListedPin), next } };
    },
  }),
);

functions.storageQueue('pin-tile', {
  queueName: QUEUES.pinTile,
  connection: 'AzureWebJobsStorage',
  handler: consume('pin-tile', (app, message) => drivePin(app, pinMessageSchema.parse(message))),
});

functions.storageQueue('pin-tile-poison', {
  queueName: QUEUES.pinTilePoison,
  connection: 'AzureWebJobsStorage',
  handler: (message) => failPoisonedPin(currentApp(), pinMessageSchema.parse(message)),
});
