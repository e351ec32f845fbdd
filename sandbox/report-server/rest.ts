import { createHash } from 'node:crypto';
import type { Call, Operation, Reply } from '../shared/http.ts';
import { odataRefusal } from './replies.ts';
import { reportDataSources, showSharedSource } from './report-data-sources.ts';
import { reportParameters } from './report-parameters.ts';
import { may, nameOf, parentOf, policiesOf, type Task, visible } from './rights.ts';
import type { ServerContext } from './server-context.ts';
import type { Item, Person, ServerSubscriptionSeed } from './state.ts';

const API = '/Reports/api/v2\\.0';
const KEY = "(?<key>(?:[0-9a-fA-F-]{36})|path='(?:[^']|'')*')";

type RestOperation = Operation & { run(call: Call): Reply | Promise<Reply> };

/** The part of REST v2.0 that our clients use, and what guards it. */
export function restOperations(context: ServerContext): readonly RestOperation[] {
  const { state } = context;
  const get = (name: string, path: string, run: (call: Call, person: Person) => unknown): RestOperation => ({
    name: `rest.${name}`,
    method: 'GET',
    path: new RegExp(`^${API}${path}$`),
    run: async (call) => ({ status: 200, body: await run(call, context.personOf(call)) }),
  });
  const item = <T extends Item['type']>(call: Call, person: Person, type: T, task: Task = 'view') =>
    found(context, person, call.params.key ?? '', { type, task }) as Extract<Item, { type: T }>;
  const reports = { type: 'Report' as const };
  const content = (
    name: string,
    group: string,
    read: (call: Call, person: Person) => Buffer,
  ): RestOperation => ({
    name: `rest.${name}`,
    method: 'GET',
    path: new RegExp(`^${API}/${group}\\(${KEY}\\)/Content/\\$value$`),
    run: (call) => ({
      status: 200,
      headers: { 'content-type': 'application/octet-stream' },
      body: read(call, context.personOf(call)),
    }),
  });

  return [
    get('System', '/System', () => ({
      '@odata.context': 'http://reports.contoso.example/Reports/api/v2.0/$metadata#System',
      ReportServerAbsoluteUrl: `${context.url}/ReportServer`,
      ReportServerRelativeUrl: '/ReportServer',
      WebPortalRelativeUrl: '/Reports',
      ProductName: state.productName,
      ProductVersion: state.productVersion,
      ProductType: state.productType,
      TimeZone: state.timeZone,
    })),
    get('Me', '/Me', (_, { account, displayName }) => ({
      Id: idOf(account),
      Username: account,
      DisplayName: displayName,
      HasFavoriteItems: false,
      MyReportsPath: '/Users Folders',
    })),
    get('SystemAllowedActions', '/System/AllowedActions', (_, { systemRoles }) =>
      list(
        systemRoles.length > 0
          ? [{ Action: 'ExecuteReportDefinition' }, { Action: 'ReadSystemProperties' }]
          : [],
      ),
    ),
    get('FolderItems', `/Folders\\(${KEY}\\)/CatalogItems`, (call, person) => {
      const folder = item(call, person, 'Folder');
      const children = visible(state, person).filter(
        ({ path }) => path !== '/' && parentOf(path) === folder.path,
      );
      return list(page(call, children).map(showItem));
    }),
    {
      name: 'rest.SearchItems',
      method: 'POST',
      path: new RegExp(
        `^${API}/Folders\\(${KEY}\\)/Model\\.SearchItems\\(searchText='(?<text>(?:[^']|'')*)'\\)$`,
      ),
      run: (call) => {
        context.requireToken(call);
        const person = context.personOf(call);
        item(call, person, 'Folder');
        const text = (call.params.text ?? '').replaceAll("''", "'").toLowerCase();
        const hits = visible(state, person).filter(({ path }) => nameOf(path).toLowerCase().includes(text));
        return { status: 200, body: list(hits.map(showItem)) };
      },
    },
    get('Report', `/Reports\\(${KEY}\\)`, (call, person) => ({
      '@odata.context': 'http://reports.contoso.example/Reports/api/v2.0/$metadata#Reports/$entity',
      ...showItem(item(call, person, 'Report')),
      HasDataSources: true,
      HasSharedDataSets: false,
      HasParameters: true,
    })),
    content('ReportContent', 'Reports', (call, person) =>
      Buffer.from(item(call, person, 'Report', 'read-definition').definition),
    ),
    content('DataSetContent', 'DataSets', (call, person) =>
      Buffer.from(item(call, person, 'DataSet', 'read-definition').definition),
    ),
    content('ResourceContent', 'Resources', (call, person) => item(call, person, 'Resource').content),
    get('LinkedReport', `/LinkedReports\\(${KEY}\\)`, (call, person) => {
      const linked = item(call, person, 'LinkedReport');
      return { ...showItem(linked), HasParameters: true, Link: linked.link };
    }),
    get('DataSource', `/DataSources\\(${KEY}\\)`, (call, person) => {
      const source = item(call, person, 'DataSource', 'data-sources');
      return { ...showItem(source), ...showSharedSource(source) };
    }),
    get('DataSetDataSources', `/DataSets\\(${KEY}\\)/DataSources`, (call, person) => {
      const { dataSource } = item(call, person, 'DataSet', 'data-sources');
      const source = state.items.find(({ path }) => path === dataSource);
      return list(
        source?.type === 'DataSource'
          ? [
              {
                ...showItem(source),
                ...showSharedSource(source),
                Name: 'DataSetDataSource',
                IsReference: true,
              },
            ]
          : [],
      );
    }),
    get('ReportDataSources', `/Reports\\(${KEY}\\)/DataSources`, (call, person) =>
      list(reportDataSources(state, item(call, person, 'Report', 'data-sources'))),
    ),
    get('ReportParameters', `/Reports\\(${KEY}\\)/ParameterDefinitions`, async (call, person) =>
      list(await reportParameters(context, item(call, person, 'Report'))),
    ),
    get('ReportPolicies', `/(?<group>Reports|LinkedReports)\\(${KEY}\\)/Policies`, (call, person) => {
      const type = call.params.group === 'Reports' ? reports.type : ('LinkedReport' as const);
      const { path } = found(context, person, call.params.key ?? '', { type, task: 'security' });
      const { inherited, policies } = policiesOf(state, path);
      return [
        {
          InheritParentPolicy: inherited,
          Policies: Object.entries(policies).map(([name, roles]) => ({
            GroupUserName: name,
            Roles: roles.map((role) => ({ Name: role, Description: role })),
          })),
        },
      ];
    }),
    get('Subscriptions', '/Subscriptions', (call, person) =>
      list(page(call, subscriptionsFor(context, person)).map(showSubscription)),
    ),
  ];
}

function subscriptionsFor({ state }: ServerContext, person: Person): readonly ServerSubscriptionSeed[] {
  return state.subscriptions.filter(
    ({ owner, report }) =>
      owner.toLowerCase() === person.account.toLowerCase() || may(state, person, 'all-subscriptions', report),
  );
}

function list(value: readonly unknown[]) {
  return { '@odata.context': 'http://reports.contoso.example/Reports/api/v2.0/$metadata', value };
}

function page<T>({ url }: Call, rows: readonly T[]): readonly T[] {
  const number = (name: string, fallback: number) => Number(url.searchParams.get(name) ?? fallback);
  const skip = number('$skip', 0);
  return rows.slice(skip, skip + number('$top', rows.length));
}

/** The item of a key, if it is of the kind and may be reached: what may not be seen is not there. */
export function found(
  { state }: ServerContext,
  person: Person,
  key: string,
  { type, task }: { readonly type: Item['type']; readonly task: Task },
): Item {
  const path = key.startsWith('path=') ? key.slice(6, -1).replaceAll("''", "'") : undefined;
  const item = state.items.find((one) =>
    path === undefined ? one.id === key.toLowerCase() : one.path.toLowerCase() === path.toLowerCase(),
  );
  if (!item || item.type !== type || !may(state, person, 'view', item.path))
    throw odataRefusal(404, '1003', `The item '${path ?? key}' cannot be found.`);
  if (!may(state, person, task, item.path))
    throw odataRefusal(
      403,
      '1004',
      `The permissions granted to user '${person.account}' are insufficient for performing this operation. (rsAccessDenied)`,
    );
  return item;
}

function showItem(item: Item) {
  return {
    Id: item.id,
    Name: nameOf(item.path),
    Description: '',
    Path: item.path,
    Type: item.type,
    Hidden: item.hidden ?? false,
    Size: item.type === 'Report' ? Buffer.byteLength(item.definition) : 0,
    ModifiedBy: 'CONTOSO\\ada',
    ModifiedDate: item.modifiedAt,
    CreatedBy: 'CONTOSO\\ada',
    CreatedDate: item.modifiedAt,
    IsFavorite: false,
  };
}

function showSubscription(subscription: ServerSubscriptionSeed) {
  const { id, owner, report, extension, settings, parameters, schedule, active, status } = subscription;
  const values = (given: Readonly<Record<string, string>>) =>
    Object.entries(given).map(([Name, Value]) => ({ Name, Value, IsValueFieldReference: false }));
  return {
    Id: id,
    Owner: owner,
    IsDataDriven: false,
    Description: subscription.description,
    Report: report,
    IsActive: active,
    EventType: 'TimedSubscription',
    Schedule:
      typeof schedule === 'string'
        ? { ScheduleID: schedule, Definition: null }
        : { ScheduleID: null, Definition: schedule },
    ScheduleDescription: '',
    LastRunTime: '2026-11-20T06:00:00Z',
    LastStatus: status,
    DataQuery: null,
    ExtensionSettings: { Extension: extension, ParameterValues: values(settings) },
    DeliveryExtension: extension,
    LocalizedDeliveryExtensionName: extension,
    ModifiedBy: owner,
    ModifiedDate: '2026-01-15T10:00:00Z',
    ParameterValues: values(parameters),
  };
}

export function idOf(name: string): string {
  const hex = createHash('sha256').update(name.toLowerCase()).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
