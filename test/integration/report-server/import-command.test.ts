import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, createClient } from '../../../cli/src/client.ts';
import { importSsrs } from '../../../cli/src/import-ssrs.ts';
import { sampleServer } from '../../../sandbox/report-server/seed.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { connectStandIn } from '../../support/connected-server.ts';
import { MemoryInstallation } from '../../support/memory-installation.ts';
import type { MemoryPerson } from '../../support/memory-person.ts';
import { startTestReportServer } from '../../support/report-server.ts';

const MORNINGS = {
  id: '5c5c5c5c-0000-4000-8000-000000000001',
  name: 'Mornings',
  definition:
    '<StartDateTime>2025-01-01T06:00:00.000+01:00</StartDateTime><DailyRecurrence><DaysInterval>1</DaysInterval></DailyRecurrence>',
  paused: true,
};

let server: ReportServerStandIn;
let client: Client;
let installation: MemoryInstallation;
beforeAll(async () => {
  server = await startTestReportServer({ seed: { ...sampleServer(), schedules: [MORNINGS] } });
});
afterAll(() => server.close());
beforeEach(async () => {
  installation = new MemoryInstallation();
  const { admin } = await connectStandIn(installation, server, { link: false });
  client = clientOf(admin);
});

/** The command line's client, whose requests go to the installation in memory. */
function clientOf(person: MemoryPerson): Client {
  const send: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const body = typeof init?.body === 'string' ? { body: JSON.parse(init.body) } : {};
    const answer = await person.send(init?.method ?? 'GET', `${url.pathname}${url.search}`, body);
    return Response.json(answer.body, { status: answer.status });
  };
  return createClient({ portal: 'http://127.0.0.1:7071', token: async () => undefined, send });
}

const run = (args: readonly string[], options: Readonly<Record<string, string | boolean>> = {}) =>
  importSsrs(client, { args, options });

describe('report-tiles import ssrs', () => {
  it('shows what would be moved first, and moves it with --yes', async () => {
    const plan = await run(['ssrs', 'contoso reports']);
    expect(plan.lines).toEqual([
      'ready  shared schedule "Mornings"',
      '0 moved, 1 ready, 0 cannot be moved. Nothing was changed yet: add --yes.',
    ]);
    expect(await installation.app.sharedSchedules.list()).toEqual([]);
    const done = await run(['ssrs', 'Contoso reports'], { yes: true });
    expect(done.lines.at(-1)).toBe('1 moved, 0 ready, 0 cannot be moved.');
    expect(await installation.app.sharedSchedules.list()).toMatchObject([
      { name: 'Mornings', state: 'paused' },
    ]);
  });

  it('copies a folder of reports until none is left, and says what is left to do', async () => {
    const choice = { reports: '/', to: '/Old server' };
    const plan = await run(['ssrs', 'Contoso reports'], choice);
    expect(plan.lines.at(-1)).toMatch(/^0 moved, 8 ready, 1 cannot be moved. Nothing was changed yet/);
    const done = await run(['ssrs', 'Contoso reports'], { ...choice, yes: true });
    expect(done.lines.at(-1)).toBe('8 moved, 0 ready, 1 cannot be moved.');
    expect(done.lines[0]).toBe(
      'moved  /Warehouse/Warehouse -> /Old server/Warehouse/Warehouse  – Enter the credentials of the data source "Warehouse": the server gives no passwords away.',
    );
    expect(await installation.app.catalog.resolve(['Old server', 'Sales', 'Sales Overview'])).toBeDefined();
  });

  it('names the servers there are where another was asked for', async () => {
    await expect(run(['ssrs', 'Other'])).rejects.toThrow(/connected are: "Contoso reports"/);
    await expect(run(['excel', 'Other'])).rejects.toThrow(/import ssrs SERVER/);
  });
});
