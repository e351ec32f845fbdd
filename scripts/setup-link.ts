import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

type Environment = Readonly<Record<string, string | undefined>>;

export type AzurePorts = {
  /** An access token for a scope of the person who deploys. */
  readonly token: (scope: string) => Promise<string>;
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
};

const API_VERSION = '2025-03-01';
const OUTPUTS = ['PORTAL_URL', 'FUNCTION_APP_NAME', 'RESOURCE_GROUP', 'RESOURCE_MANAGER_URL'] as const;

/**
 * What a deployment prints at its end: the set-up link, and what to do next. Runs as a hook of the Azure Developer CLI, which
 * gives the outputs of main.bicep as environment variables.
 */
export async function nextSteps(environment: Environment, ports: AzurePorts): Promise<readonly string[]> {
  const missing = OUTPUTS.filter((name) => !environment[name]);
  if (missing.length > 0) return [`Not provisioned yet (${missing.join(', ')} missing): run azd up.`];
  // The log of a pipeline is read by many, and kept: the link is a password.
  const inPipeline = environment.CI === 'true' || environment.TF_BUILD !== undefined;
  const key = inPipeline ? undefined : await readHostKey(environment, ports);
  const permission = [
    'To let the portal register by itself, grant its identity its permissions on Microsoft Graph:',
    '  npm run grant-graph     (as a Privileged Role Administrator; may be repeated)',
    `  Application.ReadWrite.OwnedBy to the service principal ${environment.IDENTITY_PRINCIPAL_ID}`,
    '  (or adopt an application made by hand, or sign in as an administrator: the portal offers all three)',
  ];
  if (inPipeline)
    return [
      `The portal is at ${environment.PORTAL_URL}. Print the set-up link on your own machine: npm run setup-link`,
    ];
  if (!key) return [`The portal will be at ${environment.PORTAL_URL}. Next: azd deploy`, ...permission];
  return [
    'Set-up link (good until the first administrator has signed in; treat it as a password):',
    `  ${environment.PORTAL_URL}/setup#${key}`,
    ...permission,
  ];
}

/** The key of the function host, through Azure Resource Manager; undefined before the app has been deployed. */
async function readHostKey(
  environment: Environment,
  { token, send }: AzurePorts,
): Promise<string | undefined> {
  const { AZURE_SUBSCRIPTION_ID, RESOURCE_GROUP, FUNCTION_APP_NAME, RESOURCE_MANAGER_URL = '' } = environment;
  const site = `subscriptions/${AZURE_SUBSCRIPTION_ID}/resourceGroups/${RESOURCE_GROUP}/providers/Microsoft.Web/sites/${FUNCTION_APP_NAME}`;
  const base = RESOURCE_MANAGER_URL.replace(/\/+$/, '');
  const answer = await send(`${base}/${site}/host/default/listKeys?api-version=${API_VERSION}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token(`${base}/.default`)}` },
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) return undefined;
  const keys = (await answer.json()) as { functionKeys?: { default?: string } };
  return keys.functionKeys?.default;
}

const azdPorts: AzurePorts = {
  async token(scope) {
    const args = ['auth', 'token', '--scope', scope, '--output', 'json'];
    const { stdout } = await promisify(execFile)('azd', args);
    return JSON.parse(stdout).token;
  },
  send: fetch,
};

if (import.meta.main) for (const line of await nextSteps(process.env, azdPorts)) console.log(line);
