import { DomainError } from '../errors.ts';
import { callbackUrl } from '../identity/sign-in.ts';
import type { AppDirectory } from './app-directory.ts';
import { completeApp } from './complete-app.ts';
import { identify, type RegistrationDependencies, recordSteps, settle } from './register.ts';
import type { Registration, StoredRegistration } from './registration.ts';

/** R17: redirect URLs that the portal needs and the registration lacks. */
export function missingRedirectUrls(
  registration: Registration | undefined,
  portalUrls: readonly string[],
): readonly string[] {
  const wanted = portalUrls.map(callbackUrl);
  return registration ? wanted.filter((url) => !registration.redirectUrls.includes(url)) : [];
}

/** R17: redirect URLs of ours that the app has and the portal needs no more. */
export function obsoleteRedirectUrls(
  registration: Registration | undefined,
  portalUrls: readonly string[],
): readonly string[] {
  const wanted = portalUrls.map(callbackUrl);
  return registration ? registration.redirectUrls.filter((url) => !wanted.includes(url)) : [];
}

/**
 * R16: brings the redirect URLs in line with the portal's, and with them everything else that the app needs: what was
 * taken away in Entra is put back, an app that was deleted lately is restored.
 * Crash story: Entra first, our row after each step; cut off, the warning stays and updating again does the rest.
 * @throws DomainError NOT_REGISTERED, REGISTRATION_BROKEN, DIRECTORY_REFUSED, DIRECTORY_UNAVAILABLE, CONFLICT.
 */
export async function updateRegistration(
  dependencies: RegistrationDependencies,
  { directory, by }: { readonly directory: AppDirectory; readonly by: string },
): Promise<StoredRegistration> {
  const { registrations, clock, settings } = dependencies;
  const present = await registrations.current();
  if (present?.app === undefined || present.state !== 'registered') throw new DomainError('NOT_REGISTERED');
  if (present.backend === 'adopt') return updateByHand(present, directory, settings.portalUrls);
  const { appId, objectId } = present.app;
  const app =
    (await directory.get(appId)) ??
    (objectId === undefined ? undefined : await directory.restore({ appId, objectId }));
  if (!app)
    throw new DomainError('REGISTRATION_BROKEN', {
      detail: 'The application was deleted in Entra and cannot be restored. Unregister and register again.',
    });
  const { etag, ...before } = present;
  const begun = await registrations.save({ ...before, changedBy: by, changedAt: clock.now() }, etag);
  const { done } = recordSteps(dependencies, begun);
  const completed = await completeApp({ ...dependencies, directory }, app, {
    tenantId: present.tenantId,
    former: present,
    done,
  });
  await done('consent', { ...completed, app: identify(app) });
  return settle(dependencies, { by, action: 'registration.updated', app: identify(app), switched: false });
}

/** Says what to change; the row follows when a sign-in has proven it. */
async function updateByHand(
  present: StoredRegistration,
  directory: AppDirectory,
  portalUrls: readonly string[],
): Promise<StoredRegistration> {
  const add = missingRedirectUrls(present, portalUrls);
  const remove = obsoleteRedirectUrls(present, portalUrls);
  const app = present.app && (await directory.get(present.app.appId));
  if (app && add.length + remove.length > 0) await directory.changeRedirectUrls(app, { add, remove });
  return present;
}
