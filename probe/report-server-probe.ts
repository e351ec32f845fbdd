import { datasetsNeeded } from '../lib/rdl/data/needs/datasets-needed.ts';
import { whyNotPinnable } from '../lib/rdl/items/item-rule.ts';
import { readReport } from '../lib/rdl/model/read-report.ts';
import type { Report, ReportItem } from '../lib/rdl/model/report.ts';
import { readItemRows } from '../lib/report-server/drawing/item-rows.ts';
import { trimDefinition } from '../lib/report-server/drawing/trim-definition.ts';
import type { ServerTransport } from '../lib/report-server/http/server-transport.ts';
import { probeServer, type ServerProbe } from '../lib/report-server/manage/probe-server.ts';
import { restClient } from '../lib/report-server/rest/rest-client.ts';
import type { ServerDataSource, ServerItem } from '../lib/report-server/rest/schemas.ts';
import { findRplPicture } from '../lib/report-server/rpl/find-item.ts';
import { executionClient } from '../lib/report-server/soap/execution-client.ts';
import { urlAccess } from '../lib/report-server/url/url-access.ts';
import { type Finding, wordsOf } from './finding.ts';

export type ReportServerProbeOptions = {
  readonly transport: Pick<ServerTransport, 'send'>;
  readonly portalUrl: string;
  /** A report with a chart, gauge, map or image whose data needs nobody at hand; the first that is found otherwise. */
  readonly reportPath?: string | undefined;
  readonly itemName?: string | undefined;
  readonly report: (finding: Finding) => void;
};

const PICTURE =
  '<DeviceInfo><OutputFormat>PNG</OutputFormat><DpiX>96</DpiX><DpiY>96</DpiY><StartPage>1</StartPage></DeviceInfo>';
const DATA =
  '<DeviceInfo><OmitNamespace>true</OmitNamespace><UseFormattedValues>false</UseFormattedValues></DeviceInfo>';
const PAGE =
  '<DeviceInfo><StartPage>1</StartPage><EndPage>1</EndPage><MeasureItems>true</MeasureItems><SecondaryStreams>Server</SecondaryStreams><StreamNames>true</StreamNames><RPLVersion>10.6</RPLVersion><ImageConsolidation>false</ImageConsolidation></DeviceInfo>';
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_FOLDERS = 50;

/** Goes through what a pin does on a report server, changing nothing there: each assumption with its evidence. */
export async function probeReportServer(options: ReportServerProbeOptions): Promise<readonly Finding[]> {
  const { transport, portalUrl } = options;
  const findings: Finding[] = [];
  const note = (finding: Finding) => {
    findings.push(finding);
    options.report(finding);
  };
  /** Runs a step; undefined where it was refuted. */
  const step = async <T>(
    name: string,
    assumption: string,
    run: () => Promise<readonly [evidence: string, result: T]>,
  ): Promise<T | undefined> => {
    try {
      const [evidence, result] = await run();
      note({ step: name, assumption, verdict: 'proven', evidence });
      return result;
    } catch (error) {
      note({ step: name, assumption, verdict: 'refuted', evidence: wordsOf(error) });
      return undefined;
    }
  };
  const skip = (name: string, assumption: string, evidence: string) =>
    note({ step: name, assumption, verdict: 'skipped', evidence });

  const server = await step('R1', 'REST v2.0 says what the server is, and takes the account', async () => {
    const probe = await probeServer(transport, portalUrl);
    return [evidenceOf(probe), probe];
  });
  if (!server) return findings;
  for (const { right, state, role } of server.rights)
    note({
      step: 'R2',
      assumption: `the account may ${right.replaceAll('-', ' ')}`,
      verdict: state === 'granted' ? 'proven' : state === 'missing' ? 'refuted' : 'skipped',
      evidence: state === 'granted' ? 'tried' : `given by: ${role}`,
    });
  const rest = restClient(transport, portalUrl);
  const subject = await step('R3', 'a report has an item that can be pinned, found by its definition', () =>
    findSubject(rest, options),
  );
  if (!subject) return findings;
  const { item, report, definition, reportItem } = subject;
  const sources = await step('R4', 'data sources say how their credentials are kept', async () => {
    const list = await rest.dataSources(item.Id);
    return [JSON.stringify(list.map(plainSource)), list] as const;
  });
  const executions = executionClient(transport, {
    servicePath: server.servicePath,
    zone: server.timeZone ?? 'UTC',
  });
  await step('R5', 'the parameters of an execution come with valid values and defaults', async () => {
    const { prompts, snapshotAt } = await executions.loadReport(item.Path);
    return [`${prompts.length} parameters; snapshot ${snapshotAt?.toString() ?? 'none'}`, undefined];
  });

  const trimmed = trim(definition, { report, reportItem, item, sources });
  if (!trimmed.ok) skip('R6', 'an item is drawn from a definition of its own', trimmed.reason);
  else {
    const execution = await step(
      'R6',
      'an item is drawn from a definition of its own (LoadReportDefinition2)',
      async () => {
        const loaded = await executions.loadDefinition(trimmed.definition);
        const { bytes } = await executions.render(loaded.id, 'IMAGE', PICTURE);
        return [`${pngSize(bytes)} pixels; the item has ${pixelsOf(reportItem)}`, loaded.id];
      },
    );
    if (execution !== undefined)
      await step('R7', 'the same execution gives the item’s rows (XML)', async () => {
        const { bytes } = await executions.render(execution, 'XML', DATA);
        return [rowsEvidence(bytes, reportItem.name), undefined];
      });
  }
  await step('R8', 'the page (RPL 10.6) names its items, and their pictures are streams', async () => {
    const { id } = await executions.loadReport(item.Path);
    const { bytes } = await executions.render(id, 'RPL', PAGE);
    const found = findRplPicture(bytes, reportItem.name);
    if (!found) throw new Error(`${bytes.length} bytes of RPL do not hold "${reportItem.name}"`);
    const picture =
      found.kind === 'bytes' ? found.bytes : await executions.renderStream(id, 'RPL', found.streamName, PAGE);
    return [
      `${found.kind === 'stream' ? found.streamName : 'inline'}: ${pngSize(picture)} pixels`,
      undefined,
    ];
  });
  await step('R10', 'URL access gives the page (RPL) with the pictures in it', async () => {
    const bytes = await urlAccess(transport, server.servicePath).render(item.Path, {
      format: 'RPL',
      deviceInfo: { RPLVersion: '10.6', SecondaryStreams: 'Embedded', StreamNames: 'false' },
      parameters: [],
    });
    const found = findRplPicture(bytes, reportItem.name);
    if (found?.kind !== 'bytes') throw new Error(`${bytes.length} bytes of RPL hold no such picture`);
    return [`${pngSize(found.bytes)} pixels`, undefined];
  });
  await step('R9', 'URL access gives one item as CSV (rc:ItemPath)', async () => {
    const path = `${server.servicePath}?${encodeURIComponent(item.Path)}&rs:Command=Render&rs:Format=CSV&rc:ItemPath=${encodeURIComponent(reportItem.name)}`;
    const { status, bytes } = await transport.send({
      method: 'GET',
      path,
      maxBytes: MOST_BYTES,
      timeoutMs: 120_000,
    });
    if (status !== 200) throw new Error(`answered ${status}`);
    return [`${bytes.toString('utf8').split('\n').length} lines`, undefined];
  });
  return findings;
}

type Subject = {
  readonly item: ServerItem;
  readonly definition: string;
  readonly report: Report;
  readonly reportItem: ReportItem;
};

async function findSubject(
  rest: ReturnType<typeof restClient>,
  { reportPath, itemName }: ReportServerProbeOptions,
): Promise<readonly [string, Subject]> {
  const candidates = reportPath === undefined ? reportsOf(rest) : [await rest.reportByPath(reportPath)];
  for await (const item of candidates) {
    const definition = Buffer.from(await rest.definition(item.Id, MOST_BYTES))
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    const report = readReport(definition);
    const reportItem = report.items.find((one) =>
      itemName === undefined ? isPicture(one) && whyNotPinnable(one) === undefined : one.name === itemName,
    );
    if (reportItem)
      return [
        `${item.Path}, ${reportItem.kind} "${reportItem.name}"`,
        { item, definition, report, reportItem },
      ];
  }
  throw new Error('no report with such an item was found');
}

async function* reportsOf(rest: ReturnType<typeof restClient>): AsyncGenerator<ServerItem> {
  const folders = ['/'];
  for (let looked = 0; looked < MOST_FOLDERS && looked < folders.length; looked += 1) {
    const items = await rest.folderItems(folders[looked] ?? '/');
    yield* items.filter(({ Type }) => Type === 'Report');
    folders.push(...items.filter(({ Type }) => Type === 'Folder').map(({ Path }) => Path));
  }
}

function isPicture({ kind }: ReportItem): boolean {
  return kind === 'chart' || kind === 'gauge' || kind === 'map' || kind === 'image';
}

function trim(
  definition: string,
  {
    report,
    reportItem,
    item,
    sources,
  }: Pick<Subject, 'report' | 'reportItem' | 'item'> & {
    readonly sources: readonly ServerDataSource[] | undefined;
  },
) {
  return trimDefinition({
    definition,
    itemName: reportItem.name,
    dataSets: datasetsNeeded(report, reportItem).dataSets,
    folder: item.Path.slice(0, item.Path.lastIndexOf('/')) || '/',
    dataSourcePaths: new Map(
      (sources ?? []).flatMap(({ Name, Path, IsReference }) => (IsReference && Path ? [[Name, Path]] : [])),
    ),
  });
}

function evidenceOf({ productName, productVersion, account, serverZone, timeZone }: ServerProbe): string {
  return `${productName} ${productVersion}, as ${account}, zone "${serverZone ?? ''}" (${timeZone ?? 'unknown to us'})`;
}

/** What a person may show to others: neither connection strings nor user names. */
function plainSource(source: ServerDataSource): unknown {
  const { Name, IsReference, DataSourceType, CredentialRetrieval } = source;
  const kept = source.CredentialsInServer ? 'stored' : source.CredentialsByUser ? 'asked for' : 'not said';
  return { Name, IsReference, DataSourceType, CredentialRetrieval, kept };
}

function pngSize(bytes: Buffer): string {
  if (bytes.subarray(1, 4).toString('latin1') !== 'PNG')
    throw new Error(`${bytes.length} bytes that are no PNG`);
  return `${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)}`;
}

function pixelsOf({ box }: ReportItem): string {
  return `${Math.round((box.width * 96) / 72)} × ${Math.round((box.height * 96) / 72)}`;
}

function rowsEvidence(xml: Buffer, itemName: string): string {
  const rows = readItemRows(xml.toString('utf8').replace(/^\uFEFF/, ''), itemName);
  if (!rows) throw new Error(`no element "${itemName}"`);
  return `${rows.rows.length} rows of ${rows.columns.join(', ')}`;
}
