import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { parseAllowedHosts } from '../lib/data-sources/network/allowed-hosts.ts';
import { nodeTransport } from '../lib/report-server/http/node-transport.ts';
import { printFinding } from './finding.ts';
import { probeReportServer } from './report-server-probe.ts';

const HELP = `npm run probe:report-server -- --url https://reports.contoso.com/Reports --account 'CONTOSO\\svc-tiles'
  [--auth ntlm|basic|forms] [--ca authority.pem] [--report /Sales/Overview] [--item Chart1]

Goes through what a pin does on a report server, reading only, and says of each unproven assumption: proven, refuted or
skipped, with evidence. The password is taken from REPORT_SERVER_PASSWORD, or asked for. Nothing is stored or changed.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      account: { type: 'string' },
      auth: { type: 'string', default: 'ntlm' },
      ca: { type: 'string' },
      report: { type: 'string' },
      item: { type: 'string' },
    },
  });
  const { url, account, auth } = values;
  if (
    url === undefined ||
    !URL.canParse(url) ||
    account === undefined ||
    (auth !== 'ntlm' && auth !== 'basic' && auth !== 'forms')
  ) {
    console.error(HELP);
    return 2;
  }
  const portalUrl = url.replace(/\/+$/, '');
  const { hostname } = new URL(portalUrl);
  // The person who runs this has named the host themselves: it is the whole list.
  const hosts = parseAllowedHosts(hostname);
  if (!hosts.ok) {
    console.error(HELP);
    return 2;
  }
  const transport = nodeTransport(
    { portalUrl, auth, ca: values.ca === undefined ? undefined : readFileSync(values.ca, 'utf8') },
    { account, password: process.env.REPORT_SERVER_PASSWORD ?? (await askPassword(account)) },
    { allowed: hosts.hosts, nowMs: () => Date.now() },
  );
  const findings = await probeReportServer({
    transport,
    portalUrl,
    reportPath: values.report,
    itemName: values.item,
    report: printFinding,
  });
  transport.close();
  return findings.some(({ verdict }) => verdict === 'refuted') ? 1 : 0;
}

async function askPassword(account: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const password = await terminal.question(`Password of ${account} (it is shown as you type): `);
  terminal.close();
  return password;
}

process.exit(await main());
