import type { KoaContextWithOIDC } from 'oidc-provider';
import { AadstsError } from './aadsts.ts';
import type { Client } from './directory/directory.ts';

/** Set by the router, whatever the caller sent: the call came to `common` or `organizations`, not to the tenant. */
export const SHARED_TENANT_HEADER = 'x-sandbox-shared-tenant';

/** An application of one tenant has to name it. */
export function checkTenantOf(ctx: KoaContextWithOIDC, client: Client): void {
  const isShared = ctx.get(SHARED_TENANT_HEADER) !== '';
  if (isShared && client.application?.signInAudience === 'AzureADMyOrg') {
    throw new AadstsError(50194, { appId: client.appId });
  }
}
