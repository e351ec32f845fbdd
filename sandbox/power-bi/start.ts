import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSandboxClock, type SandboxClock } from '../shared/clock.ts';
import { listen } from '../shared/http.ts';
import { openStateFile } from '../shared/state-file.ts';
import { Traffic } from '../shared/traffic.ts';
import { loadFabricSchemas } from './contract/fabric-schemas.ts';
import { CallLog } from './control/call-log.ts';
import type { PowerBiControl } from './control/control.ts';
import { Faults } from './control/faults.ts';
import { tenantControl } from './control/tenant-control.ts';
import { trafficControl } from './control/traffic-control.ts';
import { fabricOperationOperations } from './fabric/operations.ts';
import { fabricReportOperations } from './fabric/reports.ts';
import { fabricModelOperations } from './fabric/semantic-models.ts';
import { fabricWorkspaceOperations } from './fabric/workspaces.ts';
import { type Api, type ApiParts, answerApi, CLUSTER_PREFIX } from './http/api.ts';
import type { VerifyToken } from './http/caller.ts';
import { createRouter } from './http/operation.ts';
import { answerPage } from './page/routes.ts';
import { dashboardOperations } from './rest/dashboards.ts';
import { datasetOperations } from './rest/datasets.ts';
import { importOperations } from './rest/imports.ts';
import { reportOperations } from './rest/reports.ts';
import { workspaceUserOperations } from './rest/workspace-users.ts';
import { workspaceOperations } from './rest/workspaces.ts';
import { type PowerBiSeed, tenantFrom } from './seed/seed.ts';
import { type BaseUrls, createService } from './service.ts';
import { revive } from './tenant/types.ts';

export type PowerBiOptions = {
  /** A free one when left out. */
  readonly port?: number;
  /** Where the state is kept across starts; left out: in memory alone. */
  readonly dataFolder?: string;
  readonly verifyToken: VerifyToken;
  /** Shared with the other stand-ins, so that tokens and times agree. */
  readonly clock?: SandboxClock;
  /** What the tenant holds where no state is stored. */
  readonly seed: PowerBiSeed;
};

export type PowerBiStandIn = {
  /** The origin: REST at `/v1.0/myorg`, Fabric at `/fabric/v1`, dashboards for people at `/`. */
  readonly url: string;
  /** Base addresses of the three, for an app's settings. */
  readonly urls: BaseUrls;
  readonly clock: SandboxClock;
  readonly control: PowerBiControl;
  close(): Promise<void>;
};

const FABRIC_PREFIX = '/fabric';

const POWER_BI: Api = {
  kind: 'power-bi',
  router: createRouter([
    ...workspaceOperations,
    ...workspaceUserOperations,
    ...dashboardOperations,
    ...datasetOperations,
    ...reportOperations,
    ...importOperations,
  ]),
};

const FABRIC: Api = {
  kind: 'fabric',
  router: createRouter([
    ...fabricWorkspaceOperations,
    ...fabricReportOperations,
    ...fabricModelOperations,
    ...fabricOperationOperations,
  ]),
};

/** Starts the stand-in for the Power BI service on 127.0.0.1. */
export async function startPowerBi(options: PowerBiOptions): Promise<PowerBiStandIn> {
  const { dataFolder, seed, verifyToken } = options;
  const clock = options.clock ?? createSandboxClock(dataFolder === undefined ? {} : { dataFolder });
  const { state: tenant, save } = await openStateFile({
    name: 'power-bi',
    dataFolder,
    initial: () => tenantFrom(seed, new Date(clock.now()).toISOString()),
  });
  revive(tenant);
  const listener = await listen(options.port);
  const { url } = listener;
  const urls = { api: url, fabric: `${url}${FABRIC_PREFIX}`, portal: url };
  const service = createService({ tenant, clock, urls, schemas: await loadFabricSchemas() });
  const faults = new Faults();
  const log = new CallLog();
  const clearTraffic = (): void => {
    faults.clear();
    log.clear();
  };
  const control: PowerBiControl = {
    ...trafficControl({ service, clock, faults, log }),
    ...tenantControl({ service, seed, save, clearTraffic }),
  };
  const parts: ApiParts = { service, verifyToken, faults, log, save };
  // Both APIs route, count and fail by themselves: the shared listener only takes the control's calls.
  listener.serve({
    operations: [],
    traffic: new Traffic(),
    control,
    answerFault: () => ({ status: 500 }),
    answerUnknown: () => ({ status: 404 }),
    fallback: (request, response) => answer(parts, request, response),
  });
  return { url, urls, clock, control, close: listener.close };
}

async function answer(parts: ApiParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', parts.service.urls.api);
  const { pathname } = url;
  if (pathname.startsWith(`${FABRIC_PREFIX}/`)) {
    url.pathname = pathname.slice(FABRIC_PREFIX.length);
    return answerApi(parts, FABRIC, request, response, url);
  }
  if (pathname.startsWith(`${CLUSTER_PREFIX}/`)) url.pathname = pathname.slice(CLUSTER_PREFIX.length);
  if (url.pathname.toLowerCase().startsWith('/v1.0/'))
    return answerApi(parts, POWER_BI, request, response, url);
  return answerPage({ service: parts.service, save: parts.save }, request, response, url);
}
