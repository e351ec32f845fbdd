import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../../scripts/setup-link.ts';

const OUTPUTS = {
  PORTAL_URL: 'https://func-x.azurewebsites.net',
  FUNCTION_APP_NAME: 'func-x',
  RESOURCE_GROUP: 'rg-x',
  RESOURCE_MANAGER_URL: 'https://management.usgovcloudapi.net/',
  AZURE_SUBSCRIPTION_ID: 'sub',
  IDENTITY_PRINCIPAL_ID: 'principal',
};

function ports(status: number, body: unknown) {
  const asked: string[] = [];
  return {
    asked,
    token: async (scope: string) => `token for ${scope}`,
    send: async (url: string) => {
      asked.push(url);
      return new Response(JSON.stringify(body), { status });
    },
  };
}

describe('the end of a deployment', () => {
  it('prints the set-up link with the host key in its fragment, from the cloud it runs in', async () => {
    const azure = ports(200, { functionKeys: { default: 'k/e+y==' } });
    expect(await nextSteps(OUTPUTS, azure)).toContain('  https://func-x.azurewebsites.net/setup#k/e+y==');
    expect(azure.asked[0]).toMatch(
      /^https:\/\/management\.usgovcloudapi\.net\/subscriptions\/sub\/.*listKeys/,
    );
  });

  it('says what comes next before the app is deployed, and names the identity to grant', async () => {
    const lines = (await nextSteps(OUTPUTS, ports(404, {}))).join('\n');
    expect(lines).toContain('azd deploy');
    expect(lines).toContain('Application.ReadWrite.OwnedBy to the service principal principal');
  });

  for (const [name, value] of Object.entries({ CI: 'true', TF_BUILD: 'True' }))
    it(`neither asks for the host key nor prints it in a pipeline (${name})`, async () => {
      const azure = ports(200, { functionKeys: { default: 'k/e+y==' } });
      const lines = (await nextSteps({ ...OUTPUTS, [name]: value }, azure)).join('\n');
      expect(lines).toContain('npm run setup-link');
      expect(lines).not.toContain('k/e+y');
      expect(azure.asked).toEqual([]);
    });

  it('asks for provisioning where there are no outputs', async () => {
    expect((await nextSteps({}, ports(200, {}))).join()).toContain('azd up');
  });
});
