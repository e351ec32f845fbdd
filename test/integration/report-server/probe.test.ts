import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../probe/finding.ts';
import { probeReportServer } from '../../../probe/report-server-probe.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { clientsFor, EVE_THERE, SERVICE, startTestReportServer } from '../../support/report-server.ts';

let server: ReportServerStandIn;
beforeAll(async () => {
  server = await startTestReportServer();
});
afterAll(() => server.close());

async function probe(
  account: typeof SERVICE,
  options: { reportPath?: string } = {},
): Promise<readonly Finding[]> {
  const { transport } = clientsFor(server, account);
  const findings = await probeReportServer({
    transport,
    portalUrl: server.portalUrl,
    report: () => undefined,
    ...options,
  });
  transport.close();
  return findings;
}
const verdicts = (findings: readonly Finding[]) =>
  Object.fromEntries(
    findings.map(({ step, assumption, verdict }) => [`${step} ${assumption.slice(0, 30)}`, verdict]),
  );

describe('the probe of a report server', () => {
  it('proves what a pin relies on, and changes nothing', async () => {
    await server.control.resetCounts();
    const findings = await probe(SERVICE, { reportPath: '/Warehouse/Stock' });
    const by = (step: string) => findings.filter((one) => one.step === step).map(({ verdict }) => verdict);
    expect(['R1', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R10'].flatMap(by)).toEqual(Array(8).fill('proven'));
    expect(by('R2')).toEqual(Array(5).fill('proven'));
    // URL access is not the stand-in's.
    expect(by('R9')).toEqual(['refuted']);
    expect(findings.find(({ step }) => step === 'R6')?.evidence).toBe(
      '576 × 288 pixels; the item has 576 × 288',
    );
    expect(JSON.stringify(findings)).not.toContain(SERVICE.password);
    const called = Object.keys(await server.control.counts()).filter((name) => name.startsWith('soap.'));
    expect(called).toEqual([
      'soap.LoadReport2',
      'soap.LoadReportDefinition2',
      'soap.Render2',
      'soap.RenderStream',
    ]);
  });

  it('says which rights an account lacks, and goes no further than it may', async () => {
    const findings = await probe(EVE_THERE);
    expect(verdicts(findings)).toMatchObject({
      'R2 the account may execute defini': 'refuted',
      'R2 the account may read definitio': 'refuted',
      'R3 a report has an item that can ': 'refuted',
    });
    expect(findings.at(-1)?.step).toBe('R3');
  });
});
