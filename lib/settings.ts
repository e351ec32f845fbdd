import { z } from 'zod';
import { CLOUDS, type Cloud, type CloudName } from './clouds.ts';
import { type AllowedHosts, parseAllowedHosts } from './data-sources/network/allowed-hosts.ts';

/** Where tables, queues and blobs are: a connection string (development) or service addresses with an identity. */
export type StorageSettings =
  | { readonly kind: 'connection-string'; readonly value: string }
  | { readonly kind: 'identity'; readonly tables: string; readonly queues: string; readonly blobs: string };

export type Settings = {
  readonly development: boolean;
  readonly storage: StorageSettings;
  readonly keyVaultUrl: string;
  /** Addresses people reach the portal under; the first is the one that links are made with. No slash at the end. */
  readonly portalUrls: readonly [string, ...string[]];
  readonly cloud: Cloud;
  readonly cloudName: CloudName;
  readonly tenantId: string;
  /** The user-assigned managed identity this app runs as: client id, and object id for the federated credential. */
  readonly identity: { readonly clientId: string; readonly principalId: string };
  /** Name of this installation: part of the names of what it makes in Entra and Power BI. */
  readonly installation: string;
  /** Where people's tokens are kept: a secret each, or encrypted in a table under a key of the vault. */
  readonly tokenStore: 'key-vault' | 'envelope';
  /** Name of that key. */
  readonly tokenKey: string;
  readonly signInDays: number;
  readonly signInLifetime: 'absolute' | 'sliding';
  /** Without a valid sign-in for so long, an owner has left. */
  readonly ownerLeftDays: number;
  readonly pauseAfterFailures: number;
  readonly historyDays: number;
  /** Runs of one owner at once, over all instances, and queries on one database; 0 is no cap. */
  readonly maxRunsPerOwner: number;
  readonly maxQueriesPerDatabase: number;
  /** Messages of an occurrence are spread over so many seconds after it; 0 sends them at once. */
  readonly jitterSeconds: number;
  /** Of the Azure Front Door that stands before the app: only then are its headers believed. */
  readonly frontDoorId: string | undefined;
  readonly maxDefinitionBytes: number;
  /** Hosts that data sources and external images may lead to; none unless the setting names some. */
  readonly dataSourceHosts: AllowedHosts;
  /** An OpenTelemetry collector that traces are sent to; none where it is absent. */
  readonly traceEndpoint: string | undefined;
  /** Hosts that notifications may be posted to, where an administrator asks for it. */
  readonly webhookHosts: AllowedHosts;
  /** Leases and retry delays are divided by this in development, so that a person need not wait; 1 in production. */
  readonly timeDivisor: number;
};

export type SettingsProblem = { readonly setting: string; readonly problem: string };

/** Thrown at start with every problem at once, so that a deployment is mended in one go. */
export class SettingsError extends Error {
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    const lines = problems.map(({ setting, problem }) => `  ${setting}: ${problem}`);
    super(`The settings cannot be used:\n${lines.join('\n')}`);
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

const httpsUrl = z
  .url({ protocol: /^https?$/, error: 'must be an absolute https URL' })
  .transform((url) => url.replace(/\/+$/, ''));
const guid = z.guid({ error: 'must be a GUID' }).transform((text) => text.toLowerCase());
const count = (min: number, max: number, fallback: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${min} to ${max}` })
    .int({ error: `must be a whole number from ${min} to ${max}` })
    .min(min, { error: `must be at least ${min}` })
    .max(max, { error: `must be at most ${max}` })
    .default(fallback);

const schema = z.object({
  AZURE_FUNCTIONS_ENVIRONMENT: z.string().default('Production'),
  AzureWebJobsStorage: z.string().optional(),
  AzureWebJobsStorage__accountName: z
    .string()
    .regex(/^[a-z0-9]{3,24}$/, { error: 'must be a storage account name' })
    .optional(),
  AzureWebJobsStorage__tableServiceUri: httpsUrl.optional(),
  AzureWebJobsStorage__queueServiceUri: httpsUrl.optional(),
  AzureWebJobsStorage__blobServiceUri: httpsUrl.optional(),
  KEY_VAULT_URL: httpsUrl,
  PORTAL_URLS: z.string({
    error: 'is missing: the addresses people reach the portal under, separated by commas',
  }),
  CLOUD: z
    .enum(Object.keys(CLOUDS) as [CloudName, ...CloudName[]], {
      error: `must be one of ${Object.keys(CLOUDS).join(', ')}`,
    })
    .default('public'),
  TENANT_ID: guid,
  AZURE_CLIENT_ID: guid,
  IDENTITY_PRINCIPAL_ID: guid,
  INSTALLATION: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,39}$/, { error: 'must be 1 to 40 letters, digits, blanks, _ or -' })
    .default('Report Tiles'),
  TOKEN_STORE: z
    .enum(['key-vault', 'envelope'], { error: 'must be key-vault or envelope' })
    .default('key-vault'),
  TOKEN_KEY: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,127}$/, { error: 'must be the name of a key in the vault' })
    .default('token-key'),
  SIGN_IN_DAYS: count(1, 90, 90),
  SIGN_IN_LIFETIME: z
    .enum(['absolute', 'sliding'], { error: 'must be absolute or sliding' })
    .default('absolute'),
  OWNER_LEFT_DAYS: count(1, 365, 30),
  PAUSE_AFTER_FAILURES: count(1, 1000, 5),
  HISTORY_DAYS: count(1, 3650, 90),
  MAX_RUNS_PER_OWNER: count(0, 1000, 0),
  MAX_QUERIES_PER_DATABASE: count(0, 1000, 0),
  JITTER_SECONDS: count(0, 900, 0),
  FRONT_DOOR_ID: guid.optional(),
  DATA_SOURCE_HOSTS: z.string().max(10_000, { error: 'is longer than 10,000 characters' }).optional(),
  WEBHOOK_HOSTS: z.string().max(10_000, { error: 'is longer than 10,000 characters' }).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpsUrl.optional(),
  MAX_DEFINITION_BYTES: count(1024, 64 * 1024 * 1024, 8 * 1024 * 1024),
});

/** What data sources may lead to in development, unless the setting says otherwise. */
const LOCAL_HOSTS = 'localhost 127.0.0.1 [::1]';

/** Where workflows of Teams and Power Automate, and Logic Apps are called, in every cloud. */
const WORKFLOW_HOSTS = [
  '*.logic.azure.com:443',
  '*.logic.azure.us:443',
  '*.logic.azure.cn:443',
  '*.api.powerplatform.com:443',
  '*.api.gov.powerplatform.microsoft.us:443',
  '*.api.high.powerplatform.microsoft.us:443',
  '*.api.appsplatform.us:443',
].join(' ');

/** Settings that lead to a stand-in: refused outside development, and anywhere but on loopback. */
const STAND_INS = {
  ENTRA_AUTHORITY_HOST: 'authorityHost',
  GRAPH_URL: 'graphUrl',
  POWER_BI_URL: 'powerBiUrl',
  FABRIC_URL: 'fabricUrl',
  POWER_BI_PORTAL_URL: 'powerBiPortal',
} as const satisfies Record<string, keyof Cloud>;

const DEVELOPMENT_ONLY = [...Object.keys(STAND_INS), 'TIME_DIVISOR'];

/** Every setting that a deployment may make; the Bicep files are held against it. */
export const SETTING_NAMES: readonly string[] = Object.keys(schema.shape);

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parses every setting once. Empty strings count as absent.
 * @throws SettingsError naming every problem.
 */
export function parseSettings(environment: Environment): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  const problems: SettingsProblem[] = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({
        setting: String(issue.path[0]),
        problem: given[String(issue.path[0])] === undefined ? 'is missing' : issue.message,
      }));

  problems.push(...misspelled(Object.keys(given)));
  const development = given.AZURE_FUNCTIONS_ENVIRONMENT === 'Development';
  const storage = parseStorage(given, development, problems);
  const portalUrls = parsePortalUrls(given.PORTAL_URLS, development, problems);
  const standIns = parseStandIns(given, development, problems);
  const timeDivisor = parseTimeDivisor(given.TIME_DIVISOR, development, problems);
  const keyVaultUrl = given.KEY_VAULT_URL;
  if (keyVaultUrl && !keyVaultUrl.startsWith('https:') && !(development && LOOPBACK.test(keyVaultUrl)))
    problems.push({
      setting: 'KEY_VAULT_URL',
      problem: 'must be https (http on loopback in development only)',
    });

  const local = development ? LOCAL_HOSTS : '';
  const hosts = parseHosts('DATA_SOURCE_HOSTS', given.DATA_SOURCE_HOSTS ?? local, problems);
  const webhookHosts = parseHosts(
    'WEBHOOK_HOSTS',
    given.WEBHOOK_HOSTS ?? `${WORKFLOW_HOSTS} ${local}`,
    problems,
  );

  if (problems.length > 0 || !parsed.success || !storage || !portalUrls || !hosts || !webhookHosts)
    throw new SettingsError(problems);
  const value = parsed.data;
  return {
    development,
    storage,
    keyVaultUrl: value.KEY_VAULT_URL,
    portalUrls,
    cloudName: value.CLOUD,
    cloud: { ...CLOUDS[value.CLOUD], ...standIns },
    tenantId: value.TENANT_ID,
    identity: { clientId: value.AZURE_CLIENT_ID, principalId: value.IDENTITY_PRINCIPAL_ID },
    installation: value.INSTALLATION,
    tokenStore: value.TOKEN_STORE,
    tokenKey: value.TOKEN_KEY,
    signInDays: value.SIGN_IN_DAYS,
    signInLifetime: value.SIGN_IN_LIFETIME,
    ownerLeftDays: value.OWNER_LEFT_DAYS,
    pauseAfterFailures: value.PAUSE_AFTER_FAILURES,
    historyDays: value.HISTORY_DAYS,
    maxRunsPerOwner: value.MAX_RUNS_PER_OWNER,
    maxQueriesPerDatabase: value.MAX_QUERIES_PER_DATABASE,
    jitterSeconds: value.JITTER_SECONDS,
    frontDoorId: value.FRONT_DOOR_ID,
    maxDefinitionBytes: value.MAX_DEFINITION_BYTES,
    traceEndpoint: value.OTEL_EXPORTER_OTLP_ENDPOINT,
    dataSourceHosts: hosts,
    webhookHosts,
    timeDivisor,
  };
}

function parseHosts(
  setting: 'DATA_SOURCE_HOSTS' | 'WEBHOOK_HOSTS',
  text: string,
  problems: SettingsProblem[],
): AllowedHosts | undefined {
  const parsed = parseAllowedHosts(text);
  if (parsed.ok) return parsed.hosts;
  problems.push({
    setting,
    problem: `holds what is no host, ending of hosts or range of addresses: ${parsed.wrong.join(', ')}`,
  });
  return undefined;
}

/**
 * A setting that is nearly one of ours is a slip that would otherwise go unseen, its default taken. Short names are
 * left out: they belong to others too often.
 */
function misspelled(names: readonly string[]): readonly SettingsProblem[] {
  const known = [...Object.keys(schema.shape), ...DEVELOPMENT_ONLY];
  return names.flatMap((setting) => {
    if (known.includes(setting) || setting.length < 8) return [];
    const meant = known.find(
      (name) => name.length >= 8 && isNearly(setting.toUpperCase(), name.toUpperCase()),
    );
    return meant === undefined ? [] : [{ setting, problem: `is not a setting; did you mean ${meant}?` }];
  });
}

/** Equal but for one letter too many, missing or wrong, or two swapped. */
function isNearly(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return (
    Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === [...right].reverse().join(''))
  );
}

function parseStorage(
  given: Environment,
  development: boolean,
  problems: SettingsProblem[],
): StorageSettings | undefined {
  const connection = given.AzureWebJobsStorage;
  if (connection) {
    if (development) return { kind: 'connection-string', value: connection };
    problems.push({
      setting: 'AzureWebJobsStorage',
      problem:
        'holds a key; outside development use AzureWebJobsStorage__accountName with the managed identity',
    });
    return undefined;
  }
  const account = given.AzureWebJobsStorage__accountName;
  const uri = (service: 'table' | 'queue' | 'blob') =>
    given[`AzureWebJobsStorage__${service}ServiceUri`]?.replace(/\/+$/, '') ??
    (account && `https://${account}.${service}.core.windows.net`);
  const [tables, queues, blobs] = [uri('table'), uri('queue'), uri('blob')];
  if (tables && queues && blobs) {
    for (const [service, address] of Object.entries({ table: tables, queue: queues, blob: blobs }))
      if (!address.startsWith('https://'))
        problems.push({ setting: `AzureWebJobsStorage__${service}ServiceUri`, problem: 'must be https' });
    return { kind: 'identity', tables, queues, blobs };
  }
  problems.push({
    setting: 'AzureWebJobsStorage',
    problem:
      'set AzureWebJobsStorage__accountName, or the three …__tableServiceUri, …__queueServiceUri and …__blobServiceUri',
  });
  return undefined;
}

function parsePortalUrls(
  text: string | undefined,
  development: boolean,
  problems: SettingsProblem[],
): readonly [string, ...string[]] | undefined {
  const [first, ...rest] = (text ?? '')
    .split(',')
    .map((url) => url.trim().replace(/\/+$/, ''))
    .filter(Boolean);
  if (!first) {
    if (text !== undefined) problems.push({ setting: 'PORTAL_URLS', problem: 'names no address' });
    return undefined;
  }
  const urls = [first, ...rest] as const;
  for (const url of urls) {
    const origin = URL.canParse(url) ? new URL(url).origin : undefined;
    const secure = url.startsWith('https://') || (development && LOOPBACK.test(url));
    if (origin !== url || !secure)
      problems.push({
        setting: 'PORTAL_URLS',
        problem: `"${url}" must be an https origin such as https://reports.contoso.com`,
      });
  }
  return urls;
}

function parseStandIns(
  given: Environment,
  development: boolean,
  problems: SettingsProblem[],
): Partial<Cloud> {
  for (const setting of DEVELOPMENT_ONLY)
    if (given[setting] !== undefined && !development)
      problems.push({
        setting,
        problem: 'is for development only (AZURE_FUNCTIONS_ENVIRONMENT=Development)',
      });
  const standIns: Record<string, string> = {};
  for (const [setting, property] of Object.entries(STAND_INS)) {
    const url = given[setting];
    if (url === undefined) continue;
    if (!LOOPBACK.test(url))
      problems.push({ setting, problem: 'must lead to a stand-in on loopback (http://127.0.0.1:…)' });
    standIns[property] = url.replace(/\/+$/, '');
  }
  return standIns;
}

function parseTimeDivisor(
  text: string | undefined,
  development: boolean,
  problems: SettingsProblem[],
): number {
  if (text === undefined || !development) return 1;
  const divisor = Number(text);
  if (Number.isFinite(divisor) && divisor >= 1 && divisor <= 1000) return divisor;
  problems.push({ setting: 'TIME_DIVISOR', problem: 'must be a number from 1 to 1000' });
  return 1;
}
