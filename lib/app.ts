import { setTimeout } from 'node:timers/promises';
import type { Catalog } from './catalog/catalog.ts';
import { tableCatalog } from './catalog/table-catalog.ts';
import type { UploadDependencies } from './catalog/upload-item.ts';
import { type Clock, systemClock } from './clock.ts';
import { cappedDatabases } from './data-sources/capped-databases.ts';
import type { CredentialStore } from './data-sources/credentials.ts';
import { type Databases, lazyDatabases } from './data-sources/databases.ts';
import { keepPasswords } from './data-sources/keep-passwords.ts';
import type { AllowedHosts } from './data-sources/network/allowed-hosts.ts';
import { storedCredentials } from './data-sources/stored-credentials.ts';
import type { FoundPassword } from './data-sources/take-passwords.ts';
import { type CookieNames, cookieNames } from './http/cookies.ts';
import { bothTokenStores } from './identity/both-token-stores.ts';
import { tableDataKeys } from './identity/data-keys.ts';
import type { Entra } from './identity/entra.ts';
import { envelopeTokenStore } from './identity/envelope-token-store.ts';
import { type Epochs, tableEpochs } from './identity/epochs.ts';
import { joseTokenVerifier } from './identity/id-token.ts';
import { type KeyRing, secretKeyRing } from './identity/key-ring.ts';
import { keyVaultTokenStore } from './identity/key-vault-token-store.ts';
import { msalManagedIdentity } from './identity/managed-identity.ts';
import { msalEntra } from './identity/msal-entra.ts';
import { type OwnersLeft, tableOwnersLeft } from './identity/owners-left.ts';
import { createPowerBiTokens, type PowerBiTokens } from './identity/power-bi-tokens.ts';
import type { Principal } from './identity/principal.ts';
import { tableRedeemLimit } from './identity/redeem-limit.ts';
import { joseSealer } from './identity/seal.ts';
import { withServiceTokens } from './identity/service-tokens.ts';
import { createSessions, type Sessions } from './identity/session.ts';
import { createSignIn, type SignIn } from './identity/sign-in.ts';
import type { TokenStore } from './identity/token-store.ts';
import { tableUsers, type Users } from './identity/users.ts';
import type { Limiter } from './limits/limiter.ts';
import { tableLimiter } from './limits/table-limiter.ts';
import type { Log } from './log.ts';
import type { Notifications } from './notifications/notifications.ts';
import { guardedPostWebhook, type PostWebhook } from './notifications/post-webhook.ts';
import { tableNotifications } from './notifications/table-notifications.ts';
import { tableWebhooks } from './notifications/table-webhooks.ts';
import type { Webhooks } from './notifications/webhook.ts';
import type { Pins } from './pins/pin.ts';
import { type PinOwners, tablePinOwners } from './pins/pin-owners.ts';
import { blobPinPictures, type PinPictures } from './pins/pin-pictures.ts';
import { tablePins } from './pins/table-pins.ts';
import { fetchPowerBi, type PowerBi } from './power-bi/client.ts';
import { pushPace } from './power-bi/push-pace.ts';
import { powerBiScopes } from './power-bi/scopes.ts';
import { createTemplateKits, type TemplateKits } from './power-bi/template-kit.ts';
import { templateTileGateway } from './power-bi/template-tile-gateway.ts';
import type { TileGateway } from './power-bi/tile-gateway.ts';
import { type Audit, tableAudit } from './registration/audit.ts';
import { createDirectories, type Directories } from './registration/choose-directory.ts';
import { deviceCodeSignIn } from './registration/device-code-sign-in.ts';
import { isFirstAdmin, setupIsOpen } from './registration/first-admin.ts';
import { type RegistrationLease, tableRegistrationLease } from './registration/lease.ts';
import {
  portalApp,
  powerBiApp,
  type Registrations,
  tableRegistrations,
} from './registration/registration.ts';
import { type RegistrationAlarms, tableRegistrationAlarms } from './registration/registration-alarm.ts';
import { requireServiceOwned, type ServiceOwned, tableServiceOwned } from './registration/service-owned.ts';
import type { ReportServers, ServerLinks } from './report-server/access/report-servers.ts';
import type { ServerAccess } from './report-server/access/server-clients.ts';
import type { ServerPasswords } from './report-server/access/server-passwords.ts';
import { loadServerReports, reportServerServices } from './report-server/report-server-services.ts';
import type { CatalogReportDependencies } from './reports/catalog-report-source.ts';
import { dispatchingReportSource } from './reports/dispatching-report-source.ts';
import { withElsewhere } from './reports/elsewhere-engine.ts';
import { engineTilePictures } from './reports/engine-tile-pictures.ts';
import type { LoadReportEngine, ReportEngine } from './reports/report-engine.ts';
import type { ReportSource } from './reports/report-source.ts';
import { reportUrl } from './reports/report-url.ts';
import { tableRenders } from './reports/table-renders.ts';
import type { TilePictures } from './reports/tile-pictures.ts';
import type { Settings } from './settings.ts';
import type { KeyWrapper } from './storage/key-wrapper.ts';
import type { Queue } from './storage/queue.ts';
import type { Secrets } from './storage/secrets.ts';
import type { Storage } from './storage/storage.ts';
import type { Table } from './storage/table.ts';
import { BLOBS, QUEUES, TABLES } from './storage-names.ts';
import { type DispatchCursor, tableDispatchCursor } from './subscriptions/firing/dispatch-cursor.ts';
import type { DueIndex } from './subscriptions/firing/due-index.ts';
import { type Reconciliation, tableReconciliation } from './subscriptions/firing/reconciliation.ts';
import { tableDueIndex } from './subscriptions/firing/table-due-index.ts';
import { type StateIndex, tableStateIndex } from './subscriptions/overview/state-index.ts';
import type { SubscriptionCopies } from './subscriptions/owners/subscription-copies.ts';
import { tableSubscriptionCopies } from './subscriptions/owners/table-subscription-copies.ts';
import type { Runs } from './subscriptions/running/runs.ts';
import { tableRuns } from './subscriptions/running/table-runs.ts';
import type { SharedSchedules } from './subscriptions/shared-schedules/shared-schedules.ts';
import { tableSharedSchedules } from './subscriptions/shared-schedules/table-shared-schedules.ts';
import type { ReportParameters, Subscriptions } from './subscriptions/subscription.ts';
import { tableSubscriptions } from './subscriptions/table-subscriptions.ts';
import { type TileMoves, tableTileMoves } from './subscriptions/tile-moves/tile-moves.ts';
import { tracedPowerBi } from './telemetry/traced-ports.ts';
import { createTracer, type Tracer } from './telemetry/tracer.ts';
import { announceCredentials } from './upkeep/retire-unnamed-credentials.ts';
import { tableUpkeep } from './upkeep/table-upkeep.ts';
import type { Upkeep } from './upkeep/upkeep.ts';

/**
 * Everything a use case may need, by the name under which it asks for it. A use case takes the few it names; the
 * functions hand over the whole.
 */
export type App = {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly tracer: Tracer;

  readonly cookies: CookieNames;
  readonly sessions: Sessions;
  readonly openSession: Sessions['open'];
  readonly openSetupSession: (cookie: string) => Promise<boolean>;
  readonly verifyBearer: (token: string) => Promise<Principal | undefined>;

  readonly registrations: Registrations;
  readonly alarms: RegistrationAlarms;
  readonly lease: RegistrationLease;
  readonly directories: Directories;
  readonly audit: Audit;
  readonly serviceOwned: ServiceOwned;
  readonly requireRegistered: () => Promise<void>;

  readonly entra: Entra;
  readonly epochs: Epochs;
  readonly signIn: SignIn;
  readonly users: Users;
  readonly ownersLeft: OwnersLeft;
  readonly tokenStore: TokenStore;
  readonly powerBiTokens: PowerBiTokens;

  readonly catalog: Catalog;
  readonly definitions: ReturnType<Storage['blobs']>;
  readonly prepareFile: UploadDependencies<FoundPassword>['prepareFile'];
  readonly keepPasswords: UploadDependencies<FoundPassword>['keepPasswords'];
  /** Credentials of data sources. */
  readonly credentials: CredentialStore;
  /** Hosts that data sources and external images may lead to. */
  readonly allowed: AllowedHosts;
  readonly databases: Databases;
  readonly reportServers: ReportServers;
  readonly serverLinks: ServerLinks;
  readonly serverPasswords: ServerPasswords;
  readonly serverAccess: ServerAccess;
  readonly reports: ReportSource;
  readonly engine: LoadReportEngine;
  readonly pictures: TilePictures;
  readonly reportUrl: (report: {
    readonly reportId: string;
    readonly parameters: ReportParameters;
  }) => string;

  readonly powerBi: PowerBi;
  readonly gateway: TileGateway;
  readonly kits: TemplateKits;

  readonly pins: Pins;
  readonly pinOwners: PinOwners;
  readonly pictureKeys: KeyRing;
  readonly pinPictures: PinPictures;
  readonly pinQueue: Queue;

  readonly subscriptions: Subscriptions;
  readonly due: DueIndex;
  readonly states: StateIndex;
  readonly cursor: DispatchCursor;
  readonly reconciliation: Reconciliation;
  readonly runs: Runs;
  readonly refreshQueue: Queue;
  readonly dispatchQueue: Queue;
  readonly sharedSchedules: SharedSchedules;
  readonly applyQueue: Queue;
  readonly copies: SubscriptionCopies;
  readonly ownerQueue: Queue;
  readonly moves: TileMoves;
  readonly moveQueue: Queue;
  readonly notifications: Notifications;
  readonly webhooks: Webhooks;
  readonly postWebhook: PostWebhook;
  readonly upkeep: Upkeep;
  readonly usedStates: Table;
  readonly renderClaims: Table;
  readonly limiter: Limiter;

  /** Lease of a run and of a pin's worker; every outward deadline ends before it. */
  readonly leaseSeconds: number;
  readonly timeDivisor: number;
};

const LEASE_SECONDS = 300;

/** What differs between Azure and a test: where things are kept, and what time it is. */
export type Platform = {
  readonly storage: Storage;
  readonly secrets: Secrets;
  /** The key that wraps the data keys of the token store. */
  readonly keyWrapper: KeyWrapper;
  readonly log: Log;
  readonly clock?: Clock;
  /** One that sends traces somewhere; without it they are only in log events. */
  readonly tracer?: Tracer;
};

/** The composition root: settings -> adapters -> use cases. Nothing is sent before the first call. */
export function createApp(settings: Settings, platform: Platform): App {
  const { storage, secrets, log } = platform;
  const clock = platform.clock ?? systemClock;
  const tracer = platform.tracer ?? createTracer({ log, now: () => clock.now().epochMilliseconds });
  const { cloud } = settings;
  const secure = settings.portalUrls[0].startsWith('https://');
  const leaseSeconds = LEASE_SECONDS / settings.timeDivisor;
  const table = (name: keyof typeof TABLES) => storage.table(TABLES[name]);

  const users = tableUsers(table('users'));
  const registrations = tableRegistrations(table('registration'));
  const alarms = tableRegistrationAlarms({ table: table('registration'), clock, log });
  const managedIdentity = msalManagedIdentity({ clientId: settings.identity.clientId });
  const entra = msalEntra({
    cloud,
    clientAssertion: () => managedIdentity.token(cloud.tokenExchangeAudience),
  });
  const verifier = joseTokenVerifier({ cloud, clock });
  const sealer = joseSealer({
    ring: secretKeyRing({ secrets, name: 'session-keys', clock }),
    clock,
    audience: settings.identity.clientId,
  });
  const epochs = tableEpochs({ users: table('users'), clock });
  const sessions = createSessions({ sealer, epochs });
  const registeredApp = async () => powerBiApp(await registrations.current());

  const tokenStore = bothTokenStores({
    keyVault: keyVaultTokenStore(secrets),
    envelope: envelopeTokenStore({
      table: table('tokens'),
      dataKeys: tableDataKeys({ table: table('tokens'), wrapper: platform.keyWrapper, clock }),
      log,
    }),
    writes: settings.tokenStore,
  });
  const scopes = powerBiScopes(cloud);
  const audit = tableAudit(table('audit'), clock);
  const serviceOwned = tableServiceOwned({ table: table('registration'), audit, clock });
  const peoplesTokens = createPowerBiTokens({
    entra,
    store: tokenStore,
    users,
    registeredApp,
    health: alarms,
    scopes,
    settings,
    clock,
    log,
  });
  const powerBiTokens = withServiceTokens(peoplesTokens, {
    entra,
    registeredApp,
    requireServiceOwned: () => requireServiceOwned(serviceOwned),
    health: alarms,
    scope: `${cloud.powerBiAudience}/.default`,
    clock,
  });
  const directPowerBi = fetchPowerBi({
    baseUrl: cloud.powerBiUrl,
    fabricUrl: cloud.fabricUrl,
    tokens: powerBiTokens,
    log,
  });
  const powerBi = tracedPowerBi(directPowerBi, tracer);
  const gateway = templateTileGateway(powerBi, pushPace({ clock }));

  const engine = loadEngine(settings);
  const pinOwners = tablePinOwners(table('pins'));
  const pictureKeys = secretKeyRing({ secrets, name: 'picture-keys', clock });
  const catalog = tableCatalog(table('catalogItems'));
  const definitions = storage.blobs(BLOBS.definitions);
  const upkeep = tableUpkeep(table('upkeep'));
  const credentials = storedCredentials({
    table: table('catalogItems'),
    secrets,
    announce: (id) => announceCredentials(upkeep, id, clock.now()),
  });
  const allowed = settings.dataSourceHosts;
  const limiter = tableLimiter({ table: table('slots'), clock, leaseSeconds: LEASE_SECONDS });
  const sleep = (milliseconds: number) => setTimeout(milliseconds);
  const databases = cappedDatabases(lazyDatabases({ allowed }), {
    limiter,
    most: settings.maxQueriesPerDatabase,
    clock,
    sleep,
    log,
  });
  const servers = reportServerServices({
    table: table('reportServers'),
    secrets,
    allowed,
    clock,
    limiter,
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
  const pictures = engineTilePictures({ reports, engine, renders });

  return {
    settings,
    clock,
    log,
    tracer,
    cookies: cookieNames(secure),
    sessions,
    openSession: sessions.open,
    async openSetupSession(cookie) {
      return (
        (await sessions.openSetup(cookie)) !== undefined && (await setupIsOpen({ registrations, alarms }))
      );
    },
    async verifyBearer(token) {
      const registration = await registrations.current();
      const app = portalApp(registration);
      const principal = app && (await verifier.bearer(app, token));
      if (principal?.kind !== 'user' || !isFirstAdmin(registration, principal.oid)) return principal;
      return { ...principal, roles: [...new Set([...principal.roles, 'Admin' as const])] };
    },
    registrations,
    alarms,
    lease: tableRegistrationLease(table('registration'), clock),
    directories: createDirectories({
      settings,
      managedIdentity,
      adminSignIn: deviceCodeSignIn({ cloud, tenantId: settings.tenantId, clock }),
      sealer,
    }),
    audit,
    serviceOwned,
    async requireRegistered() {
      await registeredApp();
    },
    entra,
    epochs,
    signIn: createSignIn({
      entra,
      health: alarms,
      limit: tableRedeemLimit(table('usedStates'), clock),
      cloud,
      verifier,
      sealer,
      usedStates: table('usedStates'),
      powerBiScopes: scopes,
      clock,
    }),
    users,
    ownersLeft: tableOwnersLeft(table('users')),
    tokenStore,
    powerBiTokens,
    catalog,
    definitions,
    async prepareFile(kind, bytes, extension) {
      const [{ prepareFile }, reader] = await Promise.all([
        import('./data-sources/prepare-file.ts'),
        engine(),
      ]);
      return prepareFile(reader, kind, bytes, extension);
    },
    keepPasswords: (user, item, passwords) => keepPasswords({ credentials, clock }, user, item, passwords),
    credentials,
    allowed,
    databases,
    ...servers,
    engine,
    reports,
    pictures,
    reportUrl: reportUrl(settings.portalUrls[0]),
    powerBi,
    gateway,
    kits: createTemplateKits({
      table: table('registration'),
      powerBi,
      gateway,
      installation: settings.installation,
      clock,
    }),
    pins: tablePins(table('pins')),
    pinOwners,
    pictureKeys,
    pinPictures: blobPinPictures({
      blobs: storage.blobs(BLOBS.pictures),
      owners: pinOwners,
      ring: pictureKeys,
      pictures,
      baseUrl: settings.portalUrls[0],
    }),
    pinQueue: storage.queue(QUEUES.pinTile),
    subscriptions: tableSubscriptions(table('subscriptions')),
    due: tableDueIndex(table('dueIndex')),
    states: tableStateIndex(table('stateIndex')),
    cursor: tableDispatchCursor(table('cursor')),
    reconciliation: tableReconciliation(table('cursor')),
    runs: tableRuns({ table: table('runs'), clock, leaseSeconds }),
    refreshQueue: storage.queue(QUEUES.refreshTile),
    dispatchQueue: storage.queue(QUEUES.dispatchDue),
    sharedSchedules: tableSharedSchedules(table('sharedSchedules'), settings.tenantId),
    applyQueue: storage.queue(QUEUES.applySchedule),
    copies: tableSubscriptionCopies(table('subscriptions')),
    ownerQueue: storage.queue(QUEUES.changeOwner),
    moves: tableTileMoves(table('subscriptions')),
    moveQueue: storage.queue(QUEUES.moveTile),
    notifications: tableNotifications({ table: table('notifications'), upkeep, clock }),
    webhooks: tableWebhooks({ table: table('registration'), secrets, upkeep, clock }),
    postWebhook: guardedPostWebhook(settings.webhookHosts),
    upkeep,
    usedStates: table('usedStates'),
    renderClaims: table('renders'),
    limiter,
    leaseSeconds,
    timeDivisor: settings.timeDivisor,
  };
}

/** The reports of the catalog with their data: loaded at the first use, too. */
function loadReports(dependencies: CatalogReportDependencies): () => Promise<ReportSource> {
  let loaded: ReportSource | undefined;
  return async () => {
    loaded ??= (await import('./reports/catalog-report-source.ts')).catalogReportSource(dependencies);
    return loaded;
  };
}

/** The item engine with its fonts: loaded and made at its first use, once a process. */
function loadEngine(settings: Settings): LoadReportEngine {
  let loaded: Promise<ReportEngine> | undefined;
  return () => {
    loaded ??= import('./reports/rdl-report-engine.ts').then(({ createRdlReportEngine }) =>
      withElsewhere(createRdlReportEngine(settings)),
    );
    // A load that failed is tried again.
    loaded.catch(() => {
      loaded = undefined;
    });
    return loaded;
  };
}
