import { DomainError } from '../lib/errors.ts';
import { route } from '../lib/http/route.ts';
import { listOf, pageOf } from '../lib/http/views/common.ts';
import {
  ofOwnerQuery,
  overviewView,
  ownedSubscriptionView,
  showOverview,
  showOwned,
  watchedQuery,
} from '../lib/http/views/overview.ts';
import { parseOwner } from '../lib/identity/principal.ts';
import { listWatched } from '../lib/subscriptions/overview/list-watched.ts';
import { overview } from '../lib/subscriptions/overview/overview.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Overview';

registerRoutes(
  route({
    name: 'overview-get',
    method: 'GET',
    path: 'api/overview',
    group,
    summary:
      'How the installation does: counts by state, owners who have left, lateness, and what is due within the next hour.',
    access: 'admin',
    answers: { 200: overviewView },
    handle: async ({ app }) => ({ status: 200, body: showOverview(await overview(app)) }),
  }),
  route({
    name: 'overview-watched',
    method: 'GET',
    path: 'api/overview/subscriptions',
    group,
    summary:
      'Everybody’s subscriptions that fail, are paused or have lost their tile, with the reason. A page may be shorter than asked for and still have a next one.',
    access: 'admin',
    query: watchedQuery,
    answers: { 200: pageOf(ownedSubscriptionView) },
    async handle({ app, query: { state, top, after } }) {
      const page = { pageSize: top, ...(after !== undefined && { after }) };
      const { found, next } = await listWatched(app, state, page);
      return { status: 200, body: { value: await showOwned(app, found), next } };
    },
  }),
  route({
    name: 'overview-owned',
    method: 'GET',
    path: 'api/overview/owned',
    group,
    summary: 'The subscriptions of one person, such as one who has left.',
    access: 'admin',
    query: ofOwnerQuery,
    answers: { 200: listOf(ownedSubscriptionView) },
    async handle({ app, principal, query }) {
      const owner = parseOwner(principal.tenantId, query.owner);
      if (!owner) throw new DomainError('NOT_FOUND');
      return { status: 200, body: { value: await showOwned(app, await app.subscriptions.list(owner)) } };
    },
  }),
);
