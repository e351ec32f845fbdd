import { describe, expect, it } from 'vitest';
import { SettingsError } from '../../lib/settings/problem.ts';
import { parseSettings } from '../../lib/settings.ts';
import { TEST_ENVIRONMENT } from '../support/memory-installation.ts';

const PRODUCTION = {
  AzureWebJobsStorage__accountName: 'streporttiles',
  KEY_VAULT_URL: 'https://kv-report-tiles.vault.azure.net/',
  PORTAL_URLS: 'https://reports.contoso.com, https://reports.fabrikam.com/',
  TENANT_ID: TEST_ENVIRONMENT.TENANT_ID,
  AZURE_CLIENT_ID: TEST_ENVIRONMENT.AZURE_CLIENT_ID,
  IDENTITY_PRINCIPAL_ID: TEST_ENVIRONMENT.IDENTITY_PRINCIPAL_ID,
};

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.map(({ setting }) => setting).sort();
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('are read with their defaults', () => {
    const settings = parseSettings(PRODUCTION);
    expect(settings).toMatchObject({
      development: false,
      cloudName: 'public',
      signInDays: 90,
      signInLifetime: 'absolute',
      timeDivisor: 1,
      portalUrls: ['https://reports.contoso.com', 'https://reports.fabrikam.com'],
      storage: { kind: 'identity', tables: 'https://streporttiles.table.core.windows.net' },
    });
  });

  it('report every problem at once, each by its name', () => {
    expect(
      problemsOf({
        PORTAL_URLS: 'http://reports.contoso.com',
        CLOUD: 'mars',
        SIGN_IN_DAYS: '91',
        TENANT_ID: 'x',
      }),
    ).toEqual([
      'AZURE_CLIENT_ID',
      'AzureWebJobsStorage',
      'CLOUD',
      'IDENTITY_PRINCIPAL_ID',
      'KEY_VAULT_URL',
      'PORTAL_URLS',
      'SIGN_IN_DAYS',
      'TENANT_ID',
    ]);
  });

  for (const [setting, value] of Object.entries({
    ENTRA_AUTHORITY_HOST: 'http://127.0.0.1:7072',
    GRAPH_URL: 'http://127.0.0.1:7073',
    POWER_BI_URL: 'http://127.0.0.1:7075',
    FABRIC_URL: 'http://127.0.0.1:7075/fabric',
    TIME_DIVISOR: '10',
  }))
    it(`refuse the stand-in setting ${setting} outside development`, () => {
      expect(problemsOf({ ...PRODUCTION, [setting]: value })).toEqual([setting]);
    });

  it('refuse a stand-in that is not on loopback, in development too', () => {
    expect(problemsOf({ ...TEST_ENVIRONMENT, GRAPH_URL: 'https://graph.example.com' })).toEqual([
      'GRAPH_URL',
    ]);
    expect(problemsOf({ ...TEST_ENVIRONMENT, GRAPH_URL: 'http://127.0.0.1.example.com' })).toEqual([
      'GRAPH_URL',
    ]);
  });

  it('refuse a storage key outside development', () => {
    const { AzureWebJobsStorage__accountName: _, ...rest } = PRODUCTION;
    expect(
      problemsOf({ ...rest, AzureWebJobsStorage: 'DefaultEndpointsProtocol=https;AccountKey=x' }),
    ).toEqual(['AzureWebJobsStorage']);
  });

  it('refuse a portal address with a path, and plain http outside development', () => {
    expect(problemsOf({ ...PRODUCTION, PORTAL_URLS: 'https://reports.contoso.com/portal' })).toEqual([
      'PORTAL_URLS',
    ]);
    expect(problemsOf({ ...PRODUCTION, PORTAL_URLS: 'http://127.0.0.1:7071' })).toEqual(['PORTAL_URLS']);
  });

  for (const slip of ['SIGN_IN_DAY', 'SIGNIN_DAYS', 'KEY_VAULT_URI', 'portal_urls', 'HISTORY_DYAS'])
    it(`name the setting that was meant by ${slip}`, () => {
      expect(problemsOf({ ...PRODUCTION, [slip]: 'x' })).toContain(slip);
    });

  it('leave alone what others put into the environment', () => {
    expect(
      problemsOf({
        ...PRODUCTION,
        PATH: '/bin',
        WEBSITE_SITE_NAME: 'x',
        IDENTITY_ENDPOINT: 'x',
        CLOUDS: '1',
      }),
    ).toEqual([]);
  });

  it('take the endpoints of the chosen cloud', () => {
    const { AzureWebJobsStorage__accountName: _, ...rest } = PRODUCTION;
    const addresses = {
      AzureWebJobsStorage__tableServiceUri: 'https://s.table.core.usgovcloudapi.net/',
      AzureWebJobsStorage__queueServiceUri: 'https://s.queue.core.usgovcloudapi.net/',
      AzureWebJobsStorage__blobServiceUri: 'https://s.blob.core.usgovcloudapi.net/',
    };
    const settings = parseSettings({ ...rest, ...addresses, CLOUD: 'gcc-high' });
    expect(settings.cloud.powerBiUrl).toBe('https://api.high.powerbigov.us');
    expect(settings.storage).toMatchObject({ tables: 'https://s.table.core.usgovcloudapi.net' });
  });

  it('refuse an account name where it stands for addresses of another cloud', () => {
    expect(problemsOf({ ...PRODUCTION, CLOUD: 'gcc' })).toEqual([]);
    expect(problemsOf({ ...PRODUCTION, CLOUD: 'gcc-high' })).toEqual(['AzureWebJobsStorage__accountName']);
  });
});
