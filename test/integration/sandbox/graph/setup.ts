import { signIn } from '../../../../sandbox/entra/browser.ts';
import { GRAPH_COMMAND_LINE_APP_ID } from '../../../../sandbox/entra/directory/first-party.ts';
import { seedTenant, type TenantSeed } from '../../../../sandbox/entra/directory/seed.ts';
import { type EntraStandIn, startEntra } from '../../../../sandbox/entra/start.ts';
import { type GraphStandIn, startGraph } from '../../../../sandbox/graph/start.ts';

export const ADA = 'a0000000-0000-4000-8000-00000000000a';
export const BOB = 'b0000000-0000-4000-8000-00000000000b';
export const CLEO = 'c0000000-0000-4000-8000-00000000000c';
export const DEV = 'd0000000-0000-4000-8000-00000000000d';

export type Directories = {
  readonly entra: EntraStandIn;
  readonly graph: GraphStandIn;
  close(): Promise<void>;
};

export async function startDirectories(tenant: TenantSeed = seedTenant()): Promise<Directories> {
  const entra = await startEntra({ tenant });
  const graph = await startGraph({ entra });
  const close = async (): Promise<void> => {
    await graph.close();
    await entra.close();
  };
  return { entra, graph, close };
}

/** A token of the managed identity, as the functions get it in Azure. */
export async function managedIdentityToken(
  { url, directory }: Pick<EntraStandIn, 'url' | 'directory'>,
  resource = 'https://graph.microsoft.com',
): Promise<string> {
  const [identity] = directory.state.managedIdentities;
  if (identity === undefined) throw new Error('The tenant has no managed identity.');
  const query = new URLSearchParams({ 'api-version': '2019-08-01', resource, client_id: identity.clientId });
  const headers = { 'x-identity-header': identity.identityHeader };
  const response = await fetch(`${url}/msi/token?${query}`, { headers });
  return (await response.json()).access_token;
}

/** A person's token for Graph, through the client of Microsoft's command line tools: code and PKCE, no secret. */
export async function personToken(entra: EntraStandIn, account: string, scope: string): Promise<string> {
  const base = `${entra.url}/${entra.tenantId}/oauth2/v2.0`;
  const request = {
    client_id: GRAPH_COMMAND_LINE_APP_ID,
    redirect_uri: 'http://localhost:51234',
    scope: `openid ${scope}`,
  };
  const query = new URLSearchParams({
    ...request,
    response_type: 'code',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const back = await signIn(`${base}/authorize?${query}`, { account });
  const refusal = back.searchParams.get('error_description');
  if (refusal !== null) throw new Error(refusal);
  const response = await fetch(`${base}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...request,
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error_description);
  return answer.access_token;
}

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
};

/** A caller of Graph with one token. */
export function graphCaller(url: string, token: string) {
  return async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${url}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  };
}

export function errorCode({ status, body }: Answer): readonly [number, unknown] {
  const { error } = body;
  return [status, typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined];
}
