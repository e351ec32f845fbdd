import { z } from 'zod';
import { bodyOf, choice, paged, param, workspaceOf } from '../http/input.ts';
import type { Answer, Call, Operation } from '../http/operation.ts';
import { badRequest, entityNotFound, Refusal, tooManyRequests } from '../refusal.ts';
import { newId, nowMilliseconds, nowText } from '../service.ts';
import { modelIn, requireBuild } from '../tenant/access.ts';
import { createModel, deleteModel, modelsOf, pushRows, replaceTable } from '../tenant/models.ts';
import type { Model, ModelTable } from '../tenant/types.ts';
import { done, inBothPlaces, many, modelBody, one } from './answers.ts';

const READ = ['Dataset.Read.All', 'Dataset.ReadWrite.All'];
const WRITE = ['Dataset.ReadWrite.All'];
const DAY = 86_400_000;

const column = z.strictObject({
  name: z.string(),
  dataType: z.string(),
  formatString: z.string().optional(),
  sortByColumn: z.string().optional(),
  dataCategory: z.string().optional(),
  isHidden: z.boolean().optional(),
  summarizeBy: z.string().optional(),
});

/** No dataCategory: a measure of a push model cannot be marked as Image URL. */
const measure = z.strictObject({
  name: z.string().min(1),
  expression: z.string().min(1),
  formatString: z.string().optional(),
  description: z.string().optional(),
  isHidden: z.boolean().optional(),
});

const table = z.strictObject({
  name: z.string(),
  columns: z.array(column),
  measures: z.array(measure).optional(),
  isHidden: z.boolean().optional(),
  description: z.string().optional(),
});

const relationship = z.strictObject({
  name: z.string().min(1),
  fromTable: z.string(),
  fromColumn: z.string(),
  toTable: z.string(),
  toColumn: z.string(),
  crossFilteringBehavior: z.enum(['OneDirection', 'BothDirections', 'Automatic']).optional(),
});

const createDatasetRequest = z.strictObject({
  name: z.string(),
  tables: z.array(table),
  relationships: z.array(relationship).optional(),
  defaultMode: z.enum(['AsAzure', 'AsOnPrem', 'Push', 'Streaming', 'PushStreaming']).optional(),
});

/** Rows are checked against the table's columns, not here. */
const postRowsRequest = z.strictObject({ rows: z.array(z.unknown()) });

function create(call: Call): Answer {
  const { service } = call;
  const workspace = workspaceOf(call, 'Contributor');
  const request = bodyOf(call, createDatasetRequest);
  if (request.defaultMode?.startsWith('As')) throw badRequest('This dataset mode wants data sources.');
  const retention = choice(call.query, 'defaultRetentionPolicy', ['None', 'basicFIFO'], 'None');
  const model = createModel(service, call.caller, workspace, { ...request, kind: 'push', retention });
  const status = service.rules.modelCreation === 'created' ? 201 : 202;
  return one(call, 'datasets', { id: model.id, name: model.name }, status);
}

function modelOf(call: Call, needs: 'Viewer' | 'Contributor'): Model {
  return modelIn(call.service, workspaceOf(call, needs), param(call, 'datasetId'));
}

/** The service's own words, seen for import models. */
function pushModelOf(call: Call, needs: 'Viewer' | 'Contributor'): Model {
  const model = modelOf(call, needs);
  if (model.kind !== 'push') {
    throw new Refusal(404, 'ItemNotFound', { message: `Dataset ${model.id} is not Push API dataset.` });
  }
  return model;
}

function tableOf(call: Call, model: Model): ModelTable {
  const name = param(call, 'tableName');
  const found = model.tables.find((one) => one.name === name);
  if (found === undefined) throw entityNotFound();
  return found;
}

function postRows(call: Call): Answer {
  const model = pushModelOf(call, 'Contributor');
  const target = tableOf(call, model);
  const { rows } = bodyOf(call, postRowsRequest);
  pushRows(call.service, model, target, rows);
  return done;
}

function deleteRows(call: Call): Answer {
  tableOf(call, pushModelOf(call, 'Contributor')).rows = [];
  return done;
}

function putTable(call: Call): Answer {
  const target = tableOf(call, pushModelOf(call, 'Contributor'));
  const request = bodyOf(call, table);
  if (request.name !== target.name) throw badRequest('The table of the body is not the one of the path.');
  replaceTable(call.service, target, request);
  return one(call, 'tables', { name: target.name, columns: target.columns });
}

/** Names alone, as the service answers; `columns` is required by the swagger, so it is sent as well. */
function tables(call: Call): Answer {
  const model = pushModelOf(call, 'Viewer');
  return many(
    call,
    'tables',
    model.tables.map(({ name, columns, measures }) => ({ name, columns, measures })),
  );
}

function refresh(call: Call): Answer {
  const { service } = call;
  const model = modelOf(call, 'Contributor');
  if (model.kind !== 'import') throw badRequest('A push dataset is not refreshed; its rows are posted.');
  const now = nowMilliseconds(service);
  const today = model.refreshes.filter((one) => Date.parse(one.at) > now - DAY);
  const onCapacity = service.tenant.workspaces.get(model.workspaceId)?.onCapacity ?? false;
  const first = today[0];
  if (!onCapacity && first !== undefined && today.length >= service.limits.importRefreshesPerDay) {
    throw tooManyRequests(
      `At most ${service.limits.importRefreshesPerDay} refreshes per day.`,
      (Date.parse(first.at) + DAY - now) / 1000,
    );
  }
  const id = newId();
  model.refreshes = [...today, { id, at: nowText(service) }];
  model.refreshedAt = nowText(service);
  const location = `${service.urls.api}/v1.0/myorg/groups/${model.workspaceId}/datasets/${model.id}/refreshes/${id}`;
  return { status: 202, headers: { 'x-ms-request-id': id, Location: location } };
}

/** Newest first. A refresh here ends at once. */
function refreshes(call: Call): Answer {
  const model = modelOf(call, 'Viewer');
  const entries = model.refreshes.map(({ id, at }, index) => ({
    id: index,
    refreshType: 'ViaApi',
    startTime: at,
    endTime: at,
    status: 'Completed',
    requestId: id,
  }));
  return many(call, 'refreshes', paged(entries.toReversed(), call.query));
}

export const datasetOperations: readonly Operation[] = [
  ...inBothPlaces({
    id: 'Datasets_GetDatasets',
    method: 'GET',
    suffix: '/datasets',
    scopes: READ,
    run: (call) => {
      const workspace = workspaceOf(call, 'Viewer');
      return many(
        call,
        'datasets',
        modelsOf(call.service, workspace.id).map((model) => modelBody(call, model)),
      );
    },
  }),
  ...inBothPlaces({
    id: 'Datasets_PostDataset',
    method: 'POST',
    suffix: '/datasets',
    scopes: WRITE,
    run: create,
  }),
  ...inBothPlaces({
    id: 'Datasets_GetDataset',
    method: 'GET',
    suffix: '/datasets/{datasetId}',
    scopes: READ,
    run: (call) => one(call, 'datasets', modelBody(call, modelOf(call, 'Viewer'))),
  }),
  ...inBothPlaces({
    id: 'Datasets_DeleteDataset',
    method: 'DELETE',
    suffix: '/datasets/{datasetId}',
    scopes: WRITE,
    run: (call) => {
      const model = modelOf(call, 'Viewer');
      requireBuild(call.service, call.caller, model);
      deleteModel(call.service, model);
      return done;
    },
  }),
  ...inBothPlaces({
    id: 'Datasets_GetTables',
    method: 'GET',
    suffix: '/datasets/{datasetId}/tables',
    scopes: READ,
    run: tables,
  }),
  ...inBothPlaces({
    id: 'Datasets_PutTable',
    method: 'PUT',
    suffix: '/datasets/{datasetId}/tables/{tableName}',
    scopes: WRITE,
    run: putTable,
  }),
  ...inBothPlaces({
    id: 'Datasets_PostRows',
    method: 'POST',
    suffix: '/datasets/{datasetId}/tables/{tableName}/rows',
    scopes: WRITE,
    enter: (call) => call.service.pushes.begin(param(call, 'datasetId').toLowerCase(), call.service.limits),
    run: postRows,
  }),
  ...inBothPlaces({
    id: 'Datasets_DeleteRows',
    method: 'DELETE',
    suffix: '/datasets/{datasetId}/tables/{tableName}/rows',
    scopes: WRITE,
    run: deleteRows,
  }),
  ...inBothPlaces({
    id: 'Datasets_GetRefreshHistory',
    method: 'GET',
    suffix: '/datasets/{datasetId}/refreshes',
    scopes: READ,
    run: refreshes,
  }),
  ...inBothPlaces({
    id: 'Datasets_RefreshDataset',
    method: 'POST',
    suffix: '/datasets/{datasetId}/refreshes',
    scopes: WRITE,
    run: refresh,
  }),
];
