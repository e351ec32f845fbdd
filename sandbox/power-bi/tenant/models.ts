import { badRequest, Refusal } from '../refusal.ts';
import { newId, nowMilliseconds, nowText, type Service } from '../service.ts';
import type { Caller } from './access.ts';
import { deleteReport } from './reports.ts';
import type { Column, Measure, Model, ModelTable, Relationship, Row, Workspace } from './types.ts';
import { checkRow, isDataType } from './values.ts';

export type TableRequest = {
  name: string;
  columns: Column[];
  measures?: Measure[] | undefined;
  isHidden?: boolean | undefined;
  description?: string | undefined;
};

type ModelRequest = {
  name: string;
  tables: TableRequest[];
  relationships?: Relationship[] | undefined;
};

/** The names that the service takes (swagger `Table.name`, `Column.name`), as its pattern reads to a .NET engine. */
const TABLE_NAME = /^[\t\n\r #\-0-9@-Z^_a-z~-\uD7FF\uE000-\uFFFD]{1,100}$/;
const COLUMN_NAME = /^[\t\n\r -\uD7FF\uE000-\uFFFD]+$/;

function refuseTwins(names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    const folded = name.toLowerCase();
    if (seen.has(folded)) throw badRequest(`There is more than one ${what} named '${name}'.`);
    seen.add(folded);
  }
}

function checkTable(service: Service, table: TableRequest): void {
  const { limits } = service;
  if (!TABLE_NAME.test(table.name)) throw badRequest(`'${table.name}' is no name for a table.`);
  if (table.columns.length === 0) throw badRequest(`Table '${table.name}' has no columns.`);
  if (table.columns.length > limits.columnsPerTable) {
    throw badRequest(`Table '${table.name}' has more than ${limits.columnsPerTable} columns.`);
  }
  refuseTwins(
    [...table.columns, ...(table.measures ?? [])].map((one) => one.name),
    'column or measure',
  );
  for (const column of table.columns) {
    if (!COLUMN_NAME.test(column.name)) throw badRequest(`'${column.name}' is no name for a column.`);
    if (!isDataType(column.dataType)) throw badRequest(`'${column.dataType}' is no data type of a column.`);
  }
}

function checkModel(service: Service, request: ModelRequest): void {
  const { limits } = service;
  if (request.name.trim() === '') throw badRequest('The dataset has no name.');
  if (request.tables.length === 0) throw badRequest('The dataset has no tables.');
  if (request.tables.length > limits.tablesPerModel) {
    throw badRequest(`The dataset has more than ${limits.tablesPerModel} tables.`);
  }
  const relationships = request.relationships ?? [];
  if (relationships.length > limits.relationshipsPerModel) {
    throw badRequest(`The dataset has more than ${limits.relationshipsPerModel} relationships.`);
  }
  refuseTwins(
    request.tables.map((table) => table.name),
    'table',
  );
  for (const table of request.tables) checkTable(service, table);
  for (const { fromTable, fromColumn, toTable, toColumn, name } of relationships) {
    const both = [fromTable, toTable].map((one) => request.tables.find((table) => table.name === one));
    const columns = [fromColumn, toColumn];
    if (both.some((table, end) => !table?.columns.some((column) => column.name === columns[end]))) {
      throw badRequest(`Relationship '${name}' names a table or column that the dataset lacks.`);
    }
  }
}

function emptyTable(request: TableRequest): ModelTable {
  return {
    name: request.name,
    columns: request.columns,
    measures: request.measures ?? [],
    isHidden: request.isHidden ?? false,
    description: request.description ?? '',
    rows: [],
  };
}

/** Names need not be unique: the service makes a second model of the same name without a word. */
export function createModel(
  service: Service,
  caller: Caller,
  workspace: Workspace,
  request: ModelRequest & { kind: Model['kind']; retention: Model['retention'] },
): Model {
  checkModel(service, request);
  const { pushModelsEndAt } = service.rules;
  if (
    request.kind === 'push' &&
    pushModelsEndAt !== undefined &&
    nowMilliseconds(service) >= Date.parse(pushModelsEndAt)
  ) {
    throw new Refusal(400, 'PushDatasetsRetired', {
      message: 'Creation of new push semantic models is no longer supported.',
    });
  }
  const model: Model = {
    id: newId(),
    workspaceId: workspace.id,
    name: request.name,
    kind: request.kind,
    retention: request.retention,
    createdBy: caller.oid,
    createdAt: nowText(service),
    refreshedAt: undefined,
    refreshes: [],
    tables: request.tables.map(emptyTable),
    relationships: request.relationships ?? [],
  };
  service.tenant.models.set(model.id, model);
  return model;
}

export function modelsOf(service: Service, workspaceId: string): Model[] {
  return [...service.tenant.models.values()].filter((one) => one.workspaceId === workspaceId);
}

/** Replaces the schema; values of columns that stay are kept. */
export function replaceTable(service: Service, table: ModelTable, request: TableRequest): void {
  checkTable(service, request);
  const kept = new Set(request.columns.map((column) => column.name));
  table.columns = request.columns;
  table.measures = request.measures ?? [];
  table.isHidden = request.isHidden ?? false;
  table.description = request.description ?? '';
  table.rows = table.rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => kept.has(name))),
  );
}

/** All rows or none. Throws where one is not of the table's schema, or a limit or rate is exceeded. */
export function pushRows(service: Service, model: Model, table: ModelTable, rows: readonly unknown[]): void {
  const { limits } = service;
  if (rows.length > limits.rowsPerPost) {
    throw new Refusal(413, 'RequestEntityTooLarge', {
      message: `At most ${limits.rowsPerPost} rows per POST rows request.`,
    });
  }
  const checked: Row[] = rows.map((row) => checkRow(row, table.columns, limits.charactersPerString));
  if (model.retention === 'None' && table.rows.length + rows.length > limits.rowsPerTable) {
    throw badRequest(`Table '${table.name}' would hold more than ${limits.rowsPerTable} rows.`);
  }
  const isFree = service.tenant.users.get(model.createdBy)?.licence === 'Free';
  service.pushes.admit({
    modelId: model.id,
    rows: rows.length,
    rowsInTable: table.rows.length,
    rowsPerHour: isFree ? limits.rowsPerHourFree : limits.rowsPerHour,
    now: nowMilliseconds(service),
    limits,
  });
  table.rows.push(...checked);
  if (model.retention === 'basicFIFO' && table.rows.length > limits.rowsPerTableFifo) {
    table.rows.splice(0, table.rows.length - limits.rowsPerTableFifo);
  }
  model.refreshedAt = nowText(service);
}

/** "Deleting a dataset also deletes all reports and dashboard tiles that contain data from that dataset." */
export function deleteModel(service: Service, model: Model): void {
  service.tenant.models.delete(model.id);
  if (service.rules.deletingModel === 'leaves-them-broken') return;
  for (const report of service.tenant.reports.values()) {
    if (report.modelId === model.id) deleteReport(service, report);
  }
  for (const tile of service.tenant.tiles.values()) {
    if (tile.content.kind === 'visual' && tile.content.modelId === model.id) {
      service.tenant.tiles.delete(tile.id);
    }
  }
}
