import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import type { ReportServers, ServerLinks } from './access/report-servers.ts';
import type { ServerAccess } from './access/server-clients.ts';
import { requireNamed, viewerOf } from './access/viewer.ts';
import { requireServer } from './manage/connect-server.ts';
import type { RestClient } from './rest/rest-client.ts';
import type { ServerItem } from './rest/schemas.ts';
import { type ReportServer, serverReportId } from './server.ts';
import { serverInstant } from './server-time.ts';

export type BrowseDependencies = {
  readonly reportServers: ReportServers;
  readonly serverLinks: ServerLinks;
  readonly serverAccess: ServerAccess;
};

/** What lies in a folder of a report server, or what a search found there; reports by the ids they are opened with. */
export type BrowsedItem = {
  readonly id: string;
  readonly kind: 'folder' | 'report' | 'data-source' | 'dataset' | 'document';
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly modifiedAt: string;
};

/** .NET's smallest date, which stands for none. */
const NEVER = '0001-01-01T00:00:00Z';

const KINDS: Readonly<Record<string, BrowsedItem['kind']>> = {
  Folder: 'folder',
  Report: 'report',
  LinkedReport: 'report',
  DataSource: 'data-source',
  DataSet: 'dataset',
  Resource: 'document',
};

/**
 * As the person's own account sees it; where people are known by their names, the reports whose policies name them.
 * @throws DomainError NOT_FOUND, REPORT_SERVER_…
 */
export async function browseServer(
  dependencies: BrowseDependencies,
  owner: Owner,
  asked:
    | { readonly serverId: string; readonly folder: string }
    | { readonly serverId: string; readonly text: string },
): Promise<readonly BrowsedItem[]> {
  const { serverLinks, serverAccess } = dependencies;
  const server = await requireServer(dependencies, asked.serverId);
  const viewer = await viewerOf(serverLinks, server, owner);
  return serverAccess.speak(server, viewer.speaker, async ({ rest }) => {
    const items = await ('text' in asked ? rest.search(asked.text) : rest.folderItems(asked.folder));
    const shown = items.filter(({ Type, Hidden }) => KINDS[Type] !== undefined && !Hidden);
    const allowed = viewer.matchedName === undefined ? shown : await namedOnly(rest, shown, viewer);
    return allowed
      .map((item) => showItem(server, item))
      .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'));
  });
}

/** Folders stay: what is in them is asked for again. */
async function namedOnly(
  rest: RestClient,
  items: readonly ServerItem[],
  viewer: Parameters<typeof requireNamed>[2],
): Promise<readonly ServerItem[]> {
  const named: ServerItem[] = [];
  for (const item of items) {
    if (item.Type === 'Folder') named.push(item);
    const kind =
      item.Type === 'Report' ? 'Reports' : item.Type === 'LinkedReport' ? 'LinkedReports' : undefined;
    if (kind && (await isNamed(rest, { id: item.Id, kind }, viewer))) named.push(item);
  }
  return named;
}

async function isNamed(...asked: Parameters<typeof requireNamed>): Promise<boolean> {
  try {
    await requireNamed(...asked);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'REPORT_SERVER_FORBIDDEN') return false;
    throw error;
  }
}

function showItem(
  server: ReportServer,
  { Id, Type, Name, Path, Size, ModifiedDate }: ServerItem,
): BrowsedItem {
  const kind = KINDS[Type] ?? 'document';
  return {
    id: kind === 'report' ? serverReportId(server.id, Id) : Id,
    kind,
    name: Name,
    path: Path,
    size: Size,
    modifiedAt: serverInstant(ModifiedDate, server.timeZone)?.toString() ?? NEVER,
  };
}

function rank({ kind }: BrowsedItem): number {
  return kind === 'folder' ? 0 : 1;
}
