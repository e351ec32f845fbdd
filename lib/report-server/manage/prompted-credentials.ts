import { DomainError } from '../../errors.ts';
import type { UserPrincipal } from '../../identity/principal.ts';
import type { ServerAccess } from '../access/server-clients.ts';
import type { StoredCredentials } from '../access/server-passwords.ts';
import { asksAPerson } from '../definition/data-sources.ts';
import { findReportById } from '../find-report.ts';
import { parseServerReportId } from '../server.ts';
import { type ConnectDependencies, requireServer } from './connect-server.ts';

export type PromptedCredentials = StoredCredentials & {
  readonly reportId: string;
  /** As the report calls it. */
  readonly dataSource: string;
};

/**
 * Keeps what a person would type where a report asks for the credentials of a data source, so that its tiles refresh: for
 * themselves, this report and this data source alone. The secret first, the row that names its version commits.
 * Concurrency: the later of two at once counts.
 * @throws DomainError NOT_FOUND, BAD_REQUEST, REPORT_SERVER_NOT_LINKED, REPORT_SERVER_…, SECRETS_UNAVAILABLE
 */
export async function keepPromptedCredentials(
  dependencies: ConnectDependencies & { readonly serverAccess: ServerAccess },
  { owner }: UserPrincipal,
  { serverId, typed }: { readonly serverId: string; readonly typed: PromptedCredentials },
): Promise<void> {
  const { serverLinks, serverPasswords, serverAccess, log } = dependencies;
  const { reportId, dataSource, user, password } = typed;
  const server = await requireServer(dependencies, serverId);
  const parsed = parseServerReportId(reportId);
  if (parsed?.server !== server.id)
    throw new DomainError('NOT_FOUND', { detail: `This is no report of "${server.name}".` });
  const link = await serverLinks.get(server.id, owner);
  if (!link) throw new DomainError('REPORT_SERVER_NOT_LINKED');
  const sources = await serverAccess.speak(server, { kind: 'service' }, async ({ rest }) => {
    const { definedAt } = await findReportById(rest, parsed.itemId);
    return rest.dataSources((await rest.reportByPath(definedAt)).Id);
  });
  if (!sources.some((source) => source.Name === dataSource && asksAPerson(source)))
    throw new DomainError('BAD_REQUEST', {
      detail: `The report asks nobody for credentials of a data source "${dataSource}".`,
    });
  const kept = link.sources && (await serverPasswords.readSources(server.id, owner, link.sources));
  const version = await serverPasswords.storeSources(server.id, owner, {
    ...kept,
    [sourceKey(parsed.itemId, dataSource)]: { user, password },
  });
  await serverLinks.put(server.id, owner, { ...link, sources: version });
  log.info('report-server.credentials-kept', { serverId: server.id });
}

/** Of one report and one of its data sources. */
export function sourceKey(itemId: string, dataSource: string): string {
  return JSON.stringify([itemId.toLowerCase(), dataSource]);
}
