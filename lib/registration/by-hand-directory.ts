import { DomainError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import type { AppDirectory } from './app-directory.ts';

/**
 * The directory as far as an adopted app goes: we may not change it, so every change says what to do by hand. What a
 * sign-in can prove, verifying the app records.
 */
export function byHandDirectory(settings: Settings): AppDirectory {
  const byHand = (what: string) =>
    new DomainError('DIRECTORY_REFUSED', {
      detail: `This application was made by hand, and is changed by hand: ${what} Then verify it by signing in.`,
    });
  const refuse = (what: string) => async () => {
    throw byHand(what);
  };
  return {
    tenant: async () => ({ id: settings.tenantId, name: settings.tenantId, managed: true }),
    get: async (appId) => ({ appId, objectId: '', displayName: '', redirectUrls: [] }),
    ensureApp: refuse('make it in Entra.'),
    ensureCommandLine: refuse('make a public client in Entra.'),
    exposeApi: refuse('expose its API in Entra.'),
    async changeRedirectUrls(_app, { add, remove }) {
      const parts = [
        ...add.map((url) => `add the web redirect URI ${url}`),
        ...remove.map((url) => `remove ${url}`),
      ];
      throw byHand(`in Entra, under Authentication, ${parts.join(', ')}.`);
    },
    ensureServicePrincipal: refuse('add it to the tenant.'),
    ensureFederatedCredential: refuse('add the federated credential in Entra.'),
    grantConsent: async () => 'asked',
    restore: async () => undefined,
    delete: refuse('delete it in Entra.'),
  };
}
