import type { Clock } from '../clock.ts';
import type { AllowedHosts } from '../data-sources/network/allowed-hosts.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Log } from '../log.ts';
import type { LoadReportEngine } from '../reports/report-engine.ts';
import type { ReportSource } from '../reports/report-source.ts';
import type { Secrets } from '../storage/secrets.ts';
import type { Table } from '../storage/table.ts';
import type { ReportServers, ServerLinks } from './access/report-servers.ts';
import { requestSlots } from './access/request-slots.ts';
import type { ProxyTokens } from './access/server-account.ts';
import { type ServerAccess, serverAccess } from './access/server-clients.ts';
import { type ServerPasswords, secretServerPasswords } from './access/server-passwords.ts';
import { tableReportServers, tableServerLinks } from './access/table-report-servers.ts';

export type ReportServerServices = {
  readonly reportServers: ReportServers;
  readonly serverLinks: ServerLinks;
  readonly serverPasswords: ServerPasswords;
  readonly serverAccess: ServerAccess;
};

/** What report servers need, made once a process; the source with its SOAP client is loaded at its first use. */
export function reportServerServices(options: {
  readonly table: Table;
  readonly secrets: Secrets;
  readonly allowed: AllowedHosts;
  readonly clock: Clock;
  readonly limiter: Limiter;
  readonly proxyTokens: ProxyTokens;
}): ReportServerServices {
  const { table, secrets, allowed, clock, limiter, proxyTokens } = options;
  const serverPasswords = secretServerPasswords(secrets);
  return {
    reportServers: tableReportServers(table),
    serverLinks: tableServerLinks(table),
    serverPasswords,
    serverAccess: serverAccess({
      passwords: serverPasswords,
      proxyTokens,
      slots: requestSlots(limiter),
      allowed,
      clock,
    }),
  };
}

export function loadServerReports(
  services: ReportServerServices,
  options: { readonly engine: LoadReportEngine; readonly log: Log; readonly maxDefinitionBytes: number },
): () => Promise<ReportSource> {
  let loaded: ReportSource | undefined;
  return async () => {
    loaded ??= (await import('./server-report-source.ts')).serverReportSource({
      servers: services.reportServers,
      links: services.serverLinks,
      access: services.serverAccess,
      passwords: services.serverPasswords,
      ...options,
    });
    return loaded;
  };
}
