import { z } from 'zod';
import { CLOUDS, type CloudName } from '../clouds.ts';

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

/** Every variable with its form and default; what depends on several is parsed beside it. */
export const VARIABLES = z.object({
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

/** Every setting that a deployment may make; the Bicep files are held against it. */
export const SETTING_NAMES: readonly string[] = Object.keys(VARIABLES.shape);
