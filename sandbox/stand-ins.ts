import type { Ports } from './addresses.ts';
import type { Addresses } from './app-settings.ts';
import { seedTenant, type TenantSeed } from './entra/directory/seed.ts';
import { startEntra } from './entra/start.ts';
import { startGraph } from './graph/start.ts';
import { startKeyVault } from './key-vault/start.ts';
import type { PowerBiControl } from './power-bi/control/control.ts';
import { entraTokens } from './power-bi/entra-token.ts';
import { sampleTenant } from './power-bi/seed/sample-tenant.ts';
import { startPowerBi } from './power-bi/start.ts';
import { type ReportServerStandIn, startReportServer } from './report-server/start.ts';
import { createSandboxClock } from './shared/clock.ts';
import { startTraces } from './traces/start.ts';
import type { Traces } from './walk-through/show-trace.ts';

const READERS_GROUP = '9a000000-0000-4000-8000-0000000000e1';

export type StandIns = {
  readonly addresses: Addresses;
  readonly tenant: TenantSeed;
  readonly powerBi: PowerBiControl;
  /** What people had before: a second source of reports. */
  readonly reportServer: Pick<ReportServerStandIn, 'portalUrl' | 'people'>;
  readonly traces: Traces;
  readonly accounts: { readonly administrator: string; readonly publisher: string; readonly user: string };
  readonly readersGroupId: string;
  close(): Promise<void>;
};

/** Entra, Graph, Key Vault and Power BI on loopback, with one clock and the sample tenant; state in `dataFolder`. */
export async function startStandIns(ports: Ports, dataFolder: string): Promise<StandIns> {
  const clock = createSandboxClock({ dataFolder });
  const tenant = seedTenant();
  const entra = await startEntra({ port: ports.entra, dataFolder, clock, tenant });
  const graph = await startGraph({ port: ports.graph, entra });
  const keyVault = await startKeyVault({ port: ports.keyVault, dataFolder, entra });
  const [administrator, user, publisher, ...others] = tenant.users;
  if (!administrator || !user || !publisher) throw new Error('The sample tenant needs three people.');
  const person = ({ id, displayName, userPrincipalName }: TenantSeed['users'][number]) => ({
    oid: id,
    name: displayName,
    email: userPrincipalName,
  });
  const powerBi = await startPowerBi({
    port: ports.powerBi,
    dataFolder,
    clock,
    verifyToken: entraTokens({ entraUrl: entra.url, tenantId: entra.tenantId, clock }),
    seed: sampleTenant({
      tenantId: entra.tenantId,
      administrator: person(administrator),
      users: [user, publisher, ...others].map(person),
      templateReadersGroupId: READERS_GROUP,
      template: 'none',
    }),
  });
  const traces = await startTraces({ port: ports.traces });
  const reportServer = await startReportServer({ port: ports.reportServer, clock });
  return {
    addresses: {
      portal: `http://127.0.0.1:${ports.portal}`,
      entra: entra.url,
      graph: graph.url,
      keyVault: keyVault.url,
      powerBi: powerBi.urls.api,
      fabric: powerBi.urls.fabric,
      traces: traces.url,
    },
    tenant,
    powerBi: powerBi.control,
    reportServer,
    traces,
    accounts: { administrator: administrator.id, publisher: publisher.id, user: user.id },
    readersGroupId: READERS_GROUP,
    async close() {
      for (const standIn of [reportServer, traces, powerBi, keyVault, graph, entra]) await standIn.close();
    },
  };
}
