import type { TokenCredential } from '@azure/identity';

/**
 * The managed identity as a credential; `clientId` names a user-assigned one. @azure/identity is loaded at the first
 * token, so that a start that needs none does not pay for it.
 */
export function managedIdentityCredential(clientId?: string): TokenCredential {
  let loaded: Promise<TokenCredential> | undefined;
  const load = async (): Promise<TokenCredential> => {
    const { ManagedIdentityCredential } = await import('@azure/identity');
    return clientId === undefined
      ? new ManagedIdentityCredential()
      : new ManagedIdentityCredential({ clientId });
  };
  return {
    getToken: async (scopes, options) => {
      loaded ??= load();
      return (await loaded).getToken(scopes, options);
    },
  };
}
