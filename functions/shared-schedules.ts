import { app as functions } from '@azure/functions';
import { z } from 'zod';
import { currentApp } from '../lib/current-app.ts';
import { ifMatch } from '../lib/http/if-match.ts';
import { route } from '../lib/http/route.ts';
import { guid, listOf } from '../lib/http/views/common.ts';
import { sharedScheduleSchema, sharedScheduleView, showShared } from '../lib/http/views/schedules.ts';
import { hasRole } from '../lib/identity/principal.ts';
import { scheduleOf } from '../lib/schedules/schedule.ts';
import { QUEUES } from '../lib/storage-names.ts';
import {
  applyMessage,
  applyMessageSchema,
  applySchedule,
} from '../lib/subscriptions/shared-schedules/apply-schedule.ts';
import {
  deleteSharedSchedule,
  putSharedSchedule,
} from '../lib/subscriptions/shared-schedules/change-shared-schedule.ts';
import { countFollowers } from '../lib/subscriptions/shared-schedules/count-followers.ts';
import { consume } from './shared/consume.ts';
import { registerRoutes } from './shared/register-routes.ts';
import { whoOf } from './shared/who.ts';

const group = 'Shared schedules';
const params = z.object({ scheduleId: guid });
/** A message that nobody could finish comes back after so long: what it stands for is still to be done. */
const POISON_DELAY_SECONDS = 600;

registerRoutes(
  route({
    name: 'shared-schedules-list',
    method: 'GET',
    path: 'api/shared-schedules',
    group,
    summary: 'The schedules that subscriptions may follow; for administrators with the number of followers.',
    access: 'caller',
    answers: { 200: listOf(sharedScheduleView) },
    async handle({ app, principal }) {
      const now = app.clock.now();
      const counted = hasRole(principal, 'Admin');
      const value = (await app.sharedSchedules.list()).map(async (shared) =>
        showShared(shared, {
          now,
          ...(counted && { followers: await countFollowers(app.sharedSchedules, shared.id) }),
        }),
      );
      return { status: 200, body: { value: await Promise.all(value) } };
    },
  }),
  route({
    name: 'shared-schedules-put',
    method: 'PUT',
    path: 'api/shared-schedules/{scheduleId}',
    group,
    summary:
      'Makes a shared schedule, whose id you draw; or edits, pauses and resumes one for all that follow it: then send the stamp you read as If-Match.',
    access: 'admin',
    params,
    body: { json: sharedScheduleSchema },
    answers: { 200: sharedScheduleView },
    async handle({ app, principal, params: { scheduleId }, body, request }) {
      const { name, schedule, state } = body;
      const shared = await putSharedSchedule(app, {
        id: scheduleId,
        name,
        schedule: scheduleOf(schedule),
        state,
        seen: ifMatch(request),
      });
      await app.audit.record({
        action: 'shared-schedule.changed',
        by: whoOf(principal),
        subject: scheduleId,
      });
      return { status: 200, body: showShared(shared, { now: app.clock.now() }) };
    },
  }),
  route({
    name: 'shared-schedules-delete',
    method: 'DELETE',
    path: 'api/shared-schedules/{scheduleId}',
    group,
    summary:
      'Deletes a shared schedule that nobody follows; with followers=detach its followers keep the schedule as their own.',
    access: 'admin',
    params,
    query: z.object({ followers: z.enum(['refuse', 'detach']).default('refuse') }),
    answers: { 204: 'no body' },
    async handle({ app, principal, params: { scheduleId }, query: { followers } }) {
      await deleteSharedSchedule(app, { id: scheduleId, followers });
      await app.audit.record({
        action: 'shared-schedule.deleted',
        by: whoOf(principal),
        subject: scheduleId,
      });
      return { status: 204 };
    },
  }),
);

functions.storageQueue('apply-schedule', {
  queueName: QUEUES.applySchedule,
  connection: 'AzureWebJobsStorage',
  handler: consume('apply-schedule', (app, message) => applySchedule(app, applyMessageSchema.parse(message))),
});

functions.storageQueue('apply-schedule-poison', {
  queueName: QUEUES.applySchedulePoison,
  connection: 'AzureWebJobsStorage',
  handler: async (message) => {
    const { applyQueue, log } = currentApp();
    const parsed = applyMessageSchema.parse(message);
    log.error('schedule.poisoned', { scheduleId: parsed.scheduleId });
    await applyQueue.send(applyMessage(parsed), { delaySeconds: POISON_DELAY_SECONDS });
  },
});
