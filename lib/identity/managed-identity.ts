import { DomainError } from '../errors.ts';

/** Tokens of the managed identity this app runs as. */
export interface ManagedIdentity {
  /** @param resource without `/.default`: `https://graph.microsoft.com`. Kept in memory until shortly before expiry. */
  token(resource: string): Promise<string>;
}

export function msalManagedIdentity(options: { readonly clientId: string }): ManagedIdentity {
  let application: Promise<{ acquire: (resource: string) => Promise<string> }> | undefined;
  async function create() {
    const { ManagedIdentityApplication } = await import('@azure/msal-node');
    const mi = new ManagedIdentityApplication({
      managedIdentityIdParams: { userAssignedClientId: options.clientId },
    });
    return { acquire: async (resource: string) => (await mi.acquireToken({ resource })).accessToken };
  }
  return {
    async token(resource) {
      application ??= create();
      try {
        return await (await application).acquire(resource);
      } catch (error) {
        throw new DomainError('IDENTITY_UNAVAILABLE', {
          detail: `The managed identity got no token for ${resource}.`,
          cause: error,
        });
      }
    },
  };
}
