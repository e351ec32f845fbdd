import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { CLOUDS, type CloudName } from '../lib/clouds.ts';
import { type Ask, printFinding } from './finding.ts';
import { probeTenant } from './tenant/probe-tenant.ts';
import { signInApp, signInPerson } from './tenant/sign-in.ts';

const HELP = `npm run probe:tenant -- --tenant ID --client ID [--cloud public] [--reader] [--app ID] [--models]
  [--first https://…/1.png --second https://…/2.png]

Goes through pins and refreshes against the real services, in workspaces of its own that it removes again, and says of
each unproven assumption: proven, refuted or skipped, with evidence. Nothing is stored.

--client   a public client of your tenant with the delegated Power BI permissions; you sign in with a device code
--reader   a second account signs in too: whether Viewer of the templates is enough to pin
--app      an application that Power BI's tenant settings admit; its secret is taken from PROBE_APP_SECRET
--models   the client has the permission SemanticModel.ReadWrite.All too: models by definition
--first, --second   two public pictures that you can tell apart; Power BI's servers fetch them`;

const PICTURES = {
  first: 'https://placehold.co/640x480/png?text=First',
  second: 'https://placehold.co/640x480/png?text=Second',
};

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      tenant: { type: 'string' },
      client: { type: 'string' },
      cloud: { type: 'string', default: 'public' },
      reader: { type: 'boolean', default: false },
      app: { type: 'string' },
      models: { type: 'boolean', default: false },
      first: { type: 'string', default: PICTURES.first },
      second: { type: 'string', default: PICTURES.second },
    },
  });
  const { tenant, client, cloud: cloudName, models, first, second } = values;
  const secret = process.env.PROBE_APP_SECRET;
  const lacksSecret = values.app !== undefined && secret === undefined;
  if (tenant === undefined || client === undefined || !isCloud(cloudName) || lacksSecret) {
    console.error(HELP);
    return 2;
  }
  for (const picture of [first, second]) {
    const fault = await pictureFault(picture);
    if (fault === undefined) continue;
    console.error(`${picture} ${fault}: name others with --first and --second.`);
    return 2;
  }
  const entra = { cloud: CLOUDS[cloudName], tenant };
  const person = await signInPerson(entra, client, { models });
  if (values.reader) console.log('Now the second account, in a private window of the browser:');
  const reader = values.reader ? await signInPerson(entra, client, { models: false }) : undefined;
  const app =
    values.app !== undefined && secret !== undefined ? await signInApp(entra, values.app, secret) : undefined;

  const terminal = process.stdin.isTTY
    ? createInterface({ input: process.stdin, output: process.stdout })
    : undefined;
  const ask: Ask = async (question) => {
    if (!terminal) return 'nobody';
    return /^y/i.test(await terminal.question(`${question} (y/n) `)) ? 'yes' : 'no';
  };
  const findings = await probeTenant({
    person,
    reader,
    app,
    mayDefineModels: models,
    ask,
    pictures: { first, second },
    report: printFinding,
    async pinVisual({ reportUrl, dashboardName, then }) {
      console.log(
        `Open ${reportUrl}, click "Pin visual" on its one visual and choose the dashboard "${dashboardName}".`,
      );
      if (then !== undefined) console.log(then);
      await terminal?.question('Press Enter when it is done. ');
    },
  });
  terminal?.close();
  return findings.some(({ verdict }) => verdict === 'refuted') ? 1 : 0;
}

/** What the probe would otherwise take for a fault of Power BI. */
async function pictureFault(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) });
    const type = answer.headers.get('content-type') ?? '';
    return answer.ok && type.startsWith('image/') ? undefined : `answered ${answer.status}, ${type}`;
  } catch (error) {
    return `cannot be reached (${error instanceof Error ? error.message : String(error)})`;
  }
}

function isCloud(name: string): name is CloudName {
  return name in CLOUDS;
}

process.exit(await main());
