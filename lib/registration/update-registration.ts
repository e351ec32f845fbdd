import { DomainError } from '../errors.ts';
import { callbackUrl } from '../identity/sign-in.ts';
import type { RegisterDependencies } from './register.ts';
import type { Registration, StoredRegistration } from './registration.ts';

/** R17: redirect URLs that the portal needs and the registration lacks. */
export function missingRedirectUrls(
  registration: Registration | undefined,
  portalUrls: readonly string[],
): readonly string[] {
  const wanted = portalUrls.map(callbackUrl);
  return registration ? wanted.filter((url) => !registration.redirectUrls.includes(url)) : [];
}

/**
 * R16: brings the redirect URLs in line with the portal's. Entra first, our row after: cut off in between, the warning
 * stays and updating again does the rest.
 * @throws DomainError NOT_REGISTERED, DIRECTORY_REFUSED, DIRECTORY_UNAVAILABLE, CONFLICT.
 */
export async function updateRegistration(
  { registrations, directory, audit, settings, clock }: RegisterDependencies,
  by: string,
): Promise<StoredRegistration> {
  const present = await registrations.current();
  if (present?.appId === undefined || present.state !== 'registered') throw new DomainError('NOT_REGISTERED');
  const app = await directory.get(present.appId);
  if (!app)
    throw new DomainError('REGISTRATION_BROKEN', {
      detail: 'The application was deleted in Entra. Restore it there, or unregister and register again.',
    });
  const redirectUrls = settings.portalUrls.map(callbackUrl);
  await directory.setRedirectUrls(app, redirectUrls);
  const { etag, ...before } = present;
  const after = await registrations.save(
    { ...before, redirectUrls, changedBy: by, changedAt: clock.now() },
    etag,
  );
  await audit.record({
    action: 'registration.updated',
    by,
    subject: app.appId,
    detail: redirectUrls.join(' '),
  });
  return after;
}
