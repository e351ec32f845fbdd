import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import Provider, { type AdapterPayload } from 'oidc-provider';
import { createSandboxClock, type SandboxClock } from '../shared/clock.ts';
import { listen } from '../shared/http.ts';
import { openStateFile } from '../shared/state-file.ts';
import { Traffic } from '../shared/traffic.ts';
import { adminConsentOperations } from './admin-consent.ts';
import type { EntraContext } from './context.ts';
import { type EntraControl, entraControl } from './control.ts';
import { type Client, type Directory, findClient, openDirectory } from './directory/directory.ts';
import { seedTenant, type TenantSeed } from './directory/seed.ts';
import { frontEngine } from './engine-front.ts';
import { managedIdentityOperation } from './managed-identity.ts';
import { metadataOperations } from './metadata.ts';
import { createProvider, detailsOfCurrentRequest } from './provider.ts';
import { type ArtifactState, createArtifactStore } from './provider-store.ts';
import { createRouter } from './router.ts';
import { matchesRedirectUri } from './token-endpoint/client-authentication.ts';
import { createSigner, createSigningKey } from './tokens/signer.ts';

export type EntraOptions = {
  readonly tenant?: TenantSeed;
  /** A free port when left out. */
  readonly port?: number;
  /** Where state outlives the process; in memory when left out. */
  readonly dataFolder?: string;
  /** Shared with the other stand-ins. */
  readonly clock?: SandboxClock;
};

export type EntraStandIn = {
  readonly url: string;
  readonly tenantId: string;
  readonly clock: SandboxClock;
  /** What Graph works on. */
  readonly directory: Directory;
  readonly control: EntraControl;
  close(): Promise<void>;
};

type EntraState = { readonly signingKey: JWK; readonly cookieKey: string; readonly artifacts: ArtifactState };

/**
 * Starts Entra ID for one tenant: sign-in pages, `/oauth2/v2.0/{authorize,token,devicecode,logout}`, discovery, admin
 * consent, and the managed identity's endpoint.
 */
export async function startEntra(options: EntraOptions = {}): Promise<EntraStandIn> {
  const dataFolder = options.dataFolder;
  const clock = options.clock ?? createSandboxClock(dataFolder === undefined ? {} : { dataFolder });
  const directory = await openDirectory({ seed: options.tenant ?? seedTenant(), clock, dataFolder });
  const { state, save } = await openStateFile<EntraState>({
    name: 'entra',
    dataFolder,
    initial: async () => ({
      signingKey: await createSigningKey(),
      cookieKey: randomBytes(32).toString('base64url'),
      artifacts: {},
    }),
  });
  const traffic = new Traffic();
  const signer = await createSigner(state.signingKey);
  const artifacts = createArtifactStore({
    state: state.artifacts,
    clock,
    save,
    findClient: (appId) => clientMetadata(directory, appId),
    detailsOf: (model) => detailsOfCurrentRequest(model, (kind, id) => artifacts.get(kind, id)),
  });
  const { tenantId } = directory.state.tenant;
  const listener = await listen(options.port);
  const entra: EntraContext = { directory, clock, traffic, signer, artifacts, tenantId, url: listener.url };
  const provider = createProvider(entra, { signing: state.signingKey, cookie: state.cookieKey });
  frontEngine(entra, provider);
  const control = entraControl(entra);
  listener.serve({
    operations: [
      ...metadataOperations(entra),
      ...adminConsentOperations(entra),
      managedIdentityOperation(entra),
    ],
    traffic,
    control,
    answerFault: ({ status = 500, message }) => ({ status, body: { statusCode: status, message } }),
    answerUnknown: () => ({ status: 404 }),
    fallback: createRouter(entra, provider),
  });
  return { url: listener.url, tenantId, clock, directory, control, close: listener.close };
}

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** What the engine needs to know of an application; proof of the client is settled before the engine is asked. */
function clientMetadata(directory: Directory, appId: string): AdapterPayload | undefined {
  const client = findClient(directory, appId);
  if (client === undefined) return undefined;
  const redirectUris = [...redirectUrisFor(client)];
  const byRedirect = redirectUris.length > 0;
  return {
    client_id: client.appId,
    client_name: client.displayName,
    token_endpoint_auth_method: 'none',
    grant_types: [...(byRedirect ? ['authorization_code'] : []), 'refresh_token', DEVICE_CODE],
    response_types: byRedirect ? ['code'] : [],
    redirect_uris: redirectUris,
  };
}

/** The engine compares letter by letter; that loopback ports do not count was settled before it is asked. */
function redirectUrisFor(client: Client): readonly string[] {
  const registered = [...client.web, ...client.spa, ...client.publicClient];
  const asked = Provider.ctx?.query.redirect_uri;
  if (typeof asked === 'string' && matchesRedirectUri(registered, asked)) return [asked];
  return registered.filter((uri) => /^https?:/.test(uri));
}
