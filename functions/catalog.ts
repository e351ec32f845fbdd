import { z } from 'zod';
import { deleteItem } from '../lib/catalog/delete-item.ts';
import { listFolder } from '../lib/catalog/list-folder.ts';
import { uploadItem } from '../lib/catalog/upload-item.ts';
import { route } from '../lib/http/route.ts';
import { showCatalogItem } from '../lib/http/show.ts';
import { listOf } from '../lib/http/views/common.ts';
import { reportServerId } from '../lib/http/views/report-servers.ts';
import { catalogItemView } from '../lib/http/views/reports.ts';
import { browseServer } from '../lib/report-server/browse-server.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Catalog';
const pathParams = z.object({ path: z.string().min(1).max(4000) });

registerRoutes(
  route({
    name: 'catalog-list',
    method: 'GET',
    path: 'api/catalog',
    group,
    summary: 'What a folder holds, folders first.',
    access: 'caller',
    query: z.object({
      folder: z.string().max(4000).default('/'),
      source: reportServerId.optional().describe('A report server instead of the own catalog.'),
      search: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe('Instead of a folder: items of all folders whose names have words that begin so.'),
    }),
    answers: { 200: listOf(catalogItemView) },
    async handle({ app, principal, query: { folder, source, search } }) {
      if (source !== undefined) {
        const asked = search === undefined ? { folder } : { text: search };
        const value = await browseServer(app, principal.owner, { serverId: source, ...asked });
        return { status: 200, body: { value } };
      }
      const items = await (search === undefined ? listFolder(app, folder) : app.catalog.search(search));
      return { status: 200, body: { value: items.map((item) => showCatalogItem(item)) } };
    },
  }),
  route<'publisher', { path: string }, Record<string, never>, Uint8Array>({
    name: 'catalog-put',
    method: 'PUT',
    path: 'api/catalog/{*path}',
    group,
    summary:
      'Uploads a report (.rdl), shared data source (.rds), shared dataset (.rsd), or a document that reports read (.xml, .csv, .json, images); missing folders are made. Passwords in connection strings are taken out and kept in the key vault.',
    access: 'publisher',
    params: pathParams,
    body: {
      bytes: {
        contentTypes: ['application/xml', 'text/xml', 'application/octet-stream'],
        maxBytes: (app) => app.settings.maxDefinitionBytes,
      },
    },
    answers: { 200: catalogItemView, 201: catalogItemView },
    async handle({ app, principal, params, body }) {
      const { item, created, notes } = await uploadItem(app, principal, params.path, body);
      return { status: created ? 201 : 200, body: showCatalogItem(item, notes) };
    },
  }),
  route({
    name: 'catalog-remove',
    method: 'DELETE',
    path: 'api/catalog/{*path}',
    group,
    summary: 'Deletes an item, or a folder that is empty.',
    access: 'publisher',
    params: pathParams,
    answers: { 204: 'no body' },
    async handle({ app, params }) {
      await deleteItem(app, params.path);
      return { status: 204 };
    },
  }),
);
