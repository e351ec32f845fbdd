import type { Registration } from '../../api/types.ts';

/** R17: whether the addresses of the portal and the registration's are not the same. */
export function differsFromPortal(registration: Registration): boolean {
  const { state, missingRedirectUrls, obsoleteRedirectUrls } = registration;
  return state === 'registered' && missingRedirectUrls.length + obsoleteRedirectUrls.length > 0;
}
