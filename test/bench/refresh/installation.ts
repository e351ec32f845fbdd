import { readFileSync } from 'node:fs';
import { type App, createApp } from '../../../lib/app.ts';
import { serve } from '../../../lib/http/serve.ts';
import { type Owner, parseOwner } from '../../../lib/identity/principal.ts';
import { jsonLog } from '../../../lib/log.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { KeyVaultKeyWrapper } from '../../../lib/storage/azure/key-vault-key-wrapper.ts';
import { KeyVaultSecrets } from '../../../lib/storage/azure/key-vault-secrets.ts';
import { managedIdentityCredential } from '../../../lib/storage/azure/managed-identity.ts';
import { BLOBS, QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { portsFrom, takenPort } from '../../../sandbox/addresses.ts';
import { appSettings } from '../../../sandbox/app-settings.ts';
import { type StandIns, startStandIns } from '../../../sandbox/stand-ins.ts';
import { startAzurite } from '../../support/azurite.ts';
import '../../support/every-route.ts';
import { InProcessPerson } from '../../support/in-process-person.ts';
import { routeOf } from '../../support/route-of.ts';
import { temporaryFolder } from '../../support/sandbox-process.ts';

const REPORT = 'Sales Overview';
const FIRST_PORT = 19_400;

export type BenchInstallation = {
  readonly app: App;
  readonly connectionString: string;
  /** A person who is signed in to Power BI, the report they see, and a workspace of theirs. */
  readonly owner: Owner;
  readonly reportId: string;
  readonly workspaceId: string;
  close(): Promise<void>;
};

/** The app in this process on Azurite, Entra, Graph, Key Vault and Power BI, registered, with a report to refresh. */
export async function startInstallation(): Promise<BenchInstallation> {
  const folder = temporaryFolder();
  const azurite = await startAzurite();
  const ports = portsFrom(await freePorts());
  const standIns = await startStandIns(ports, folder.path);
  const { connectionString } = azurite;
  const environment = {
    ...appSettings({
      addresses: standIns.addresses,
      storage: connectionString,
      tenant: standIns.tenant,
      timeDivisor: 1,
    }),
  };
  // The client of the managed identity reads them where the host would have put them.
  Object.assign(process.env, environment);
  const settings = parseSettings(environment);
  const storage = new AzureStorage({ connectionString });
  await storage.ensure({
    tables: Object.values(TABLES),
    queues: Object.values(QUEUES),
    containers: Object.values(BLOBS),
  });
  const credential = managedIdentityCredential(settings.identity.clientId);
  const vault = { vaultUri: settings.keyVaultUrl, credential };
  const app = createApp(settings, {
    storage,
    secrets: new KeyVaultSecrets(vault),
    keyWrapper: new KeyVaultKeyWrapper({ ...vault, keyName: settings.tokenKey }),
    log: jsonLog((level, line) => {
      if (level === 'error') console.error(line);
    }),
  });
  const people = await walkIn(app, standIns);
  return {
    app,
    connectionString,
    ...people,
    async close() {
      await standIns.close();
      await azurite.close();
      folder.remove();
    },
  };
}

async function freePorts(): Promise<number> {
  for (let base = FIRST_PORT; base < FIRST_PORT + 400; base += 10)
    if (!(await takenPort(portsFrom(base)))) return base;
  throw new Error('No eight ports in a row are free.');
}

/** Registers, publishes the report and signs the person in, by the routes that people use. */
async function walkIn(app: App, { accounts, addresses }: StandIns) {
  const served = {
    answer(request: Request) {
      const { method, url, headers } = request;
      const { route, params } = routeOf(method, new URL(url).pathname);
      return serve(route, app, { method, url, headers, params, arrayBuffer: () => request.arrayBuffer() });
    },
  };
  const person = (account: string) => {
    const someone = new InProcessPerson(served, account);
    someone.portal = addresses.portal;
    return someone;
  };
  const admin = person(accounts.administrator);
  await admin.send('POST', '/api/setup/session');
  await admin.json('POST', '/api/registration');
  await admin.signIn();
  const publisher = person(accounts.publisher);
  await publisher.signIn();
  const rdl = readFileSync(`sandbox/reports/${REPORT}.rdl`, 'utf8');
  const uploaded = await publisher.send('PUT', `/api/catalog/${encodeURIComponent(`${REPORT}.rdl`)}`, {
    body: rdl,
    headers: { 'content-type': 'application/xml' },
  });
  const user = person(accounts.user);
  await user.signIn();
  await user.signInToPowerBi();
  const { value } = await user.json<{ value: { id: string; name: string }[] }>(
    'GET',
    '/api/power-bi/workspaces',
  );
  const workspaceId = value.find(({ name }) => name === 'Sales')?.id;
  const owner = parseOwner(app.settings.tenantId, accounts.user);
  const { id: reportId } = uploaded.body as { readonly id?: string };
  if (!owner || workspaceId === undefined || reportId === undefined)
    throw new Error(`The installation did not come up: ${JSON.stringify(uploaded.body)}`);
  return { owner, reportId, workspaceId };
}
