import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { UserPrincipal } from '../identity/principal.ts';
import type { Log } from '../log.ts';
import { serverOf, takesCredentials } from './credential-state.ts';
import { findSource, type ListedSource, type SourceDependencies } from './list-sources.ts';
import type { Credentials } from './sql/database.ts';

export type CredentialInput =
  | ({ readonly mode: 'stored' } & Credentials)
  | { readonly mode: 'none' }
  | { readonly mode: 'prompt' };

type Dependencies = SourceDependencies & { readonly clock: Clock; readonly log: Log };

/**
 * Says how a data source is signed in to, and stores the credentials where it is with stored ones. They are bound to the
 * server that the definition names now.
 * @throws DomainError NOT_FOUND, DATA_SOURCE_INVALID, SECRETS_UNAVAILABLE
 */
export async function changeCredentials(
  dependencies: Dependencies,
  user: UserPrincipal,
  id: string,
  input: CredentialInput,
): Promise<ListedSource> {
  const { source } = await findSource(dependencies, id);
  if (!takesCredentials(source))
    throw new DomainError('DATA_SOURCE_INVALID', {
      detail: `The rows of data source "${source.name}" are in the report itself: it takes no credentials.`,
    });
  const stored = input.mode === 'stored' ? { user: input.user, password: input.password } : undefined;
  await dependencies.credentials.write(
    {
      id: source.id,
      itemId: source.itemId,
      choice: input.mode,
      server: serverOf(source),
      changedBy: user.owner,
      changedAt: dependencies.clock.now(),
    },
    stored,
  );
  dependencies.log.info('credentials.changed', { dataSourceId: id, mode: input.mode, by: user.owner });
  return findSource(dependencies, id);
}

/** Forgets what was stored. Repeatable. @throws DomainError NOT_FOUND, SECRETS_UNAVAILABLE */
export async function removeCredentials(
  dependencies: Dependencies,
  user: UserPrincipal,
  id: string,
): Promise<void> {
  const { source } = await findSource(dependencies, id);
  await dependencies.credentials.remove(source.itemId, source.id);
  dependencies.log.info('credentials.removed', { dataSourceId: id, by: user.owner });
}
