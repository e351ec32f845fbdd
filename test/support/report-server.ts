import { parseAllowedHosts } from '../../lib/data-sources/network/allowed-hosts.ts';
import { nodeTransport } from '../../lib/report-server/http/node-transport.ts';
import type { ServerTransport } from '../../lib/report-server/http/server-transport.ts';
import { restClient } from '../../lib/report-server/rest/rest-client.ts';
import type { ServerAuth } from '../../lib/report-server/server.ts';
import { executionClient } from '../../lib/report-server/soap/execution-client.ts';
import {
  type ReportServerOptions,
  type ReportServerStandIn,
  startReportServer,
} from '../../sandbox/report-server/start.ts';
import { createSandboxClock } from '../../sandbox/shared/clock.ts';

export const SERVICE = { account: 'CONTOSO\\svc-tiles', password: 'Tiles-And-Reports-1' };
export const BOB_THERE = { account: 'CONTOSO\\bob', password: 'Bobs-Pa55word' };
export const EVE_THERE = { account: 'CONTOSO\\eve', password: 'Eves-Pa55word' };

export function allowedHosts(text: string) {
  const parsed = parseAllowedHosts(text);
  if (!parsed.ok) throw new Error(`No list of hosts: ${text}`);
  return parsed.hosts;
}

export async function startTestReportServer(
  options: Partial<ReportServerOptions> = {},
): Promise<ReportServerStandIn> {
  return startReportServer({ clock: createSandboxClock(), ...options });
}

/** The clients of one account, as the app makes them. */
export function clientsFor(
  { portalUrl }: Pick<ReportServerStandIn, 'portalUrl'>,
  account: { readonly account: string; readonly password: string } = SERVICE,
  auth: ServerAuth = 'ntlm',
) {
  const transport: ServerTransport = nodeTransport({ portalUrl, auth, ca: undefined }, account, {
    allowed: allowedHosts('127.0.0.1'),
    nowMs: () => Date.now(),
  });
  return {
    transport,
    rest: restClient(transport, portalUrl),
    executions: executionClient(transport, { servicePath: '/ReportServer', zone: 'UTC' }),
  };
}
