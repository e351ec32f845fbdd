import { createHash } from 'node:crypto';
import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import type { Log } from '../log.ts';
import { datasetsNeeded } from '../rdl/data/needs/datasets-needed.ts';
import type { Report } from '../rdl/model/report.ts';
import type { ElsewhereReport } from '../reports/elsewhere-engine.ts';
import { asPng } from '../reports/picture-as-png.ts';
import type { LoadReportEngine } from '../reports/report-engine.ts';
import type { DrawnElsewhere, OpenedReport, ReportSource } from '../reports/report-source.ts';
import type { ReportParameters } from '../subscriptions/subscription.ts';
import type { ReportServers, ServerLinks } from './access/report-servers.ts';
import type { ServerAccess } from './access/server-clients.ts';
import type { ServerPasswords } from './access/server-passwords.ts';
import { requireNamed, type Viewer, viewerOf } from './access/viewer.ts';
import { asksAPerson, isStored, pathsOf, takesCredentials } from './definition/data-sources.ts';
import {
  type ServerItem as DrawnServerItem,
  drawOnServer,
  parameterValues,
  rowsOnServer,
} from './drawing/draw-item.ts';
import { type FoundReport, findReportById } from './find-report.ts';
import { sourceKey } from './manage/prompted-credentials.ts';
import type { ServerDataSource, ServerItem } from './rest/schemas.ts';
import { parseServerReportId, type ReportServer } from './server.ts';
import type { DataSourceCredentials } from './soap/execution-client.ts';

export type ServerReportDependencies = {
  readonly servers: Pick<ReportServers, 'get'>;
  readonly links: Pick<ServerLinks, 'get'>;
  readonly access: ServerAccess;
  readonly passwords: Pick<ServerPasswords, 'readSources'>;
  readonly engine: LoadReportEngine;
  readonly log: Log;
  readonly maxDefinitionBytes: number;
};

const KEPT = 50;

type Definition = { readonly text: string; readonly report: Report };

/**
 * Reports of report servers. A person sees what their account there sees, asked anew at each opening; the definition, by
 * which pinnable items are found, is read by the server's own account, for readers of a report may not read it. Pictures
 * are the server's.
 */
export function serverReportSource(dependencies: ServerReportDependencies): ReportSource {
  const { servers, links, access, passwords, engine, maxDefinitionBytes } = dependencies;
  const definitions = new Map<string, Definition>();

  async function definitionOf(server: ReportServer, { Id, ModifiedDate }: ServerItem): Promise<Definition> {
    const key = `${server.id} ${Id} ${ModifiedDate}`;
    const kept = definitions.get(key);
    if (kept) return kept;
    const bytes = await access
      .speak(server, { kind: 'service' }, ({ rest }) => rest.definition(Id, maxDefinitionBytes))
      .catch((error: unknown) => {
        throw mayNotRead(error, server);
      });
    const read: Definition = {
      text: Buffer.from(bytes).toString('utf8'),
      report: (await engine()).read(bytes),
    };
    if (definitions.size >= KEPT) definitions.clear();
    definitions.set(key, read);
    return read;
  }

  /** The report as the person may see it. @throws DomainError NOT_FOUND, REPORT_SERVER_FORBIDDEN */
  async function reportFor(server: ReportServer, id: string, viewer: Viewer): Promise<FoundReport> {
    return access.speak(server, viewer.speaker, async ({ rest }) => {
      const found = await findReportById(rest, id);
      await requireNamed(rest, { id, kind: found.kind }, viewer);
      return found;
    });
  }

  /** What has the definition: the report itself, or the one that a linked report leads to. */
  async function definedBy(
    server: ReportServer,
    { item, kind, definedAt }: FoundReport,
  ): Promise<ServerItem> {
    if (kind === 'Reports') return item;
    return access.speak(server, { kind: 'service' }, ({ rest }) => rest.reportByPath(definedAt));
  }

  /** Undefined where the account may not look into data sources. */
  async function dataSourcesOf(
    server: ReportServer,
    itemId: string,
  ): Promise<readonly ServerDataSource[] | undefined> {
    try {
      return await access.speak(server, { kind: 'service' }, ({ rest }) => rest.dataSources(itemId));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'REPORT_SERVER_FORBIDDEN') return undefined;
      throw error;
    }
  }

  /** What the person typed for data sources of this report, of those that ask. */
  async function typedFor(
    server: ReportServer,
    options: {
      readonly viewer: Viewer;
      readonly owner: Owner | undefined;
      readonly itemId: string;
      readonly asking: readonly string[];
    },
  ): Promise<readonly DataSourceCredentials[]> {
    const { viewer, owner, itemId, asking } = options;
    if (viewer.sources === undefined || owner === undefined) return [];
    const kept = await passwords.readSources(server.id, owner, viewer.sources);
    return asking.flatMap((dataSource) => {
      const typed = kept[sourceKey(itemId, dataSource)];
      return typed ? [{ dataSource, ...typed }] : [];
    });
  }

  return {
    async open(reportId, owner): Promise<OpenedReport> {
      const parsed = parseServerReportId(reportId);
      const server = parsed && (await servers.get(parsed.server));
      if (!parsed || !server)
        throw new DomainError('NOT_FOUND', { detail: 'There is no such report server, or it was removed.' });
      const viewer = await viewerOf(links, server, owner);
      const found = await reportFor(server, parsed.itemId, viewer);
      const { item } = found;
      const defined = await definedBy(server, found);
      const definition = await definitionOf(server, defined);
      requireNoPerson(definition, viewer);
      const report: ElsewhereReport = { ...definition.report, drawnElsewhere: true };
      const sources = await dataSourcesOf(server, defined.Id);
      const asking = (sources ?? []).filter(asksAPerson).map(({ Name }) => Name);
      const credentials =
        asking.length === 0 ? [] : await typedFor(server, { viewer, owner, itemId: parsed.itemId, asking });
      const missing = asking.filter((name) => !credentials.some(({ dataSource }) => dataSource === name));
      return {
        id: reportId,
        title: item.Name,
        path: item.Path,
        report,
        version: versionOf([item, defined], viewer, owner),
        credentials:
          missing.length > 0
            ? 'missing'
            : credentials.length > 0 || (sources ?? []).some(isStored)
              ? 'stored'
              : 'not-needed',
        missingCredentials: missing,
        sources: [],
        missingReferences: [],
        data: NO_DATA,
        externalImages: new Map(),
        elsewhere: drawnOn(dependencies, { server, viewer, found, definition, sources, credentials }),
      };
    },
  };
}

/** Rows are the server's matter: our engine never asks for them. */
const NO_DATA: OpenedReport['data'] = {
  async fetch() {
    throw new DomainError('INTERNAL', { detail: 'The data of this report is on its report server.' });
  },
};

function drawnOn(
  { access, log }: ServerReportDependencies,
  opened: {
    readonly server: ReportServer;
    readonly viewer: Viewer;
    readonly found: FoundReport;
    readonly definition: Definition;
    readonly sources: readonly ServerDataSource[] | undefined;
    readonly credentials: readonly DataSourceCredentials[];
  },
): DrawnElsewhere {
  const { server, viewer, found, definition, sources, credentials } = opened;
  const { item } = found;
  const wanted = (itemName: string, parameters: ReportParameters): DrawnServerItem => ({
    path: item.Path,
    itemName,
    parameters,
    credentials,
    alone:
      found.kind === 'LinkedReports'
        ? { reason: 'it is a linked report, whose parameters are its own' }
        : aloneOf(definition, { itemName, path: item.Path, sources }),
  });
  return {
    async draw(itemName, { parameters, scale }) {
      const drawn = await access.speak(server, viewer.speaker, (clients) =>
        drawOnServer(clients, wanted(itemName, parameters), { scale }),
      );
      log.info('report-server.drawn', { serverId: server.id, way: drawn.way, because: drawn.because });
      const fallback = drawn.because === undefined ? [] : [`Drawn from the whole report: ${drawn.because}.`];
      return {
        png: await asPng(drawn.picture),
        dataAt: drawn.dataAt,
        warnings: [...drawn.warnings, ...fallback],
      };
    },
    async rows(itemName, { parameters }) {
      const element = definition.report.items.find(({ name }) => name === itemName)?.element;
      const given = element?.children.find(({ name }) => name === 'DataElementName')?.text.trim();
      return access.speak(server, viewer.speaker, (clients) =>
        rowsOnServer(clients, wanted(itemName, parameters), given || itemName),
      );
    },
    parameters: ({ parameters }) =>
      access.speak(server, viewer.speaker, async ({ executions }) => {
        const { id, prompts } = await executions.loadReport(item.Path);
        const values = parameterValues(parameters);
        const shown = values.length === 0 ? prompts : (await executions.setParameters(id, values)).prompts;
        return shown.map((prompt) => ({ ...prompt, isGiven: Object.hasOwn(parameters, prompt.name) }));
      }),
    address: (parameters) => portalAddress(server, item.Path, parameters),
  };
}

/** T4: the report's page on its server, with its parameters. */
function portalAddress({ portalUrl }: ReportServer, path: string, parameters: ReportParameters): string {
  const url = new URL(`${portalUrl}/report${path.split('/').map(encodeURIComponent).join('/')}`);
  for (const { name, value } of parameterValues(parameters))
    if (value === null) url.searchParams.append(`${name}:isnull`, 'true');
    else url.searchParams.append(name, value);
  return url.href;
}

/** What the item's own definition is made of; embedded data sources lose their stored credentials outside the catalog. */
function aloneOf(
  { text, report }: Definition,
  options: {
    readonly itemName: string;
    readonly path: string;
    readonly sources: readonly ServerDataSource[] | undefined;
  },
): DrawnServerItem['alone'] {
  const { itemName, path, sources } = options;
  const item = report.items.find(({ name }) => name === itemName);
  if (!item)
    throw new DomainError('ITEM_NOT_FOUND', { detail: `Report item '${itemName}' cannot be found.` });
  if (sources === undefined) return { reason: 'the account may not see the data sources' };
  const needs = datasetsNeeded(report, item);
  const embedded = sources.find(
    (source) => needs.dataSources.includes(source.Name) && !source.IsReference && takesCredentials(source),
  );
  if (embedded) return { reason: `the data source ${embedded.Name} is of the report itself` };
  return {
    definition: text.replace(/^\uFEFF/, ''),
    dataSets: needs.dataSets,
    folder: path.slice(0, path.lastIndexOf('/')) || '/',
    dataSourcePaths: pathsOf(sources),
  };
}

/** Where the server's account draws for somebody, `User!UserID` would be that account: another person's rows. */
function requireNoPerson({ text }: Definition, { matchedName }: Viewer): void {
  if (matchedName !== undefined && /\bUser\s*!|\bUser\.Item/i.test(text))
    throw new DomainError('REPORT_SERVER_NOT_LINKED', {
      detail: 'This report shows each person something else (User!): link your own account in My Settings.',
    });
}

/** The right that is missing, and who has it. */
function mayNotRead(error: unknown, { account, name }: ReportServer): unknown {
  if (!(error instanceof DomainError) || error.code !== 'REPORT_SERVER_FORBIDDEN') return error;
  return new DomainError('REPORT_SERVER_FORBIDDEN', {
    detail: `${account} may not read the definition of this report on "${name}": it needs the role Content Manager or Report Builder there.`,
    cause: error,
  });
}

function versionOf(items: readonly ServerItem[], { speaker }: Viewer, owner: Owner | undefined): string {
  const changes = items.map(({ Id, ModifiedDate }) => [Id, ModifiedDate]);
  return createHash('sha256')
    .update(JSON.stringify([changes, speaker.kind, owner]))
    .digest('hex');
}
