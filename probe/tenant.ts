import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { PublicClientApplication } from '@azure/msal-node';
import { CLOUDS, type CloudName } from '../lib/clouds.ts';
import type { PowerBiTokens } from '../lib/identity/power-bi-tokens.ts';
import { parseOwner } from '../lib/identity/principal.ts';
import { fetchPowerBi } from '../lib/power-bi/client.ts';
import { powerBiScopes } from '../lib/power-bi/scopes.ts';
import { type Ask, printFinding } from './finding.ts';
import { probeTenant } from './tenant-probe.ts';

const HELP = `npm run probe:tenant -- --tenant ID --client ID [--cloud public] [--picture https://…/picture.png]

Goes through a pin and a refresh against the real services, in a workspace of its own that it removes again, and says
of each unproven assumption: proven, refuted or skipped, with evidence. You sign in with a device code; --client is a
public client of your tenant with the delegated Power BI permissions. Nothing is stored.`;

/** Any small picture that is public; Power BI's servers fetch it. */
const PICTURE = 'https://learn.microsoft.com/media/logos/logo-ms-social.png';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      tenant: { type: 'string' },
      client: { type: 'string' },
      cloud: { type: 'string', default: 'public' },
      picture: { type: 'string', default: PICTURE },
    },
  });
  const { tenant, client, cloud: cloudName, picture } = values;
  if (tenant === undefined || client === undefined || !isCloud(cloudName)) {
    console.error(HELP);
    return 2;
  }
  const cloud = CLOUDS[cloudName];
  const msal = new PublicClientApplication({
    auth: { clientId: client, authority: `${cloud.authorityHost}/${tenant}` },
  });
  const signedIn = await msal.acquireTokenByDeviceCode({
    scopes: [...powerBiScopes(cloud)],
    deviceCodeCallback: ({ message }) => console.log(message),
  });
  const owner = parseOwner(signedIn?.tenantId ?? '', signedIn?.uniqueId ?? '');
  if (!signedIn || !owner) throw new Error('The sign-in gave no account.');
  const tokens: PowerBiTokens = { tokenFor: async () => signedIn.accessToken, forget: () => undefined };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const powerBi = fetchPowerBi({ baseUrl: cloud.powerBiUrl, fabricUrl: cloud.fabricUrl, tokens, log });

  const terminal = process.stdin.isTTY
    ? createInterface({ input: process.stdin, output: process.stdout })
    : undefined;
  const ask: Ask = async (question) => {
    if (!terminal) return 'nobody';
    return /^y/i.test(await terminal.question(`${question} (y/n) `)) ? 'yes' : 'no';
  };
  const findings = await probeTenant({
    powerBi,
    owner,
    ask,
    pictureUrl: picture,
    report: printFinding,
    async pinVisual({ reportUrl, dashboardName }) {
      const request = `Open ${reportUrl ?? 'the report "Template"'}, click "Pin visual" on its one visual and choose the dashboard "${dashboardName}".`;
      console.log(request);
      await terminal?.question('Press Enter when it is pinned. ');
    },
  });
  terminal?.close();
  return findings.some(({ verdict }) => verdict === 'refuted') ? 1 : 0;
}

function isCloud(name: string): name is CloudName {
  return name in CLOUDS;
}

process.exit(await main());
