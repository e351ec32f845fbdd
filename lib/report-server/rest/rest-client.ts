import { z } from 'zod';
import { DomainError } from '../../errors.ts';
import type { ServerAnswer, ServerTransport } from '../http/server-transport.ts';
import { refusalOf } from './rest-refusal.ts';
import {
  allowedActionSchema,
  catalogItemSchema,
  dataSourceSchema,
  itemPolicySchema,
  linkedReportSchema,
  meSchema,
  parameterSchema,
  type ServerDataSource,
  type ServerItem,
  type ServerLinkedReport,
  type ServerParameter,
  type ServerPolicy,
  type ServerSubscription,
  type ServerSystem,
  type ServerUser,
  subscriptionSchema,
  systemSchema,
} from './schemas.ts';

const TIMEOUT_MS = 30_000;
const MOST_JSON_BYTES = 8 * 1024 * 1024;
const PAGE_SIZE = 100;
/** Subscriptions and shared schedules are read whole; beyond this somebody else's server would fill our memory. */
const MOST_ROWS = 20_000;

export type RestClient = ReturnType<typeof restClient>;

/**
 * The part of REST v2.0 (SSRS 2017 and later, Power BI Report Server) that reads.
 * @param portalUrl `https://server/Reports`
 */
export function restClient(transport: Pick<ServerTransport, 'send'>, portalUrl: string) {
  const base = `${new URL(portalUrl).pathname.replace(/\/+$/, '')}/api/v2.0`;

  async function read<T>(schema: z.ZodType<T>, path: string): Promise<T> {
    return parsed(schema, await get(path));
  }
  async function get(path: string, maxBytes = MOST_JSON_BYTES): Promise<ServerAnswer> {
    return accepted(
      await transport.send({
        method: 'GET',
        path: `${base}${path}`,
        headers: { accept: 'application/json' },
        maxBytes,
        timeoutMs: TIMEOUT_MS,
      }),
    );
  }
  async function rows<T>(schema: z.ZodType<T>, path: string): Promise<readonly T[]> {
    return itemsOf(await read(listOf(schema), path));
  }
  async function content(item: string, maxBytes: number): Promise<Uint8Array> {
    const { bytes } = await get(`${item}/Content/$value`, maxBytes);
    return new Uint8Array(bytes);
  }
  async function allRows<T>(schema: z.ZodType<T>, path: string): Promise<readonly T[]> {
    const all: T[] = [];
    for (;;) {
      const page = await rows(schema, `${path}?$top=${PAGE_SIZE}&$skip=${all.length}`);
      all.push(...page);
      if (page.length < PAGE_SIZE || all.length >= MOST_ROWS) return all;
    }
  }

  return {
    /** Product, version, time zone and where the web service is. */
    system: (): Promise<ServerSystem> => read(systemSchema, '/System'),
    /** The account itself. */
    me: (): Promise<ServerUser> => read(meSchema, '/Me'),
    systemActions: async (): Promise<readonly string[]> =>
      actions(await rows(allowedActionSchema, '/System/AllowedActions')),
    folderActions: async (path: string): Promise<readonly string[]> =>
      actions(await rows(allowedActionSchema, `/Folders(${pathKey(path)})/AllowedActions`)),
    reportActions: async (id: string): Promise<readonly string[]> =>
      actions(await rows(allowedActionSchema, `/Reports(${id})/AllowedActions`)),
    /** What a folder holds: the contract has no paging here. */
    folderItems: (path: string): Promise<readonly ServerItem[]> =>
      rows(catalogItemSchema, `/Folders(${pathKey(path)})/CatalogItems`),
    /** Items below the root whose name holds the text. */
    async search(searchText: string): Promise<readonly ServerItem[]> {
      // A build that guards against forged requests sets its cookie with the first answer.
      await get('/Me');
      const answer = await transport.send({
        method: 'POST',
        path: `${base}/Folders(${pathKey('/')})/Model.SearchItems(searchText=${odataText(searchText)})`,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: '',
        maxBytes: MOST_JSON_BYTES,
        timeoutMs: TIMEOUT_MS,
      });
      return itemsOf(parsed(listOf(catalogItemSchema), accepted(answer)));
    },
    report: (id: string): Promise<ServerItem> => read(catalogItemSchema, `/Reports(${id})`),
    reportByPath: (path: string): Promise<ServerItem> =>
      read(catalogItemSchema, `/Reports(${pathKey(path)})`),
    linkedReport: (id: string): Promise<ServerLinkedReport> =>
      read(linkedReportSchema, `/LinkedReports(${id})`),
    linkedReportByPath: (path: string): Promise<ServerLinkedReport> =>
      read(linkedReportSchema, `/LinkedReports(${pathKey(path)})`),
    /** The definition, as it was uploaded. */
    definition: (id: string, maxBytes: number): Promise<Uint8Array> => content(`/Reports(${id})`, maxBytes),
    /** A shared dataset, or a document such as an image, as it was uploaded. */
    dataSetDefinition: (id: string, maxBytes: number): Promise<Uint8Array> =>
      content(`/DataSets(${id})`, maxBytes),
    resource: (id: string, maxBytes: number): Promise<Uint8Array> => content(`/Resources(${id})`, maxBytes),
    /** A shared data source; never its password. */
    dataSource: (id: string): Promise<ServerDataSource> => read(dataSourceSchema, `/DataSources(${id})`),
    dataSourcesOfDataSet: (id: string): Promise<readonly ServerDataSource[]> =>
      rows(dataSourceSchema, `/DataSets(${id})/DataSources`),
    dataSources: (id: string): Promise<readonly ServerDataSource[]> =>
      rows(dataSourceSchema, `/Reports(${id})/DataSources`),
    parameters: (id: string): Promise<readonly ServerParameter[]> =>
      rows(parameterSchema, `/Reports(${id})/ParameterDefinitions`),
    /** Who may do what with a report; the answer is one object or a list of one, by the build. */
    async policies(
      id: string,
      kind: 'Reports' | 'LinkedReports' = 'Reports',
    ): Promise<readonly ServerPolicy[]> {
      const schema = z.union([itemPolicySchema, z.array(itemPolicySchema), listOf(itemPolicySchema)]);
      const answer = await read(schema, `/${kind}(${id})/Policies`);
      const list = 'Policies' in answer ? [answer] : itemsOf(answer);
      return list.flatMap(({ Policies }) => Policies);
    },
    /** Every subscription that the account may see. */
    subscriptions: (): Promise<readonly ServerSubscription[]> =>
      allRows(subscriptionSchema, '/Subscriptions'),
    /** Whether the server answers the API of 2016 where it does not know ours. */
    async answersVersion1(): Promise<boolean> {
      const { status } = await transport.send({
        method: 'GET',
        path: `${base.replace(/v2\.0$/, 'v1.0')}/SystemResources`,
        maxBytes: MOST_JSON_BYTES,
        timeoutMs: TIMEOUT_MS,
      });
      return status === 200;
    },
  };
}

/** A list as OData wraps it, or bare, as the contract declares some. */
function listOf<T>(schema: z.ZodType<T>) {
  return z.union([z.object({ value: z.array(schema) }), z.array(schema)]);
}

function itemsOf<T>(list: { readonly value: readonly T[] } | readonly T[]): readonly T[] {
  return 'value' in list ? list.value : list;
}

function actions(list: readonly { readonly Action: string }[]): readonly string[] {
  return list.map(({ Action }) => Action);
}

/** `path='/Sales/It''s'`, percent-encoded: a quote is doubled, and nothing of a name ends the key. */
function pathKey(path: string): string {
  return `path=${odataText(path)}`;
}

function odataText(text: string): string {
  return `'${encodeURIComponent(text.replaceAll("'", "''")).replace(/[()]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)}'`;
}

function accepted(answer: ServerAnswer): ServerAnswer {
  if (answer.status === 200) return answer;
  throw refusalOf(answer);
}

function parsed<T>(schema: z.ZodType<T>, { bytes }: ServerAnswer): T {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
      detail: 'The report server answered something that is no JSON. Is the address that of its web portal?',
      cause,
    });
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
    detail: `The report server answered another form than REST v2.0 has: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
    cause: result.error,
  });
}
