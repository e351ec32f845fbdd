import { type Owner, parseOwner, readOwner } from './principal.ts';

/** No account of Entra has it: what the installation itself owns is nobody's. */
const SERVICE_OID = '00000000-0000-0000-0000-000000000000';

/** The owner of subscriptions that run in the name of the registered app, whoever made them. */
export function serviceOwnerOf(tenantId: string): Owner {
  const owner = parseOwner(tenantId, SERVICE_OID);
  if (!owner) throw new TypeError('A tenant is named by a GUID.');
  return owner;
}

export function isServiceOwner(owner: Owner): boolean {
  return readOwner(owner)?.oid === SERVICE_OID;
}
