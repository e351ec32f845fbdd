import type { Operation } from '../shared/http.ts';
import { type EntraContext, issuerV2 } from './context.ts';

/** Discovery documents, signing keys, and what Entra tells about a domain to anybody. */
export function metadataOperations(entra: EntraContext): readonly Operation[] {
  return [
    {
      name: 'openid-configuration',
      method: 'GET',
      path: /^\/(?<tenant>[^/]+)\/v2\.0\/\.well-known\/openid-configuration$/,
      run: ({ params }) => openIdConfiguration(entra, params.tenant ?? ''),
    },
    {
      name: 'keys',
      method: 'GET',
      path: /^\/[^/]+\/discovery\/v2\.0\/keys$/,
      run: () => ({ status: 200, body: entra.signer.published }),
    },
    {
      name: 'userrealm',
      method: 'GET',
      path: /^\/common\/userrealm\/(?<login>[^/]+)$/i,
      run: ({ params }) => ({ status: 200, body: userRealm(entra, params.login ?? '') }),
    },
  ];
}

function openIdConfiguration(entra: EntraContext, tenant: string): { status: number; body: unknown } {
  const { url, tenantId } = entra;
  const isShared = SHARED_TENANTS.includes(tenant);
  if (!isShared && !isTenant(entra, tenant)) {
    const text = `AADSTS90002: Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`;
    return { status: 400, body: { error: 'invalid_tenant', error_description: text, error_codes: [90002] } };
  }
  const base = `${url}/${isShared ? tenant : tenantId}`;
  return {
    status: 200,
    body: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: isShared ? `${url}/{tenantid}/v2.0` : issuerV2(entra),
      request_uri_parameter_supported: false,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      claims_supported: [
        'sub',
        'iss',
        'aud',
        'exp',
        'iat',
        'auth_time',
        'nonce',
        'name',
        'tid',
        'preferred_username',
      ],
      tenant_region_scope: 'EU',
      cloud_instance_name: new URL(url).host,
      cloud_graph_host_name: 'graph.windows.net',
      msgraph_host: 'graph.microsoft.com',
    },
  };
}

/** In place of a tenant: any that the person belongs to. */
export const SHARED_TENANTS = ['common', 'organizations'];

/** By id, or by one of the tenant's domains. */
export function isTenant(entra: EntraContext, segment: string): boolean {
  const wanted = segment.toLowerCase();
  return (
    wanted === entra.tenantId || entra.directory.state.tenant.domains.some(({ name }) => name === wanted)
  );
}

/** The public answer that tells an unmanaged ("viral") tenant: `IsViral`. */
function userRealm(entra: EntraContext, login: string): Record<string, unknown> {
  const domain = login.slice(login.indexOf('@') + 1).toLowerCase();
  const { tenant } = entra.directory.state;
  const cloud = { cloud_instance_name: new URL(entra.url).host };
  if (!tenant.domains.some(({ name }) => name === domain))
    return { NameSpaceType: 'Unknown', Login: login, ...cloud };
  return {
    NameSpaceType: 'Managed',
    DomainName: domain.toUpperCase(),
    FederationBrandName: tenant.displayName,
    Login: login,
    ...(tenant.type === 'viral' && { IsViral: true }),
    ...cloud,
  };
}
