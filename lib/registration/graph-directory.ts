import type { AppDirectory } from './app-directory.ts';
import { graphApplications } from './graph-applications.ts';
import type { Graph } from './graph-client.ts';
import { graphGrants } from './graph-grants.ts';
import { readTenant } from './graph-tenant.ts';

/** AppDirectory over Microsoft Graph v1.0, with the rights of whoever the token stands for. */
export function graphDirectory(
  options: Graph & { readonly tenantId: string; readonly authorityHost: string },
): AppDirectory {
  return {
    tenant: () => readTenant(options, options),
    ...graphApplications(options),
    ...graphGrants(options),
  };
}
