import type { Owner } from '../../api/types.ts';
import { text } from '../../text/text.ts';

/** No account of Entra has it. */
const INSTALLATION = '00000000-0000-0000-0000-000000000000';

/** As far as somebody is known. */
export function ownerName({ name, upn, oid }: Owner): string {
  if (oid === INSTALLATION) return text.overview.installation;
  if (name === undefined) return upn ?? oid;
  return upn === undefined ? name : `${name} (${upn})`;
}
