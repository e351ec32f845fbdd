import type { Configuration, NodeAuthOptions } from '@azure/msal-node';

/**
 * The msal configuration that works over plain http, made from one setting (`ENTRA_AUTHORITY_HOST`) and the tenant id:
 * msal insists on an https authority, but takes endpoints from `authorityMetadata` as they are and asks nobody.
 */
export function msalAuth(
  authorityHost: string,
  tenantId: string,
): Pick<NodeAuthOptions, 'authority' | 'knownAuthorities' | 'authorityMetadata'> {
  const { host } = new URL(authorityHost);
  const base = `${authorityHost}/${tenantId}`;
  return {
    authority: `https://${host}/${tenantId}`,
    knownAuthorities: [host],
    authorityMetadata: JSON.stringify({
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    }),
  };
}

export function msalConfiguration(
  entra: { readonly url: string; readonly tenantId: string },
  auth: Omit<NodeAuthOptions, 'authority'>,
): Configuration {
  return { auth: { ...auth, ...msalAuth(entra.url, entra.tenantId) } };
}
