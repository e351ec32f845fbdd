import type { Owner } from '../identity/principal.ts';
import { must, type PowerBi } from './client.ts';

type Named = { readonly id: string; readonly name: string; readonly webUrl?: string };

/**
 * The first in a list of a workspace's things that bears exactly this name; dashboards call theirs `displayName`.
 * @throws DomainError WORKSPACE_NOT_FOUND where the list is not there.
 */
export async function findNamed(
  powerBi: PowerBi,
  owner: Owner,
  { path, name }: { readonly path: string; readonly name: string },
): Promise<Named | undefined> {
  type Found = {
    readonly id: string;
    readonly webUrl?: string;
    readonly name?: string;
    readonly displayName?: string;
  };
  const answer = await powerBi.call<{ value: readonly Found[] }>(owner, { method: 'GET', path });
  const found = must(answer, 'WORKSPACE_NOT_FOUND').value.find(
    (one) => (one.displayName ?? one.name) === name,
  );
  return found && { ...found, name };
}
