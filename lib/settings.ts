import { CLOUDS, type Cloud, type CloudName } from './clouds.ts';
import type { AllowedHosts } from './data-sources/network/allowed-hosts.ts';
import { LOOPBACK, parseStandIns, parseTimeDivisor } from './settings/development.ts';
import { parseDataSourceHosts, parseWebhookHosts } from './settings/hosts.ts';
import { misspelled } from './settings/misspelled.ts';
import { parsePortalUrls } from './settings/portal-urls.ts';
import { type Environment, SettingsError, type SettingsProblem } from './settings/problem.ts';
import { parseStorage, type StorageSettings } from './settings/storage.ts';
import { VARIABLES } from './settings/variables.ts';

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

/**
 * Parses every setting once. Empty strings count as absent.
 * @throws SettingsError naming every problem.
 */
export function parseSettings(environment: Environment): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = VARIABLES.safeParse(given);
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
  const dataSourceHosts = parseDataSourceHosts(given, development, problems);
  const webhookHosts = parseWebhookHosts(given, development, problems);
  const keyVaultUrl = given.KEY_VAULT_URL;
  if (keyVaultUrl && !keyVaultUrl.startsWith('https:') && !(development && LOOPBACK.test(keyVaultUrl)))
    problems.push({
      setting: 'KEY_VAULT_URL',
      problem: 'must be https (http on loopback in development only)',
    });

  if (problems.length > 0 || !parsed.success || !storage || !portalUrls || !dataSourceHosts || !webhookHosts)
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
    dataSourceHosts,
    webhookHosts,
    timeDivisor,
  };
}
