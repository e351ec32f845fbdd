import { createHash, randomBytes } from 'node:crypto';
import { signIn } from '../../sandbox/entra/browser.ts';
import type { EntraStandIn } from '../../sandbox/entra/start.ts';
import { managedIdentityToken } from '../integration/sandbox/graph/setup.ts';

type Tokens = {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
};

/** Tokens of a person by authorization code and PKCE, as any program could get them that knows the app. */
export async function tokensOf(
  entra: EntraStandIn,
  request: {
    readonly clientId: string;
    readonly redirectUri: string;
    readonly scope: string;
    readonly account: string;
    /** Proof of the app by the managed identity; a public client has none. */
    readonly confidential?: true;
  },
): Promise<Tokens> {
  const { clientId, redirectUri, scope, account, confidential } = request;
  const base = `${entra.url}/${entra.tenantId}/oauth2/v2.0`;
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    response_type: 'code',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const back = await signIn(`${base}/authorize?${query}`, { account });
  const code = back.searchParams.get('code');
  if (code === null) throw new Error(`No code: ${back}`);
  const assertion = confidential && {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await managedIdentityToken(entra, 'api://AzureADTokenExchange'),
  };
  const form = {
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    ...assertion,
  };
  const answer = await fetch(`${base}/token`, { method: 'POST', body: new URLSearchParams(form) });
  const body = (await answer.json()) as Tokens & { error_description?: string };
  if (!answer.ok) throw new Error(body.error_description);
  return body;
}

/** A token of a program that holds the role Automation in the app. */
export async function automationToken(entra: EntraStandIn, appId: string): Promise<string> {
  const robot = await entra.control.registerApplication({ displayName: 'Robot', withSecret: true });
  const { state } = entra.directory;
  const ours = state.servicePrincipals.find((known) => known.appId === appId);
  const its = state.servicePrincipals.find((known) => known.appId === robot.appId);
  const role = state.applications
    .find((known) => known.appId === appId)
    ?.appRoles.find(({ value }) => value === 'Automation');
  if (!ours || !its || !role) throw new Error('No role to assign.');
  state.appRoleAssignments.push({
    id: crypto.randomUUID(),
    appRoleId: role.id,
    principalId: its.id,
    principalType: 'ServicePrincipal',
    principalDisplayName: 'Robot',
    resourceId: ours.id,
    resourceDisplayName: ours.displayName,
    createdDateTime: new Date().toISOString(),
  });
  const answer = await fetch(`${entra.url}/${entra.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: robot.appId,
      client_secret: robot.secretText ?? '',
      grant_type: 'client_credentials',
      scope: `api://${appId}/.default`,
    }),
  });
  const body = (await answer.json()) as { access_token?: string; error_description?: string };
  if (body.access_token === undefined) throw new Error(body.error_description);
  return body.access_token;
}
