import { describe, expect, it } from 'vitest';
import { CLOUDS, type CloudName } from '../../../lib/clouds.ts';
import { msalEntra } from '../../../lib/identity/msal-entra.ts';
import { powerBiScopes } from '../../../lib/power-bi/scopes.ts';
import { federatedCredential } from '../../../lib/registration/complete-app.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { TENANT } from '../../support/memory-installation.ts';

/** Sign-in host, resource of Power BI, audience of the federated credential, and resource of Graph, by cloud. */
const EXPECTED: Readonly<Record<CloudName, readonly [string, string, string, string]>> = {
  public: [
    'https://login.microsoftonline.com',
    'https://analysis.windows.net/powerbi/api',
    'api://AzureADTokenExchange',
    'https://graph.microsoft.com',
  ],
  gcc: [
    'https://login.microsoftonline.com',
    'https://analysis.usgovcloudapi.net/powerbi/api',
    'api://AzureADTokenExchange',
    'https://graph.microsoft.com',
  ],
  'gcc-high': [
    'https://login.microsoftonline.us',
    'https://high.analysis.usgovcloudapi.net/powerbi/api',
    'api://AzureADTokenExchangeUSGov',
    'https://graph.microsoft.us',
  ],
  dod: [
    'https://login.microsoftonline.us',
    'https://mil.analysis.usgovcloudapi.net/powerbi/api',
    'api://AzureADTokenExchangeUSGov',
    'https://dod-graph.microsoft.us',
  ],
  china: [
    'https://login.partner.microsoftonline.cn',
    'https://analysis.chinacloudapi.cn/powerbi/api',
    'api://AzureADTokenExchangeChina',
    'https://microsoftgraph.chinacloudapi.cn',
  ],
};

function settingsOf(cloud: CloudName) {
  return parseSettings({
    AzureWebJobsStorage__tableServiceUri: 'https://table.contoso.example',
    AzureWebJobsStorage__queueServiceUri: 'https://queue.contoso.example',
    AzureWebJobsStorage__blobServiceUri: 'https://blob.contoso.example',
    KEY_VAULT_URL: 'https://vault.contoso.example',
    PORTAL_URLS: 'https://reports.contoso.example',
    CLOUD: cloud,
    TENANT_ID: TENANT,
    AZURE_CLIENT_ID: '1d000000-0000-4000-8000-0000000000c1',
    IDENTITY_PRINCIPAL_ID: '1d000000-0000-4000-8000-0000000000f1',
  });
}

describe('a cloud', () => {
  it('is each one that is known here', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(CLOUDS).sort());
  });

  for (const [name, [login, powerBi, exchange, graph]] of Object.entries(EXPECTED) as [
    CloudName,
    readonly [string, string, string, string],
  ][])
    it(`R6 ${name} signs in, registers and asks for tokens at its own addresses`, async () => {
      const settings = settingsOf(name);
      expect(federatedCredential(settings, TENANT)).toMatchObject({
        issuer: `${login}/${TENANT}/v2.0`,
        audience: exchange,
        subject: '1d000000-0000-4000-8000-0000000000f1',
      });
      expect(settings.cloud.graphAudience).toBe(graph);
      const scopes = powerBiScopes(settings.cloud);
      expect(scopes.every((scope) => scope.startsWith(`${powerBi}/`))).toBe(true);

      // Without any request: the endpoints come from the table of clouds.
      const entra = msalEntra({ cloud: settings.cloud, clientAssertion: async () => 'assertion' });
      const url = new URL(
        await entra.authorizeUrl(
          { tenantId: TENANT, appId: 'a9900000-0000-4000-8000-0000000000a1' },
          {
            scopes,
            redirectUri: 'https://reports.contoso.example/api/auth/callback',
            state: 's',
            nonce: 'n',
            challenge: 'c',
          },
        ),
      );
      expect(`${url.origin}${url.pathname}`).toBe(`${login}/${TENANT}/oauth2/v2.0/authorize`);
      expect(url.searchParams.get('scope')?.split(' ')).toEqual(
        expect.arrayContaining([...scopes, 'offline_access']),
      );
    });
});
