import { DomainError } from '../errors.ts';
import type { AppDirectory } from './app-directory.ts';
import type { RegistrationDependencies } from './register.ts';
import type { StoredRegistration } from './registration.ts';

/**
 * Deletes the app in Entra too, after unregistering; then only the set-up link admits. An adopted app is only forgotten:
 * it was not ours. Subscriptions stay; registering with a new app asks everybody to sign in once.
 * Crash story: first the row says that the app is going and every session ends, so that nobody is left outside a portal
 * whose app is gone; then Entra; then the row forgets it. Cut off anywhere, the same request from a set-up session does
 * the rest, and registering instead takes the app up again.
 * @param request.appId what the administrator typed to confirm.
 * @throws DomainError NOT_REGISTERED, CONFLICT, DIRECTORY_REFUSED, DIRECTORY_UNAVAILABLE.
 */
export async function deleteApp(
  dependencies: RegistrationDependencies,
  request: { readonly directory: AppDirectory; readonly appId: string; readonly by: string },
): Promise<StoredRegistration> {
  const { registrations, epochs, audit, clock } = dependencies;
  const { directory, appId, by } = request;
  const present = await registrations.current();
  const app = present?.app ?? present?.deleting;
  if (!present || !app) throw new DomainError('NOT_REGISTERED');
  if (present.state !== 'unregistered')
    throw new DomainError('CONFLICT', { detail: 'Unregister first; then the application can be deleted.' });
  if (app.appId.toLowerCase() !== appId.toLowerCase())
    throw new DomainError('BAD_REQUEST', { detail: 'Confirm with the id of the registered application.' });

  const change = async ({ etag, ...before }: StoredRegistration, to: Partial<StoredRegistration>) =>
    registrations.save({ ...before, ...to, changedBy: by, changedAt: clock.now() }, etag);
  const going = await change(present, { app: undefined, draft: undefined, deleting: app, firstAdmins: [] });
  await epochs.raise('installation');
  if (present.backend !== 'adopt') {
    const commandLine =
      present.commandLineAppId === undefined ? undefined : await directory.get(present.commandLineAppId);
    if (commandLine) await directory.delete(commandLine);
    if (app.objectId !== undefined) await directory.delete({ objectId: app.objectId });
  }
  const gone = await change(going, {
    deleting: undefined,
    commandLineAppId: undefined,
    redirectUrls: [],
    stepsDone: [],
  });
  await audit.record({ action: 'registration.app-deleted', by, subject: app.appId });
  return gone;
}
