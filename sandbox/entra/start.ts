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
 * Starts Entra ID for one tenant on 127.0.0.1: sign-in pages, `/<tenant>/oauth2/v2.0/{authorize,token,devicecode,logout}`,
 * discovery, admin consent, and the managed identity's token endpoint.
 *
 * **msal-node over plain http.** msal refuses an `http:` authority, but takes endpoints from `authorityMetadata` as they
 * are, without a discovery call and without comparing the issuer. So an application needs one setting,
 * `ENTRA_AUTHORITY_HOST` (this stand-in's `url`; `https://login.microsoftonline.com` in production), and for an
 * `http:` host on loopback makes of it
 *
 * ```ts
 * const { host } = new URL(ENTRA_AUTHORITY_HOST);          // 127.0.0.1:8080
 * const base = `${ENTRA_AUTHORITY_HOST}/${tenantId}`;
 * auth: {
 *   authority: `https://${host}/${tenantId}`,              // a name only; nothing is fetched from it
 *   knownAuthorities: [host],
 *   authorityMetadata: JSON.stringify({
 *     issuer: `${base}/v2.0`,
 *     authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
 *     token_endpoint: `${base}/oauth2/v2.0/token`,
 *     device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
 *     end_session_endpoint: `${base}/oauth2/v2.0/logout`,
 *     jwks_uri: `${base}/discovery/v2.0/keys`,
 *   }),
 * }
 * ```
 *
 * For an `https:` host `authority: base` alone is right. The id token's issuer is `<base>/v2.0`, its keys are at
 * `<base>/discovery/v2.0/keys`.
 *
 * **Managed identity.** `IDENTITY_ENDPOINT=<url>/msi/token` and `IDENTITY_HEADER=<identityHeader of the seed>` are what
 * @azure/identity and msal's ManagedIdentityApplication read; name the identity by its client id. Both remember the
 * endpoint for the life of the process. A federated credential that trusts it has the issuer `<base>/v2.0`, the
 * identity's principal id as subject and the audience `api://AzureADTokenExchange`.
 *
 * **Kinder or stricter than the real one**, knowingly: no password is asked for; consent is recorded unasked unless
 * `setUserConsent` says otherwise; a plain PKCE challenge and the implicit flow are refused always; of federated issuers
 * only the tenant itself can be verified; an app role takes effect in the managed identity's next token, where the real
 * platform may hand out a cached one for a day.
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
