import { z } from 'zod';
import { pictureAnswer } from '../lib/http/picture-answer.ts';
import { route } from '../lib/http/route.ts';
import { guid } from '../lib/http/views.ts';
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
);
