import { app as functions } from '@azure/functions';
import { z } from 'zod';
import { currentApp } from '../lib/current-app.ts';
import { route } from '../lib/http/route.ts';
import { guid } from '../lib/http/views/common.ts';
import { peopleView } from '../lib/http/views/overview.ts';
import { findPeople } from '../lib/identity/find-people.ts';
import { portalApp } from '../lib/registration/registration.ts';
import { QUEUES } from '../lib/storage-names.ts';
import {
  changeOwner,
  changeOwnerMessage,
  changeOwnerMessageSchema,
} from '../lib/subscriptions/owners/change-owner.ts';
import { requestOwnerChange, requestReassignment } from '../lib/subscriptions/owners/request-owner-change.ts';
import { consume } from './shared/consume.ts';
import { subscriptionParams } from './shared/params.ts';
import { registerRoutes } from './shared/register-routes.ts';
import { whoOf } from './shared/who.ts';

const group = 'Owners';
const person = guid.describe('Object id of a person who has signed in to Power BI here.');
/** A message that nobody could finish comes back after so long: the change is begun and must end. */
const POISON_DELAY_SECONDS = 600;

registerRoutes(
  route({
    name: 'people-list',
    method: 'GET',
    path: 'api/people',
    group,
    summary:
      'Who can be given subscriptions: people who have signed in to Power BI here, at most 50, by name.',
    access: 'admin',
    query: z.object({
      search: z.string().trim().min(1).max(200).optional().describe('Parts of the name or the account.'),
    }),
    answers: { 200: peopleView },
    async handle({ app, principal, query: { search = '' } }) {
      const { people, isComplete } = await findPeople(app, {
        tenantId: principal.tenantId,
        text: search,
        now: app.clock.now(),
        app: portalApp(await app.registrations.current()),
      });
      return { status: 200, body: { value: people, complete: isComplete } };
    },
  }),
  route({
    name: 'owners-put',
    method: 'PUT',
    path: 'api/subscriptions/{subscriptionId}/owner',
    group,
    summary: 'S14: gives a subscription to somebody else, with its pin and picture; done within moments.',
    access: 'admin',
    params: subscriptionParams,
    body: { json: z.strictObject({ owner: person }) },
    answers: { 202: 'no body' },
    async handle({ app, principal, params: { subscriptionId }, body }) {
      const { tenantId } = principal;
      await requestOwnerChange(app, { id: subscriptionId, tenantId, to: body.owner, by: whoOf(principal) });
      return { status: 202 };
    },
  }),
  route({
    name: 'owners-reassign',
    method: 'POST',
    path: 'api/owners/reassign',
    group,
    summary: 'Gives everything of one person, such as one who has left, to another.',
    access: 'admin',
    body: { json: z.strictObject({ from: guid.describe('Object id of the former owner.'), to: person }) },
    answers: { 202: z.object({ subscriptions: z.int() }).meta({ id: 'Reassignment' }) },
    async handle({ app, principal, body }) {
      const { tenantId } = principal;
      const subscriptions = await requestReassignment(app, { ...body, tenantId, by: whoOf(principal) });
      return { status: 202, body: { subscriptions } };
    },
  }),
);

functions.storageQueue('change-owner', {
  queueName: QUEUES.changeOwner,
  connection: 'AzureWebJobsStorage',
  handler: consume('change-owner', (app, message) =>
    changeOwner(app, changeOwnerMessageSchema.parse(message)),
  ),
});

functions.storageQueue('change-owner-poison', {
  queueName: QUEUES.changeOwnerPoison,
  connection: 'AzureWebJobsStorage',
  handler: async (message) => {
    const { ownerQueue, log } = currentApp();
    const change = changeOwnerMessageSchema.parse(message);
    log.error('subscription.owner-poisoned', { subscriptionId: change.id });
    await ownerQueue.send(changeOwnerMessage(change), { delaySeconds: POISON_DELAY_SECONDS });
  },
});
