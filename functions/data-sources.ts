import { z } from 'zod';
import { changeCredentials, removeCredentials } from '../lib/data-sources/change-credentials.ts';
import { findSource, listReportSources } from '../lib/data-sources/list-sources.ts';
import { testConnection } from '../lib/data-sources/test-connection.ts';
import { route } from '../lib/http/route.ts';
import { showDataSource } from '../lib/http/show.ts';
import { guid, listOf } from '../lib/http/views/common.ts';
import { dataSourceView } from '../lib/http/views/reports.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Data sources';
const params = z.object({ dataSourceId: z.string().min(36).max(64) });
const credentials = {
  user: z.string().min(1).max(256).describe('A login of the server, or DOMAIN\\user.'),
  password: z.string().min(1).max(4000),
};

registerRoutes(
  route({
    name: 'data-sources-of-report',
    method: 'GET',
    path: 'api/reports/{reportId}/data-sources',
    group,
    summary: 'The data sources of a report, shared ones included, and whether their credentials are stored.',
    access: 'publisher',
    params: z.object({ reportId: guid }),
    answers: { 200: listOf(dataSourceView) },
    async handle({ app, params: { reportId } }) {
      const sources = await listReportSources(app, reportId);
      return { status: 200, body: { value: sources.map(showDataSource) } };
    },
  }),
  route({
    name: 'data-sources-get',
    method: 'GET',
    path: 'api/data-sources/{dataSourceId}',
    group,
    summary: 'A data source: of the catalog by its item, of a report by the id that its list names.',
    access: 'publisher',
    params,
    answers: { 200: dataSourceView },
    async handle({ app, params: { dataSourceId } }) {
      return { status: 200, body: showDataSource(await findSource(app, dataSourceId)) };
    },
  }),
  route({
    name: 'data-sources-credentials-put',
    method: 'PUT',
    path: 'api/data-sources/{dataSourceId}/credentials',
    group,
    summary:
      'Stores the credentials of a data source, for the server its definition names. They are never shown again.',
    access: 'publisher',
    params,
    body: {
      json: z.discriminatedUnion('mode', [
        z.strictObject({ mode: z.literal('stored'), ...credentials }),
        z.strictObject({ mode: z.literal('none') }).describe('The server lets everybody in.'),
        z.strictObject({ mode: z.literal('prompt') }).describe('Nothing is stored; no refresh runs.'),
      ]),
    },
    answers: { 200: dataSourceView },
    async handle({ app, principal, params: { dataSourceId }, body }) {
      return {
        status: 200,
        body: showDataSource(await changeCredentials(app, principal, dataSourceId, body)),
      };
    },
  }),
  route({
    name: 'data-sources-credentials-remove',
    method: 'DELETE',
    path: 'api/data-sources/{dataSourceId}/credentials',
    group,
    summary: 'Forgets the stored credentials of a data source.',
    access: 'publisher',
    params,
    answers: { 204: 'no body' },
    async handle({ app, principal, params: { dataSourceId } }) {
      await removeCredentials(app, principal, dataSourceId);
      return { status: 204 };
    },
  }),
  route({
    name: 'data-sources-test',
    method: 'POST',
    path: 'api/data-sources/{dataSourceId}/test',
    group,
    summary:
      'Connects to a data source as a refresh would: with the stored credentials, or with the ones in the body.',
    access: 'publisher',
    params,
    body: { json: z.strictObject({ credentials: z.strictObject(credentials).optional() }) },
    answers: {
      200: z.object({ server: z.string(), milliseconds: z.int() }).meta({ id: 'TestedConnection' }),
    },
    async handle({ app, params: { dataSourceId }, body }) {
      return { status: 200, body: await testConnection(app, dataSourceId, body.credentials) };
    },
  }),
);
