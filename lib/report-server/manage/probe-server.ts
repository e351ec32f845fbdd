import { DomainError } from '../../errors.ts';
import type { ServerTransport } from '../http/server-transport.ts';
import { type RestClient, restClient } from '../rest/rest-client.ts';
import type { ServerItem, ServerSystem } from '../rest/schemas.ts';
import type { Product } from '../server.ts';
import { WebServiceClosed } from '../soap/envelope.ts';
import { executionClient } from '../soap/execution-client.ts';
import { ianaZoneOf } from './windows-zones.ts';

/** What an account needs on a server, and the predefined role that gives it. */
export type ServerRight = {
  readonly right: 'browse' | 'read-definitions' | 'see-data-sources' | 'execute-definitions' | 'see-policies';
  readonly state: 'granted' | 'missing' | 'unknown';
  /** The role that a missing one is given by, and where. */
  readonly role: string;
  /** What does not work, or works otherwise, without it. */
  readonly without: string;
};

export type ServerProbe = {
  readonly product: Product;
  readonly productName: string;
  readonly productVersion: string;
  readonly servicePath: string;
  /** What the server calls its zone, and the IANA zone of it where we know it. */
  readonly serverZone: string | undefined;
  readonly timeZone: string | undefined;
  /** The account as the server knows it. */
  readonly account: string;
  readonly rights: readonly ServerRight[];
};

const ROLES = {
  browse: ['Browser on the root folder', 'nothing is shown'],
  'read-definitions': [
    'Content Manager or Report Builder on the root folder',
    'items cannot be found in reports, so nothing can be pinned',
  ],
  'see-data-sources': [
    'Content Manager on the root folder',
    'every item is drawn out of the whole report, and nobody is warned that credentials are not stored',
  ],
  'execute-definitions': ['System User (site settings)', 'every item is drawn out of the whole report'],
  'see-policies': ['Content Manager on the root folder', 'people cannot be matched by their names'],
} as const satisfies Record<ServerRight['right'], readonly [string, string]>;

const MOST_FOLDERS = 25;
const MOST_DEFINITION_BYTES = 16 * 1024 * 1024;
/** Nothing but a rectangle of an inch: loading it shows whether definitions may be executed. */
const EMPTY_REPORT =
  '<?xml version="1.0" encoding="utf-8"?><Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2008/01/reportdefinition"><Body><ReportItems><Rectangle Name="Probe"><Height>1in</Height><Width>1in</Width></Rectangle></ReportItems><Height>1in</Height></Body><Width>1in</Width><Page /></Report>';

/**
 * Looks at a server without changing anything: what it is, and what the account may do, each right by trying it.
 * @throws DomainError REPORT_SERVER_NOT_SUPPORTED (SSRS 2016 and older), and what the transport throws
 */
export async function probeServer(
  transport: Pick<ServerTransport, 'send'>,
  portalUrl: string,
): Promise<ServerProbe> {
  const rest = restClient(transport, portalUrl);
  const system = await systemOf(rest, portalUrl);
  requireSupported(system);
  const { Username } = await rest.me();
  const servicePath = (system.ReportServerRelativeUrl ?? '/ReportServer').replace(/\/+$/, '');
  const timeZone = ianaZoneOf(system.TimeZone);
  const executions = executionClient(transport, { servicePath, zone: timeZone ?? 'UTC' });
  const browse = await tried(() => rest.folderItems('/'));
  const report = browse === 'granted' ? await anyReport(rest) : undefined;
  const onReport = (run: (id: string) => Promise<unknown>) =>
    report ? tried(() => run(report.Id)) : 'unknown';
  const states = {
    browse,
    'read-definitions': await onReport((id) => rest.definition(id, MOST_DEFINITION_BYTES)),
    'see-data-sources': await onReport((id) => rest.dataSources(id)),
    'execute-definitions': await tried(() => executions.loadDefinition(EMPTY_REPORT)),
    'see-policies': await onReport((id) => rest.policies(id)),
  } as const;
  return {
    product: system.ProductType,
    productName: system.ProductName ?? system.ProductType,
    productVersion: system.ProductVersion,
    servicePath,
    serverZone: system.TimeZone,
    timeZone,
    account: Username,
    rights: (Object.keys(ROLES) as ServerRight['right'][]).map((right) => {
      const [role, without] = ROLES[right];
      return { right, state: states[right], role, without };
    }),
  };
}

async function systemOf(rest: RestClient, portalUrl: string): Promise<ServerSystem> {
  try {
    return await rest.system();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'NOT_FOUND') throw error;
    if (await rest.answersVersion1()) throw tooOld('SQL Server Reporting Services 2016');
    throw new DomainError('REPORT_SERVER_NOT_SUPPORTED', {
      detail: noApi(portalUrl),
      cause: error,
    });
  }
}

/** What people enter instead: the web service, a page of the portal, the name of the server alone. */
function noApi(portalUrl: string): string {
  const { origin, pathname } = new URL(portalUrl);
  const portal = /^\/Reports(_[^/]+)?(?=\/)/i.exec(pathname)?.[0];
  const instance = /^\/ReportServer(_[^/]+)?/i.exec(pathname);
  const address = `${origin}${portal ?? `/Reports${instance?.[1] ?? ''}`}`;
  const what = instance
    ? 'This is the address of the web service'
    : 'There is no REST API of version 2.0 under this address';
  return `${what}. Enter the address of the web portal, as the Configuration Manager shows it: ${address}, say.`;
}

function requireSupported({ ProductType, ProductName, ProductVersion }: ServerSystem): void {
  const major = Number(ProductVersion.split('.')[0]);
  // Power BI Report Server counts from 1.1, or as SSRS does from 15; SSRS 2017 is 14.
  if (ProductType === 'SqlServerReportingServices' && major < 14)
    throw tooOld(`${ProductName ?? ProductType} ${ProductVersion}`);
}

function tooOld(what: string): DomainError {
  return new DomainError('REPORT_SERVER_NOT_SUPPORTED', {
    detail: `${what} has no REST API of version 2.0. SQL Server Reporting Services 2017 to 2022 and Power BI Report Server can be connected.`,
  });
}

async function tried(run: () => Promise<unknown>): Promise<ServerRight['state']> {
  try {
    await run();
    return 'granted';
  } catch (error) {
    const isMissing =
      error instanceof WebServiceClosed ||
      (error instanceof DomainError &&
        (error.code === 'REPORT_SERVER_FORBIDDEN' || error.code === 'NOT_FOUND'));
    if (isMissing) return 'missing';
    throw error;
  }
}

/** Breadth first, a bounded number of folders. */
async function anyReport(rest: RestClient): Promise<ServerItem | undefined> {
  const folders = ['/'];
  for (let looked = 0; looked < MOST_FOLDERS && looked < folders.length; looked += 1) {
    const items = await rest.folderItems(folders[looked] ?? '/');
    const report = items.find(({ Type }) => Type === 'Report');
    if (report) return report;
    folders.push(...items.filter(({ Type }) => Type === 'Folder').map(({ Path }) => Path));
  }
  return undefined;
}
