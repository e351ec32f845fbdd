import { systemClock } from '../../lib/clock.ts';
import { DomainError } from '../../lib/errors.ts';
import { tableEpochs } from '../../lib/identity/epochs.ts';
import { tableAudit } from '../../lib/registration/audit.ts';
import { graphDirectory } from '../../lib/registration/graph-directory.ts';
import { tableRegistrationLease } from '../../lib/registration/lease.ts';
import type { RegistrationDependencies } from '../../lib/registration/register.ts';
import { tableRegistrations } from '../../lib/registration/registration.ts';
import { tableRegistrationAlarms } from '../../lib/registration/registration-alarm.ts';
import { parseSettings } from '../../lib/settings.ts';
import { MemoryStorage } from '../../lib/storage/memory/memory-storage.ts';
import type { Table } from '../../lib/storage/table.ts';
import { initialDirectory, seedTenant } from '../../sandbox/entra/directory/seed.ts';
import { type EntraStandIn, startEntra } from '../../sandbox/entra/start.ts';
import { type GraphStandIn, startGraph } from '../../sandbox/graph/start.ts';
import { ADA, managedIdentityToken, personToken } from '../integration/sandbox/graph/setup.ts';

/** Fails the n-th of what passes, before or after it takes effect; 0 fails nothing. */
export type FailAt = { readonly n: number; readonly when: 'before' | 'after' };

const ADMIN_SCOPES = [
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Organization.Read.All',
].map((name) => `https://graph.microsoft.com/${name}`);

/** The use cases of a registration against the Graph stand-in, with tables in memory. `reset` empties the tenant. */
export class RegistrationBench {
  readonly entra: EntraStandIn;
  readonly graph: GraphStandIn;
  graphCalls = 0;
  tableWrites = 0;
  failCall: FailAt = { n: 0, when: 'before' };
  failWrite: FailAt = { n: 0, when: 'before' };
  storage = new MemoryStorage(systemClock);
  readonly #tokens: { readonly managedIdentity: string; readonly admin: string };
  readonly #fetch = globalThis.fetch;

  private constructor(
    standIns: { readonly entra: EntraStandIn; readonly graph: GraphStandIn },
    tokens: { readonly managedIdentity: string; readonly admin: string },
  ) {
    this.entra = standIns.entra;
    this.graph = standIns.graph;
    this.#tokens = tokens;
    globalThis.fetch = (input, init) => this.#send(input, init);
  }

  static async start(): Promise<RegistrationBench> {
    const entra = await startEntra();
    const graph = await startGraph({ entra });
    const tokens = {
      managedIdentity: await managedIdentityToken(entra),
      admin: await personToken(entra, ADA, ADMIN_SCOPES.join(' ')),
    };
    return new RegistrationBench({ entra, graph }, tokens);
  }

  async close(): Promise<void> {
    globalThis.fetch = this.#fetch;
    await this.graph.close();
    await this.entra.close();
  }

  /** The tenant as it was on its first day, and nothing in our tables. */
  async reset(): Promise<void> {
    const { state } = this.entra.directory;
    const fresh = initialDirectory(seedTenant(), Date.now());
    // Service principals of Microsoft keep the ids that tokens and grants refer to.
    const kept = state.servicePrincipals.filter(({ published }) => published !== undefined);
    Object.assign(state, {
      applications: [],
      deletedApplications: [],
      deletedServicePrincipals: [],
      oauth2PermissionGrants: [],
      servicePrincipals: kept,
      users: fresh.users.map((user) => ({
        ...user,
        signInSessionsValidFromDateTime: new Date(0).toISOString(),
      })),
    });
    this.storage = new MemoryStorage(systemClock);
    this.failNothing();
    await this.graph.control.setReplicationLag({ milliseconds: 0 });
  }

  failNothing(): void {
    this.graphCalls = 0;
    this.tableWrites = 0;
    this.failCall = { n: 0, when: 'before' };
    this.failWrite = { n: 0, when: 'before' };
  }

  directory(as: 'managed-identity' | 'admin-sign-in' = 'managed-identity') {
    const token = as === 'managed-identity' ? this.#tokens.managedIdentity : this.#tokens.admin;
    return graphDirectory({
      baseUrl: this.graph.url,
      authorityHost: this.entra.url,
      tenantId: this.entra.tenantId,
      token: async () => token,
    });
  }

  dependencies(environment: Readonly<Record<string, string>> = {}): RegistrationDependencies {
    const [identity] = this.entra.directory.state.managedIdentities;
    if (!identity) throw new Error('No managed identity.');
    const settings = parseSettings({
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      PORTAL_URLS: 'http://127.0.0.1:7071',
      KEY_VAULT_URL: 'http://127.0.0.1:9',
      TENANT_ID: this.entra.tenantId,
      AZURE_CLIENT_ID: identity.clientId,
      IDENTITY_PRINCIPAL_ID: identity.principalId,
      ENTRA_AUTHORITY_HOST: this.entra.url,
      GRAPH_URL: this.graph.url,
      ...environment,
    });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const clock = systemClock;
    const table = this.#table('Registration');
    return {
      registrations: tableRegistrations(table),
      lease: tableRegistrationLease(this.storage.table('Registration'), clock),
      alarms: tableRegistrationAlarms({ table, clock, log }),
      epochs: tableEpochs({ users: this.#table('Users'), clock }),
      audit: tableAudit(this.#table('Audit'), clock),
      settings,
      clock,
      log,
    };
  }

  #table(name: string): Table {
    const table = this.storage.table(name);
    return {
      get: (key) => table.get(key),
      page: (query) => table.page(query),
      write: (write) => this.#written(() => table.write(write)),
      batch: (writes) => this.#written(() => table.batch(writes)),
    };
  }

  async #written<T>(write: () => Promise<T>): Promise<T> {
    this.tableWrites += 1;
    const fails = this.tableWrites === this.failWrite.n;
    const lost = new DomainError('STORAGE_UNAVAILABLE');
    if (fails && this.failWrite.when === 'before') throw lost;
    const result = await write();
    if (fails) throw lost;
    return result;
  }

  async #send(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith(`${this.graph.url}/v1.0`)) return this.#fetch(input, init);
    this.graphCalls += 1;
    const fails = this.graphCalls === this.failCall.n;
    if (fails && this.failCall.when === 'before') throw new TypeError('fetch failed');
    const answer = await this.#fetch(input, init);
    if (!fails) return answer;
    await answer.arrayBuffer();
    throw new TypeError('fetch failed');
  }
}
