import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CLOUDS, type CloudName } from '../lib/clouds.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type GraphPorts = {
  /** A token for a scope of whoever runs this: an administrator who may grant permissions on Microsoft Graph. */
  readonly token: (scope: string) => Promise<string>;
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
};

const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/** Application permissions of the managed identity, and what is lost without them. */
const PERMISSIONS = [
  {
    name: 'Application.ReadWrite.OwnedBy',
    why: 'registers the application and keeps it up to date; it reaches only applications that it made itself',
  },
  {
    name: 'Organization.Read.All',
    why: 'reads the name of the tenant, and whether it is an unmanaged one, which cannot be registered',
  },
] as const;

/**
 * Grants the managed identity what it needs on Microsoft Graph. Whatever is there already is left, so that it may be run
 * again. It needs somebody with the role Privileged Role Administrator or Global Administrator.
 * @returns what to show, and whether everything is granted.
 */
export async function grantGraph(
  environment: Environment,
  { token, send }: GraphPorts,
): Promise<{ readonly lines: readonly string[]; readonly ok: boolean }> {
  const principalId = environment.IDENTITY_PRINCIPAL_ID;
  if (!principalId) return { ok: false, lines: ['IDENTITY_PRINCIPAL_ID is missing: run azd provision.'] };
  const graphUrl = environment.GRAPH_URL ?? graphUrlOf(environment.REPORT_TILES_CLOUD);
  const authorization = `Bearer ${await token(`${graphUrl}/.default`)}`;

  async function call(method: 'GET' | 'POST', path: string, body?: unknown) {
    const answer = await send(`${graphUrl}/v1.0${path}`, {
      method,
      headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Answer };
  }

  const found = await call('GET', `/servicePrincipals(appId='${GRAPH_APP_ID}')?$select=id,appRoles`);
  const { id: resourceId, appRoles = [] } = found.body;
  if (!resourceId) return { ok: false, lines: [refusalLine('Microsoft Graph cannot be read', found)] };

  const lines: string[] = [];
  let ok = true;
  for (const { name, why } of PERMISSIONS) {
    const appRoleId = appRoles.find(({ value }) => value === name)?.id;
    const granted =
      appRoleId !== undefined &&
      (await call('POST', `/servicePrincipals/${resourceId}/appRoleAssignedTo`, {
        principalId,
        resourceId,
        appRoleId,
      }));
    const state = granted ? stateOf(granted) : 'refused';
    ok &&= state !== 'refused';
    lines.push(
      state === 'refused'
        ? refusalLine(`${name} was not granted (it ${why})`, granted || found)
        : `${name}: ${state}. It ${why}.`,
    );
  }
  return { ok, lines };
}

type Answer = {
  readonly id?: string;
  readonly appRoles?: readonly { readonly id: string; readonly value: string }[];
  readonly error?: { readonly code?: string; readonly message?: string };
};
type Reply = { readonly status: number; readonly body: Answer };

function stateOf({ status, body }: Reply): 'granted' | 'granted before' | 'refused' {
  if (status === 201) return 'granted';
  return /already exists/i.test(body.error?.message ?? '') ? 'granted before' : 'refused';
}

function refusalLine(what: string, { status, body }: Reply): string {
  const words = body.error ? ` ${body.error.code}: ${body.error.message}` : '';
  const hint =
    status === 403
      ? ' Sign in (azd auth login) as a Privileged Role Administrator.'
      : ' An identity made a moment ago may not be everywhere yet: run it again.';
  return `${what}: Graph answered ${status}.${words}${hint}`;
}

function graphUrlOf(cloud: string | undefined): string {
  const known = Object.entries(CLOUDS).find(([name]) => name === (cloud ?? ('public' satisfies CloudName)));
  if (!known) throw new Error(`REPORT_TILES_CLOUD is none of ${Object.keys(CLOUDS).join(', ')}.`);
  return known[1].graphUrl.replace(/\/+$/, '');
}

const azdPorts: GraphPorts = {
  async token(scope) {
    const args = ['auth', 'token', '--scope', scope, '--output', 'json'];
    const { stdout } = await promisify(execFile)('azd', args);
    return JSON.parse(stdout).token;
  },
  send: fetch,
};

/** The outputs of the deployment, as `azd env get-values` writes them: NAME="value" a line. */
async function deployed(): Promise<Environment> {
  if (process.env.IDENTITY_PRINCIPAL_ID) return process.env;
  const { stdout } = await promisify(execFile)('azd', ['env', 'get-values']);
  const pairs = stdout.matchAll(/^(\w+)="(.*)"\r?$/gm);
  return { ...Object.fromEntries([...pairs].map(([, name, value]) => [name, value])), ...process.env };
}

if (import.meta.main) {
  const { lines, ok } = await grantGraph(await deployed(), azdPorts);
  for (const line of lines) console.log(line);
  process.exit(ok ? 0 : 1);
}
