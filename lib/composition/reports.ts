import type { Catalog } from '../catalog/catalog.ts';
import { tableCatalog } from '../catalog/table-catalog.ts';
import type { UploadDependencies } from '../catalog/upload-item.ts';
import { cappedDatabases } from '../data-sources/capped-databases.ts';
import type { CredentialStore } from '../data-sources/credentials.ts';
import { type Databases, lazyDatabases } from '../data-sources/databases.ts';
import { keepPasswords } from '../data-sources/keep-passwords.ts';
import type { AllowedHosts } from '../data-sources/network/allowed-hosts.ts';
import { storedCredentials } from '../data-sources/stored-credentials.ts';
import type { FoundPassword } from '../data-sources/take-passwords.ts';
import type { ProxyTokens } from '../report-server/access/server-account.ts';
import {
  loadServerReports,
  type ReportServerServices,
  reportServerServices,
} from '../report-server/report-server-services.ts';
import type { CatalogReportDependencies } from '../reports/catalog-report-source.ts';
import { dispatchingReportSource } from '../reports/dispatching-report-source.ts';
import { withElsewhere } from '../reports/elsewhere-engine.ts';
import { engineTilePictures } from '../reports/engine-tile-pictures.ts';
import type { LoadReportEngine, ReportEngine } from '../reports/report-engine.ts';
import type { ReportSource } from '../reports/report-source.ts';
import { reportUrl } from '../reports/report-url.ts';
import { tableRenders } from '../reports/table-renders.ts';
import type { TilePictures } from '../reports/tile-pictures.ts';
import type { Settings } from '../settings.ts';
import type { Storage } from '../storage/storage.ts';
import type { Table } from '../storage/table.ts';
import { BLOBS } from '../storage-names.ts';
import type { ReportParameters } from '../subscriptions/subscription.ts';
import { tracedPictures } from '../telemetry/traced-ports.ts';
import { announceCredentials } from '../upkeep/retire-unnamed-credentials.ts';
import type { Foundation } from './foundation.ts';

/** The catalog, report servers, and what draws items of their reports. */
export type ReportPorts = ReportServerServices & {
  readonly catalog: Catalog;
  readonly definitions: ReturnType<Storage['blobs']>;
  readonly prepareFile: UploadDependencies<FoundPassword>['prepareFile'];
  readonly keepPasswords: UploadDependencies<FoundPassword>['keepPasswords'];
  /** Credentials of data sources. */
  readonly credentials: CredentialStore;
  /** Hosts that data sources and external images may lead to. */
  readonly allowed: AllowedHosts;
  readonly databases: Databases;
  readonly reports: ReportSource;
  readonly engine: LoadReportEngine;
  readonly pictures: TilePictures;
  readonly renderClaims: Table;
  readonly reportUrl: (report: {
    readonly reportId: string;
    readonly parameters: ReportParameters;
  }) => string;
};

export function reportPorts(foundation: Foundation, proxyTokens: ProxyTokens): ReportPorts {
  const { shared, storage, secrets, table, sleep } = foundation;
  const { settings, clock, log, limiter, tracer } = shared;
  const engine = loadEngine(settings);
  const allowed = settings.dataSourceHosts;
  const catalog = tableCatalog(table('catalogItems'));
  const definitions = storage.blobs(BLOBS.definitions);
  const credentials = credentialsOf(foundation);
  const databases = databasesOf(foundation);
  const servers = reportServerServices({
    table: table('reportServers'),
    secrets,
    allowed,
    clock,
    limiter,
    proxyTokens,
  });
  const reports = dispatchingReportSource({
    catalog: loadReports({ catalog, definitions, engine, credentials, allowed, databases, log }),
    servers: loadServerReports(servers, { engine, log, maxDefinitionBytes: settings.maxDefinitionBytes }),
  });
  const renders = tableRenders({
    table: table('renders'),
    blobs: storage.blobs(BLOBS.pictures),
    clock,
    sleep,
    log,
  });
  return {
    ...servers,
    catalog,
    definitions,
    async prepareFile(kind, bytes, extension) {
      const [{ prepareFile }, reader] = await Promise.all([
        import('../data-sources/prepare-file.ts'),
        engine(),
      ]);
      return prepareFile(reader, kind, bytes, extension);
    },
    keepPasswords: (user, item, passwords) => keepPasswords({ credentials, clock }, user, item, passwords),
    credentials,
    allowed,
    databases,
    reports,
    engine,
    pictures: tracedPictures(engineTilePictures({ reports, engine, renders }), tracer),
    renderClaims: table('renders'),
    reportUrl: reportUrl(settings.portalUrls[0]),
  };
}

/** Each new credential is announced to the upkeep, which removes it where nothing came to name it. */
function credentialsOf({ shared, secrets, table }: Foundation): CredentialStore {
  const { upkeep, clock } = shared;
  return storedCredentials({
    table: table('catalogItems'),
    secrets,
    announce: (id) => announceCredentials(upkeep, id, clock.now()),
  });
}

function databasesOf({ shared, sleep }: Foundation): Databases {
  const { settings, limiter, clock, log } = shared;
  return cappedDatabases(lazyDatabases({ allowed: settings.dataSourceHosts }), {
    limiter,
    most: settings.maxQueriesPerDatabase,
    clock,
    sleep,
    log,
  });
}

/** The reports of the catalog with their data: loaded at the first use, too. */
function loadReports(dependencies: CatalogReportDependencies): () => Promise<ReportSource> {
  let loaded: ReportSource | undefined;
  return async () => {
    loaded ??= (await import('../reports/catalog-report-source.ts')).catalogReportSource(dependencies);
    return loaded;
  };
}

/** The item engine with its fonts: loaded and made at its first use, once a process. */
function loadEngine(settings: Settings): LoadReportEngine {
  let loaded: Promise<ReportEngine> | undefined;
  return () => {
    loaded ??= import('../reports/rdl-report-engine.ts').then(({ createRdlReportEngine }) =>
      withElsewhere(createRdlReportEngine(settings)),
    );
    // A load that failed is tried again.
    loaded.catch(() => {
      loaded = undefined;
    });
    return loaded;
  };
}
