import { DomainError } from '../errors.ts';

/** Tokens of the managed identity this app runs as. */
export interface ManagedIdentity {
  /** @param resource without `/.default`: `https://graph.microsoft.com`. Kept in memory until shortly before expiry. */
  token(resource: string): Promise<string>;
}

/** What of msal-node is needed here. */
type Library = {
  readonly ManagedIdentityApplication: new (configuration: {
    managedIdentityIdParams: { userAssignedClientId: string };
  }) => { acquireToken(request: { resource: string }): Promise<{ readonly accessToken: string }> };
};

export function msalManagedIdentity(options: {
  readonly clientId: string;
  /** What the library is loaded with; a test makes it fail. */
  readonly load?: () => Promise<Library>;
}): ManagedIdentity {
  const { load = () => import('@azure/msal-node') } = options;
  let application: Promise<{ acquire: (resource: string) => Promise<string> }> | undefined;
  async function create() {
    const { ManagedIdentityApplication } = await load();
    const mi = new ManagedIdentityApplication({
      managedIdentityIdParams: { userAssignedClientId: options.clientId },
    });
    return { acquire: async (resource: string) => (await mi.acquireToken({ resource })).accessToken };
  }
  return {
    async token(resource) {
      application ??= create();
      const begun = application;
      // Not to be kept: a load that failed once would fail every token of this process.
      begun.catch(() => {
        if (application === begun) application = undefined;
      });
      try {
        return await (await begun).acquire(resource);
      } catch (error) {
        throw new DomainError('IDENTITY_UNAVAILABLE', {
          detail: `The managed identity got no token for ${resource}.`,
          cause: error,
        });
      }
    },
  };
}
