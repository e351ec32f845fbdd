import { DomainError } from '../errors.ts';
import type { Tenant } from './app-directory.ts';
import { type Graph, GraphRefusal, many } from './graph-client.ts';
import { isViral } from './user-realm.ts';

type Organization = {
  readonly id: string;
  readonly displayName: string;
  readonly tenantType?: string | null;
  readonly verifiedDomains?: readonly { readonly name: string; readonly isDefault?: boolean }[];
};

/**
 * The tenant as Graph shows it. Reading the organisation is a right of its own that a registration does not need
 * otherwise: without it the tenant of the settings stands, under its id.
 */
export async function readTenant(
  graph: Graph,
  expected: { readonly tenantId: string; readonly authorityHost: string },
): Promise<Tenant> {
  const organization = await readOrganization(graph);
  if (organization === undefined) return { id: expected.tenantId, name: expected.tenantId, managed: true };
  if (organization.id.toLowerCase() !== expected.tenantId.toLowerCase())
    throw new DomainError('DIRECTORY_REFUSED', {
      detail: `TENANT_ID is ${expected.tenantId}, but the directory answers for ${organization.displayName} (${organization.id}).`,
    });
  const domain = organization.verifiedDomains?.find(({ isDefault }) => isDefault)?.name;
  const viral =
    organization.tenantType?.toLowerCase() === 'viral' ||
    (domain !== undefined && (await isViral(expected.authorityHost, domain)));
  return { id: organization.id, name: organization.displayName, managed: !viral };
}

async function readOrganization(graph: Graph): Promise<Organization | undefined> {
  try {
    const path = '/organization?$select=id,displayName,tenantType,verifiedDomains';
    const [organization] = await many<Organization>(graph, path);
    return organization;
  } catch (error) {
    if (error instanceof GraphRefusal && error.status === 403) return undefined;
    throw error;
  }
}
