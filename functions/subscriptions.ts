import { app as functions } from '@azure/functions';
import { z } from 'zod';
import { currentApp } from '../lib/current-app.ts';
import { DomainError } from '../lib/errors.ts';
import { actingOwner, ownerOfNamed } from '../lib/http/acting-owner.ts';
import { ifMatch } from '../lib/http/if-match.ts';
import { route } from '../lib/http/route.ts';
import { showRun, showSubscription, showUnpinned } from '../lib/http/show.ts';
import { actingAs, guid, listOf, pageOf, pageQuery } from '../lib/http/views/common.ts';
import { unpinnedView } from '../lib/http/views/pins.ts';
import { occurrencesQuery, schedulePreviewView, showPreview } from '../lib/http/views/schedules.ts';
import {
  repairRequestSchema,
  repairView,
  runView,
  subscriptionChangeSchema,
  subscriptionView,
} from '../lib/http/views/subscriptions.ts';
import { previewSchedule } from '../lib/schedules/preview-schedule.ts';
import { scheduleOf } from '../lib/schedules/schedule.ts';
import { QUEUES } from '../lib/storage-names.ts';
import { deleteSubscription } from '../lib/subscriptions/deciding/delete-subscription.ts';
import { editSubscription } from '../lib/subscriptions/deciding/edit-subscription.ts';
import { proposeRepair, repairItem } from '../lib/subscriptions/deciding/repair-item.ts';
import { dispatchDue, dispatchPartition } from '../lib/subscriptions/firing/dispatch-due.ts';
import { dispatchMessageSchema, refreshMessageSchema } from '../lib/subscriptions/firing/messages.ts';
import { endPoisonedRun } from '../lib/subscriptions/running/end-poisoned-run.ts';
import { runNow } from '../lib/subscriptions/running/run-now.ts';
import { runRefresh } from '../lib/subscriptions/running/run-refresh.ts';
import { consume } from './shared/consume.ts';
import { subscriptionParams } from './shared/params.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Subscriptions';
const params = subscriptionParams;

registerRoutes(
  route({
    name: 'subscriptions-list',
    method: 'GET',
    path: 'api/subscriptions',
    group,
    summary: 'My Subscriptions.',
    access: 'caller',
    query: z.object({ as: actingAs }),
    answers: { 200: listOf(subscriptionView) },
    async handle({ app, principal, query }) {
      const mine = await app.subscriptions.list(await actingOwner(app, principal, query.as));
      return {
        status: 200,
        body: { value: mine.map(({ subscription, status }) => showSubscription(app, subscription, status)) },
      };
    },
  }),
  route({
    name: 'subscriptions-get',
    method: 'GET',
    path: 'api/subscriptions/{subscriptionId}',
    group,
    summary: 'One of your subscriptions.',
    access: 'caller',
    params,
    answers: { 200: subscriptionView },
    async handle({ app, principal, params: { subscriptionId } }) {
      const owner = await ownerOfNamed(app, principal, { id: subscriptionId });
      const subscription = await app.subscriptions.get(owner, subscriptionId);
      if (!subscription) throw new DomainError('NOT_FOUND');
      const status = await app.subscriptions.status(owner, subscriptionId);
      return { status: 200, body: showSubscription(app, subscription, status) };
    },
  }),
  route({
    name: 'subscriptions-occurrences',
    method: 'GET',
    path: 'api/subscriptions/{subscriptionId}/occurrences',
    group,
    summary: 'The next occurrences of its schedule; of one that does not fire now, those it would have.',
    access: 'caller',
    params,
    query: occurrencesQuery,
    answers: { 200: schedulePreviewView },
    async handle({ app, principal, params: { subscriptionId }, query: { count } }) {
      const owner = await ownerOfNamed(app, principal, { id: subscriptionId });
      const subscription = await app.subscriptions.get(owner, subscriptionId);
      if (!subscription) throw new DomainError('NOT_FOUND');
      const preview = previewSchedule(subscription.schedule, { after: app.clock.now(), count });
      return { status: 200, body: showPreview(preview) };
    },
  }),
  route({
    name: 'subscriptions-patch',
    method: 'PATCH',
    path: 'api/subscriptions/{subscriptionId}',
    group,
    summary:
      'Changes schedule, Report Visual Name, parameters or state, or follows a shared schedule. Send the stamp you read as If-Match.',
    access: 'caller',
    params,
    body: { json: subscriptionChangeSchema },
    answers: { 200: subscriptionView },
    async handle({ app, principal, params: { subscriptionId }, body, request }) {
      const revision = ifMatch(request);
      if (revision === undefined) throw new DomainError('PRECONDITION_REQUIRED');
      const { schedule, itemName, parameters, state, sharedScheduleId } = body;
      const change = {
        ...(schedule && { schedule: scheduleOf(schedule) }),
        ...(itemName !== undefined && { itemName }),
        ...(parameters && { parameters }),
        ...(state && { state }),
        ...(sharedScheduleId !== undefined && {
          follow: sharedScheduleId === null ? ('nothing' as const) : { id: sharedScheduleId },
        }),
      };
      const named = { id: subscriptionId, change: 'subscription.change' };
      const owner = await ownerOfNamed(app, principal, named);
      const changed = await editSubscription(app, { owner, id: subscriptionId, revision, change });
      const status = await app.subscriptions.status(owner, subscriptionId);
      return { status: 200, body: showSubscription(app, changed, status) };
    },
  }),
  route({
    name: 'subscriptions-repair-get',
    method: 'GET',
    path: 'api/subscriptions/{subscriptionId}/repair',
    group,
    summary: 'S7: what an item that was renamed in its report may be called now.',
    access: 'caller',
    params,
    answers: { 200: repairView },
    async handle({ app, principal, params: { subscriptionId } }) {
      const owner = await ownerOfNamed(app, principal, { id: subscriptionId });
      const repair = await proposeRepair(app, { owner, id: subscriptionId });
      const proposals = repair.proposals.map(({ name, kind }) => ({ name, kind }));
      return { status: 200, body: { ...repair, proposals } };
    },
  }),
  route({
    name: 'subscriptions-repair-post',
    method: 'POST',
    path: 'api/subscriptions/{subscriptionId}/repair',
    group,
    summary: 'Follows a renamed item to its new name and refreshes the tile. Repeatable.',
    access: 'caller',
    params,
    body: { json: repairRequestSchema },
    answers: { 202: runView },
    async handle({ app, principal, params: { subscriptionId }, body: { itemName, runId } }) {
      const owner = await ownerOfNamed(app, principal, { id: subscriptionId, change: 'subscription.repair' });
      const run = await repairItem(app, { owner, id: subscriptionId, itemName, runId });
      return { status: 202, body: showRun(run) };
    },
  }),
  route({
    name: 'subscriptions-delete',
    method: 'DELETE',
    path: 'api/subscriptions/{subscriptionId}',
    group,
    summary:
      'Unpins: ends the subscription and removes the model and report behind the tile. What is left on the dashboard is in the answer.',
    access: 'caller',
    params,
    answers: { 200: unpinnedView },
    async handle({ app, principal, params: { subscriptionId } }) {
      const named = { id: subscriptionId, change: 'subscription.delete' };
      const owner = await ownerOfNamed(app, principal, named);
      const unpinned = await deleteSubscription(app, owner, subscriptionId);
      return { status: 200, body: showUnpinned(unpinned) };
    },
  }),
  route({
    name: 'runs-put',
    method: 'PUT',
    path: 'api/subscriptions/{subscriptionId}/runs/{runId}',
    group,
    summary: 'Runs it now. You draw the id, so that a repeated request is one run.',
    access: 'caller',
    params: params.extend({ runId: guid }),
    answers: { 202: runView },
    async handle({ app, principal, params: { subscriptionId, runId } }) {
      const owner = await ownerOfNamed(app, principal, { id: subscriptionId, change: 'subscription.run' });
      const run = await runNow(app, { owner, id: subscriptionId, runId });
      return { status: 202, body: showRun(run) };
    },
  }),
  route({
    name: 'runs-list',
    method: 'GET',
    path: 'api/subscriptions/{subscriptionId}/runs',
    group,
    summary: 'The history of its runs, newest first.',
    access: 'caller',
    params,
    query: pageQuery,
    answers: { 200: pageOf(runView) },
    async handle({ app, principal, params: { subscriptionId }, query }) {
      const owner = await ownerOfNamed(app, principal, { id: subscriptionId });
      if (!(await app.subscriptions.get(owner, subscriptionId))) throw new DomainError('NOT_FOUND');
      const page = { pageSize: query.top, ...(query.after !== undefined && { after: query.after }) };
      const { runs, next } = await app.runs.history(subscriptionId, page);
      return { status: 200, body: { value: runs.map(showRun), next } };
    },
  }),
);

functions.timer('tick', {
  schedule: '*/15 * * * * *',
  handler: consume('tick', (app) => dispatchDue(app)),
});

functions.storageQueue('dispatch-due', {
  queueName: QUEUES.dispatchDue,
  connection: 'AzureWebJobsStorage',
  handler: consume('dispatch-due', (app, message) =>
    dispatchPartition(app, dispatchMessageSchema.parse(message).partition),
  ),
});

functions.storageQueue('refresh-tile', {
  queueName: QUEUES.refreshTile,
  connection: 'AzureWebJobsStorage',
  handler: consume('refresh-tile', (app, message) => runRefresh(app, refreshMessageSchema.parse(message))),
});

functions.storageQueue('refresh-tile-poison', {
  queueName: QUEUES.refreshTilePoison,
  connection: 'AzureWebJobsStorage',
  handler: (message) => endPoisonedRun(currentApp(), refreshMessageSchema.parse(message)),
});

functions.storageQueue('dispatch-due-poison', {
  queueName: QUEUES.dispatchDuePoison,
  connection: 'AzureWebJobsStorage',
  // The rows are still in the due index: the next tick hands the partition over again.
  handler: (message) =>
    currentApp().log.error('dispatch.poisoned', { ...dispatchMessageSchema.parse(message) }),
});
