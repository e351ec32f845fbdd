import type { Owner } from '../../api/types.ts';

/** As far as somebody is known. */
export function ownerName({ name, upn, oid }: Owner): string {
  if (name === undefined) return upn ?? oid;
  return upn === undefined ? name : `${name} (${upn})`;
}
