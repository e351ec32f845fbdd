import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../../errors.ts';
import type { ReportParameters } from '../../subscriptions/subscription.ts';
import { findRplPicture } from '../rpl/find-item.ts';
import type { RplPicture } from '../rpl/item-properties.ts';
import { WebServiceClosed } from '../soap/envelope.ts';
import type {
  DataSourceCredentials,
  Execution,
  ExecutionClient,
  ParameterValue,
} from '../soap/execution-client.ts';
import { SoapFault } from '../soap/soap-fault.ts';
import type { UrlAccess } from '../url/url-access.ts';
import { type ItemRows, readItemRows } from './item-rows.ts';
import { type TrimRequest, trimDefinition } from './trim-definition.ts';

export type ServerDrawing = {
  readonly picture: Buffer;
  /** The report was shown as it was then; undefined: its data was queried for this picture. */
  readonly dataAt: Temporal.Instant | undefined;
  /**
   * `definition`: from one that holds the item alone. `page`: taken out of the whole report. `url`: the same, by URL
   * access, where the web service is closed.
   */
  readonly way: 'definition' | 'page' | 'url';
  /** Why not by a definition of its own. */
  readonly because: string | undefined;
  readonly warnings: readonly string[];
};

export type ServerItem = {
  /** Path of the report on the server. */
  readonly path: string;
  readonly itemName: string;
  readonly parameters: ReportParameters;
  /** For data sources that ask for them. */
  readonly credentials: readonly DataSourceCredentials[];
  /** What a definition of its own is made of; or why none can be. */
  readonly alone: Omit<TrimRequest, 'itemName'> | { readonly reason: string };
};

/** What a drawing asks of a server, as one account. */
export type DrawingClients = { readonly executions: ExecutionClient; readonly urls: UrlAccess };

const POINTS_OF_A_SCREEN = 96;
/** An item further behind is not looked for: each page is a rendering of its own. */
const MOST_PAGES = 10;
/** An execution that expired in the middle is loaded anew. */
const EXECUTIONS = 3;

/**
 * Draws one item on its server: from a trimmed definition where that is possible and allowed, otherwise out of the page
 * of the whole report (RPL).
 * @param scale pixels a point of the screen (96 dpi)
 * @throws DomainError ITEM_NOT_FOUND (S7) and what the server refuses
 */
export async function drawOnServer(
  { executions, urls }: DrawingClients,
  item: ServerItem,
  { scale }: { readonly scale: number },
): Promise<ServerDrawing> {
  try {
    return await drawByExecution(executions, item, scale);
  } catch (error) {
    if (!(error instanceof WebServiceClosed)) throw error;
    return drawByUrl(urls, item, `the web service is closed (${error.status})`);
  }
}

async function drawByExecution(
  executions: ExecutionClient,
  item: ServerItem,
  scale: number,
): Promise<ServerDrawing> {
  const alone = (await whySnapshot(executions, item)) ?? (await drawAlone(executions, item, scale));
  if ('picture' in alone) return alone;
  return drawFromPage(executions, item, alone.reason);
}

/** The item's rows by the XML renderer; undefined where it has none (images). */
export async function rowsOnServer(
  { executions, urls }: DrawingClients,
  item: ServerItem,
  elementName: string,
): Promise<ItemRows | undefined> {
  const info = { OmitNamespace: 'true', OmitSchema: 'true', UseFormattedValues: 'false' };
  const read = (xml: Buffer) => readItemRows(xml.toString('utf8').replace(/^\uFEFF/, ''), elementName);
  try {
    return await withExecution(
      () => loadWhole(executions, item),
      async ({ id }) => read((await executions.render(id, 'XML', deviceInfo(info))).bytes),
    );
  } catch (error) {
    if (!(error instanceof WebServiceClosed)) throw error;
    const parameters = parameterValues(item.parameters);
    return read(await urls.render(item.path, { format: 'XML', deviceInfo: info, parameters }));
  }
}

/** Its author lets it be queried at night, say: a definition outside the catalog would query it at once. */
async function whySnapshot(
  executions: ExecutionClient,
  { path, alone }: ServerItem,
): Promise<{ readonly reason: string } | undefined> {
  if ('reason' in alone) return undefined;
  const { snapshotAt } = await executions.loadReport(path);
  return snapshotAt && { reason: 'the report is shown from a snapshot' };
}

async function drawAlone(
  executions: ExecutionClient,
  item: ServerItem,
  scale: number,
): Promise<ServerDrawing | { readonly reason: string }> {
  if ('reason' in item.alone) return item.alone;
  const trimmed = trimDefinition({ ...item.alone, itemName: item.itemName });
  if (!trimmed.ok) return trimmed;
  try {
    return await withExecution(
      async () => prepared(executions, await executions.loadDefinition(trimmed.definition), item),
      async ({ id, snapshotAt }) => {
        const { bytes, warnings } = await executions.render(id, 'IMAGE', imageInfo(scale));
        return { picture: bytes, dataAt: snapshotAt, way: 'definition', because: undefined, warnings };
      },
    );
  } catch (error) {
    const reason = error instanceof SoapFault ? whyWhole(error) : undefined;
    if (reason === undefined) throw error;
    return { reason };
  }
}

/** Refusals that say more of a definition outside the catalog than of the report: the whole one is asked then. */
function whyWhole({ code, message, serverCodes }: SoapFault): string | undefined {
  switch (code) {
    case 'REPORT_SERVER_FORBIDDEN':
      return `the account may not execute report definitions (${serverCodes[0] ?? code})`;
    case 'REPORT_SERVER_ANSWER_INVALID':
    case 'NOT_FOUND':
    case 'CREDENTIALS_NOT_STORED':
      return `the server refuses a definition of the item alone: ${message}`;
    default:
      return undefined;
  }
}

async function drawFromPage(
  executions: ExecutionClient,
  item: ServerItem,
  because: string,
): Promise<ServerDrawing> {
  return withExecution(
    () => loadWhole(executions, item),
    async ({ id, snapshotAt }) => {
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const info = pageInfo(page);
        const rendered = await pageOf(executions, id, { page, info });
        if (rendered === undefined) break;
        const found = findRplPicture(rendered.bytes, item.itemName);
        if (!found) continue;
        const picture = await pictureOf(executions, id, { found, info });
        return { picture, dataAt: snapshotAt, way: 'page', because, warnings: rendered.warnings };
      }
      throw notFound(item);
    },
  );
}

/** Without an execution there is nothing to ask for streams: pictures come in the page itself. */
async function drawByUrl(urls: UrlAccess, item: ServerItem, because: string): Promise<ServerDrawing> {
  const parameters = parameterValues(item.parameters);
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const info = { ...pageSettings(page), SecondaryStreams: 'Embedded', StreamNames: 'false' };
    const bytes = await urls.render(item.path, { format: 'RPL', deviceInfo: info, parameters });
    if (bytes.length === 0) break;
    const found = findRplPicture(bytes, item.itemName);
    if (found?.kind !== 'bytes') continue;
    const warnings = ['How old its data is, is not known: the report may be shown from a snapshot.'];
    return { picture: found.bytes, dataAt: undefined, way: 'url', because, warnings };
  }
  throw notFound(item);
}

function notFound({ itemName }: Pick<ServerItem, 'itemName'>): DomainError {
  return new DomainError('ITEM_NOT_FOUND', { detail: `Report item '${itemName}' cannot be found.` });
}

/** Undefined behind the last page, which the server refuses or leaves empty. */
async function pageOf(
  executions: ExecutionClient,
  id: string,
  { page, info }: { readonly page: number; readonly info: string },
) {
  try {
    const rendered = await executions.render(id, 'RPL', info);
    return page > 1 && rendered.bytes.length === 0 ? undefined : rendered;
  } catch (error) {
    if (page > 1 && error instanceof SoapFault && error.code === 'REPORT_SERVER_ANSWER_INVALID')
      return undefined;
    throw error;
  }
}

async function pictureOf(
  executions: ExecutionClient,
  id: string,
  { found, info }: { readonly found: RplPicture; readonly info: string },
): Promise<Buffer> {
  return found.kind === 'bytes' ? found.bytes : executions.renderStream(id, 'RPL', found.streamName, info);
}

async function loadWhole(executions: ExecutionClient, item: ServerItem): Promise<Execution> {
  return prepared(executions, await executions.loadReport(item.path), item);
}

/** Credentials first: valid values of parameters may come from the data source that asks for them. */
async function prepared(
  executions: ExecutionClient,
  loaded: Execution,
  { parameters, credentials }: Pick<ServerItem, 'parameters' | 'credentials'>,
): Promise<Execution> {
  const asked = credentials.filter(({ dataSource }) => loaded.dataSourcePrompts.includes(dataSource));
  if (asked.length > 0) await executions.setCredentials(loaded.id, asked);
  const values = parameterValues(parameters);
  return values.length === 0 ? loaded : executions.setParameters(loaded.id, values);
}

export function parameterValues(parameters: ReportParameters): readonly ParameterValue[] {
  return Object.entries(parameters).flatMap(([name, given]) =>
    (Array.isArray(given) ? given : [given]).map((value: string | null) => ({ name, value })),
  );
}

async function withExecution<T>(
  load: () => Promise<Execution>,
  work: (execution: Execution) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work(await load());
    } catch (error) {
      const expired = error instanceof SoapFault && error.serverCodes.includes('rsExecutionNotFound');
      if (!expired || tried === EXECUTIONS) throw error;
    }
  }
}

function imageInfo(scale: number): string {
  const dpi = String(Math.round(POINTS_OF_A_SCREEN * scale));
  const margins = { MarginTop: '0in', MarginLeft: '0in', MarginRight: '0in', MarginBottom: '0in' };
  return deviceInfo({ OutputFormat: 'PNG', DpiX: dpi, DpiY: dpi, StartPage: '1', ...margins });
}

/** What the report viewer asks for: pictures put aside, each by itself. They come at 96 dpi: it can ask for no other. */
function pageInfo(page: number): string {
  return deviceInfo(pageSettings(page));
}

function pageSettings(page: number): Readonly<Record<string, string>> {
  return {
    StartPage: String(page),
    EndPage: String(page),
    MeasureItems: 'true',
    SecondaryStreams: 'Server',
    StreamNames: 'true',
    RPLVersion: '10.6',
    ImageConsolidation: 'false',
  };
}

function deviceInfo(settings: Readonly<Record<string, string>>): string {
  const parts = Object.entries(settings).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<DeviceInfo>${parts.join('')}</DeviceInfo>`;
}
