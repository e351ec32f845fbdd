import { managedIdentityToken } from '../integration/sandbox/graph/setup.ts';
import type { Directory } from './stand-in-installation.ts';

/** Makes an RSA key in the vault, as a deployment does. */
export async function createKey({ entra, vault }: Directory, name: string): Promise<void> {
  const token = await managedIdentityToken(entra, 'https://vault.azure.net');
  const answer = await fetch(`${vault.url}/keys/${name}/create?api-version=7.4`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kty: 'RSA' }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
