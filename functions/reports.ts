import { z } from 'zod';
import { parametersOfQuery } from '../lib/http/report-query.ts';
import { route } from '../lib/http/route.ts';
import { showParameterPrompt, showReport } from '../lib/http/show.ts';
import { listOf, reportId } from '../lib/http/views/common.ts';
import { parameterPromptView, reportView } from '../lib/http/views/reports.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Reports';

registerRoutes(
  route({
    name: 'reports-get',
    method: 'GET',
    path: 'api/reports/{reportId}',
    group,
    summary:
      'A report: its parameters, the layout of its pages, and its items with the reason where one cannot be pinned.',
    access: 'caller',
    params: z.object({ reportId }),
    answers: { 200: reportView },
    async handle({ app, principal, params }) {
      const [opened, engine] = await Promise.all([
        app.reports.open(params.reportId, principal.owner),
        app.engine(),
      ]);
      return { status: 200, body: showReport(opened, engine) };
    },
  }),
  route({
    name: 'reports-parameters',
    method: 'GET',
    path: 'api/reports/{reportId}/parameters',
    group,
    summary:
      'What a form asks for the parameters: prompts, valid values and defaults, with what was chosen so far in the query as p.<name> (p.<name>:isnull=true for null).',
    access: 'caller',
    params: z.object({ reportId }),
    query: z.record(z.string(), z.string()),
    answers: { 200: listOf(parameterPromptView) },
    async handle({ app, principal, params, request }) {
      const [opened, engine] = await Promise.all([
        app.reports.open(params.reportId, principal.owner),
        app.engine(),
      ]);
      const parameters = parametersOfQuery(new URL(request.url).searchParams);
      const prompts = await engine.parameters(opened, { parameters, now: app.clock.now() });
      return { status: 200, body: { value: prompts.map(showParameterPrompt) } };
    },
  }),
  route({
    name: 'reports-picture',
    method: 'GET',
    path: 'api/reports/{reportId}/items/{itemName}/picture',
    group,
    summary: 'The picture of one item. Parameters of the report go in the query as p.<name>.',
    access: 'caller',
    params: z.object({ reportId, itemName: z.string().min(1).max(256) }),
    query: z.record(z.string(), z.string()),
    answers: { 200: 'image/png' },
    async handle({ app, principal, params, request }) {
      const { png } = await app.pictures.render({
        reportId: params.reportId,
        itemName: params.itemName,
        parameters: parametersOfQuery(new URL(request.url).searchParams),
        now: app.clock.now(),
        owner: principal.owner,
      });
      return {
        status: 200,
        body: png,
        headers: { 'content-type': 'image/png', 'cache-control': 'private, no-cache' },
      };
    },
  }),
);
