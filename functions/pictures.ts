import { z } from 'zod';
import { DomainError } from '../lib/errors.ts';
import { ownerOfNamed } from '../lib/http/acting-owner.ts';
import { pictureAnswer } from '../lib/http/picture-answer.ts';
import { route } from '../lib/http/route.ts';
import { guid } from '../lib/http/views/common.ts';
import { subscriptionParams } from './shared/params.ts';
import { registerRoutes } from './shared/register-routes.ts';

registerRoutes(
  route({
    name: 'picture-get',
    method: 'GET',
    path: 't/{pinId}/{secret}/{version}',
    group: 'Pictures',
    summary:
      'The current picture of a pin; Power BI fetches it without signing in. The version only defeats caches.',
    access: 'open',
    params: z.object({ pinId: guid, secret: z.string().max(100), version: z.string().max(40) }),
    answers: { 200: 'image/png', 304: 'no body' },
    async handle({ app, params, request }) {
      const picture = await app.pinPictures.read(params.pinId, params.secret);
      return pictureAnswer(picture, request);
    },
  }),
  route({
    name: 'subscriptions-picture',
    method: 'GET',
    path: 'api/subscriptions/{subscriptionId}/picture',
    group: 'Subscriptions',
    summary: 'What the tile of one of your subscriptions shows now.',
    access: 'user',
    params: subscriptionParams,
    answers: { 200: 'image/png', 304: 'no body' },
    async handle({ app, principal, params: { subscriptionId }, request }) {
      const owner = await ownerOfNamed(app, principal, { id: subscriptionId });
      const subscription = await app.subscriptions.get(owner, subscriptionId);
      const picture = subscription && (await app.pinPictures.current(subscriptionId));
      if (!picture) throw new DomainError('NOT_FOUND', { detail: 'It has no picture yet.' });
      const answer = pictureAnswer(picture, request);
      return { ...answer, headers: { ...answer.headers, 'cache-control': 'private, no-cache' } };
    },
  }),
);
