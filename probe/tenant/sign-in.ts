import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import type { Cloud } from '../../lib/clouds.ts';
import { parseOwner } from '../../lib/identity/principal.ts';
import { serviceOwnerOf } from '../../lib/identity/service-owner.ts';
import { fetchPowerBi, type PowerBi } from '../../lib/power-bi/client.ts';
import { powerBiScopes } from '../../lib/power-bi/scopes.ts';
import type { Guest } from './actor.ts';

type Entra = { readonly cloud: Cloud; readonly tenant: string };

/** With a device code; the token is held in memory alone, and renewed as the probe goes on. */
export async function signInPerson(
  { cloud, tenant }: Entra,
  clientId: string,
  { models }: { readonly models: boolean },
): Promise<Guest> {
  const client = new PublicClientApplication({
    auth: { clientId, authority: `${cloud.authorityHost}/${tenant}` },
  });
  const more = models ? [`${cloud.powerBiAudience}/SemanticModel.ReadWrite.All`] : [];
  const scopes = [...powerBiScopes(cloud), ...more];
  const signedIn = await client.acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: ({ message }) => console.log(message),
  });
  const account = signedIn?.account;
  const owner = parseOwner(signedIn?.tenantId ?? '', signedIn?.uniqueId ?? '');
  if (!account || !owner) throw new Error('The sign-in gave no account.');
  const token = async () => (await client.acquireTokenSilent({ account, scopes })).accessToken;
  return {
    owner,
    powerBi: powerBiWith(cloud, token),
    principal: { identifier: account.username, type: 'User' },
  };
}

/** By its secret, as a program signs in; workspaces name it by the object id of its service principal. */
export async function signInApp(
  { cloud, tenant }: Entra,
  clientId: string,
  clientSecret: string,
): Promise<Guest> {
  const client = new ConfidentialClientApplication({
    auth: { clientId, clientSecret, authority: `${cloud.authorityHost}/${tenant}` },
  });
  const scopes = [`${cloud.powerBiAudience}/.default`];
  async function token(): Promise<string> {
    const signedIn = await client.acquireTokenByClientCredential({ scopes });
    if (!signedIn) throw new Error('Entra gave no token to the application.');
    return signedIn.accessToken;
  }
  return {
    owner: serviceOwnerOf(tenant),
    powerBi: powerBiWith(cloud, token),
    principal: { identifier: String(decodeJwt(await token()).oid), type: 'App' },
  };
}

function powerBiWith(cloud: Cloud, token: () => Promise<string>): PowerBi {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const tokens = { tokenFor: token, forget: () => undefined };
  return fetchPowerBi({ baseUrl: cloud.powerBiUrl, fabricUrl: cloud.fabricUrl, tokens, log });
}
