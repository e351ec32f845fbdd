import type { CatalogItem } from '../catalog/catalog.ts';
import type { Clock } from '../clock.ts';
import type { UserPrincipal } from '../identity/principal.ts';
import { serverOf } from './credential-state.ts';
import type { CredentialStore } from './credentials.ts';
import { type DataSource, embeddedSourceId, sharedSourceId } from './data-source.ts';
import type { FoundPassword } from './take-passwords.ts';

/**
 * Moves passwords that stood in an uploaded definition into the key vault, unless credentials are stored already: an old
 * file must not replace what a publisher has entered since.
 * @returns what was done with each, as a sentence
 */
export async function keepPasswords(
  { credentials, clock }: { readonly credentials: CredentialStore; readonly clock: Clock },
  user: UserPrincipal,
  item: CatalogItem,
  found: readonly FoundPassword[],
): Promise<readonly string[]> {
  if (found.length === 0) return [];
  const known = await credentials.ofItem(item.id);
  const notes: string[] = [];
  for (const password of found) {
    const source = sourceOf(item, password);
    const what = `The password of data source "${source.name}" was taken out of the definition`;
    if (password.credentials === undefined)
      notes.push(`${what}; no user stood beside it, so store credentials.`);
    else if (known.get(source.id)?.choice === 'stored') notes.push(`${what}; the stored credentials stay.`);
    else {
      const { id, itemId } = source;
      const record = { id, itemId, choice: 'stored', server: serverOf(source) } as const;
      await credentials.write(
        { ...record, changedBy: user.owner, changedAt: clock.now() },
        password.credentials,
      );
      notes.push(`${what} and is stored in the key vault.`);
    }
  }
  return notes;
}

function sourceOf(item: CatalogItem, { name, provider, connectString }: FoundPassword): DataSource {
  const common = { itemId: item.id, path: item.path, provider, connectString };
  return item.kind === 'report'
    ? { id: embeddedSourceId(item.id, name), kind: 'embedded', name, ...common }
    : { id: sharedSourceId(item.id), kind: 'shared', name: item.name, ...common };
}
