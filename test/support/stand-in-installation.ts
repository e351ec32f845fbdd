import { type App, createApp } from '../../lib/app.ts';
import { systemClock } from '../../lib/clock.ts';
import type { Answer } from '../../lib/http/route.ts';
import { serve } from '../../lib/http/serve.ts';
import type { Owner } from '../../lib/identity/principal.ts';
import { jsonLog } from '../../lib/log.ts';
import { blobPinPictures } from '../../lib/pins/pin-pictures.ts';
import type { TilePictures } from '../../lib/reports/tile-pictures.ts';
import { parseSettings } from '../../lib/settings.ts';
import { KeyVaultKeyWrapper } from '../../lib/storage/azure/key-vault-key-wrapper.ts';
import { KeyVaultSecrets } from '../../lib/storage/azure/key-vault-secrets.ts';
import { managedIdentityCredential } from '../../lib/storage/azure/managed-identity.ts';
import { MemoryStorage } from '../../lib/storage/memory/memory-storage.ts';
import { BLOBS, QUEUES } from '../../lib/storage-names.ts';
import { dispatchDue } from '../../lib/subscriptions/firing/dispatch-due.ts';
import { refreshMessageSchema } from '../../lib/subscriptions/firing/messages.ts';
import { runRefresh } from '../../lib/subscriptions/running/run-refresh.ts';
import type { SandboxBrowser } from '../../sandbox/entra/browser.ts';
import { seedTenant, type TenantSeed } from '../../sandbox/entra/directory/seed.ts';
import { type EntraStandIn, startEntra } from '../../sandbox/entra/start.ts';
import { type GraphStandIn, startGraph } from '../../sandbox/graph/start.ts';
import { type KeyVaultStandIn, startKeyVault } from '../../sandbox/key-vault/start.ts';
import { InProcessPerson, PORTAL } from './in-process-person.ts';
import { TestPictures } from './memory-installation.ts';
import { MemoryTileGateway } from './memory-tile-gateway.ts';
import { routeOf } from './route-of.ts';
import { SecretScanner } from './secret-scanner.ts';

export { PORTAL };

export const ADA = 'a0000000-0000-4000-8000-00000000000a';
export const BOB = 'b0000000-0000-4000-8000-00000000000b';
export const CLEO = 'c0000000-0000-4000-8000-00000000000c';
export const DEV = 'd0000000-0000-4000-8000-00000000000d';
export const EVE = 'e0000000-0000-4000-8000-00000000000e';

export type Directory = {
  readonly entra: EntraStandIn;
  readonly graph: GraphStandIn;
  readonly vault: KeyVaultStandIn;
  /** Watches everything that installations of this directory leave anywhere. */
  readonly scanner: SecretScanner;
  /** @throws Error where a secret was left in a log line, an answer, a row, a message, a blob or a cookie. */
  close(): Promise<void>;
};

/**
 * Entra, Graph and Key Vault on loopback, in the time of `Date`: a test that fakes it moves everything at once, the
 * Microsoft clients too. One a test file, for those clients remember the managed identity's address.
 */
export async function startDirectory(tenant: TenantSeed = seedTenant()): Promise<Directory> {
  const entra = await startEntra({ tenant });
  const graph = await startGraph({ entra });
  // A deployment makes the key of the token store; here the identity itself does.
  const roles = tenant.managedIdentities.map(({ principalId }) => ({
    principalId,
    role: 'Key Vault Administrator' as const,
  }));
  const vault = await startKeyVault({ entra, roles });
  const [identity] = tenant.managedIdentities;
  process.env.IDENTITY_ENDPOINT = `${entra.url}/msi/token`;
  process.env.IDENTITY_HEADER = identity?.identityHeader;
  // Deleting and recovering take no time that a faked clock would have to pass.
  await vault.control.setTransition({ milliseconds: 0 });
  const scanner = new SecretScanner();
  return {
    entra,
    graph,
    vault,
    scanner,
    async close() {
      scanner.close();
      for (const standIn of [vault, graph, entra]) await standIn.close();
      const leaks = scanner.leaks();
      if (leaks.length > 0) throw new Error(`Secrets were left behind: ${leaks.join('; ')}.`);
    },
  };
}

/** A gateway that gets a token for each call, as the real one does, and keeps what it was given. */
class TokenTileGateway extends MemoryTileGateway {
  readonly tokens: string[] = [];
  tokenFor: (owner: Owner) => Promise<string> = async () => '';

  override async pushRow(...[owner, target, row]: Parameters<MemoryTileGateway['pushRow']>) {
    this.tokens.push(await this.tokenFor(owner as Owner));
    return super.pushRow(owner, target, row);
  }
}

type Options = {
  readonly environment?: Readonly<Record<string, string>>;
  /** The storage of another instance of the same installation. */
  readonly storage?: MemoryStorage;
};

/**
 * The app on memory storage with the real clients of Entra, Graph and Key Vault, its routes called in process. A second
 * one on the same storage is another instance, with nothing in its memory.
 */
export class StandInInstallation {
  readonly storage: MemoryStorage;
  readonly gateway = new TokenTileGateway();
  readonly pictures = new TestPictures();
  /** The engine's own pictures, which `pictures` stand in for. */
  readonly drawn: TilePictures;
  readonly logLines: string[] = [];
  readonly app: App;
  readonly directory: Directory;

  constructor(directory: Directory, { environment = {}, storage }: Options = {}) {
    this.directory = directory;
    this.storage = storage ?? new MemoryStorage(systemClock);
    const { entra, graph, vault } = directory;
    const [identity] = entra.directory.state.managedIdentities;
    if (!identity) throw new Error('The tenant has no managed identity.');
    const settings = parseSettings({
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      PORTAL_URLS: PORTAL,
      KEY_VAULT_URL: vault.url,
      TENANT_ID: entra.tenantId,
      AZURE_CLIENT_ID: identity.clientId,
      IDENTITY_PRINCIPAL_ID: identity.principalId,
      ENTRA_AUTHORITY_HOST: entra.url,
      GRAPH_URL: graph.url,
      // Nothing of Power BI is here: whoever calls it is told that it does not answer.
      POWER_BI_URL: 'http://127.0.0.1:9',
      FABRIC_URL: 'http://127.0.0.1:9',
      ...environment,
    });
    const log = jsonLog((_level, line) => {
      this.logLines.push(line);
      directory.scanner.add('log', line);
    });
    const credential = managedIdentityCredential(identity.clientId);
    const secrets = new KeyVaultSecrets({ vaultUri: vault.url, credential });
    const keyWrapper = new KeyVaultKeyWrapper({
      vaultUri: vault.url,
      keyName: settings.tokenKey,
      credential,
    });
    const app = createApp(settings, { storage: this.storage, secrets, keyWrapper, log });
    this.drawn = app.pictures;
    this.gateway.tokenFor = (owner) => app.powerBiTokens.tokenFor(owner);
    this.app = {
      ...app,
      gateway: this.gateway,
      pictures: this.pictures,
      pinPictures: blobPinPictures({
        blobs: this.storage.blobs(BLOBS.pictures),
        owners: app.pinOwners,
        ring: app.pictureKeys,
        pictures: this.pictures,
        baseUrl: settings.portalUrls[0],
      }),
    };
    directory.scanner.watchStorage(this);
    directory.scanner.watchAnswers(this);
  }

  /** Another process of the same installation. */
  anotherInstance(environment: Readonly<Record<string, string>> = {}): StandInInstallation {
    const other = new StandInInstallation(this.directory, { storage: this.storage, environment });
    for (const name of ['models', 'reports', 'tiles'] as const)
      for (const [id, value] of this.gateway[name])
        (other.gateway[name] as Map<string, unknown>).set(id, value);
    return other;
  }

  person(account: string, browser?: SandboxBrowser): InProcessPerson {
    return new InProcessPerson(this, account, browser);
  }

  /** Answers a request as the host would: by the route that its path fits. */
  async answer(request: Request): Promise<Answer> {
    const { route, params } = routeOf(request.method, new URL(request.url).pathname);
    return serve(route, this.app, {
      method: request.method,
      url: request.url,
      headers: request.headers,
      params,
      arrayBuffer: () => request.arrayBuffer(),
    });
  }

  /** Dispatches what is due now and runs it, until nothing is left that may be run now. */
  async refreshDue(): Promise<void> {
    await dispatchDue(this.app);
    const queue = this.storage.queue(QUEUES.refreshTile);
    for (;;) {
      const received = queue.receive({ max: 32, visibilitySeconds: 600 });
      if (received.length === 0) return;
      for (const one of received) {
        await runRefresh(this.app, refreshMessageSchema.parse(one.message));
        queue.delete(one);
      }
    }
  }
}
