import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchPowerBi } from '../../lib/power-bi/client.ts';
import type { Finding } from '../../probe/finding.ts';
import { probeTenant } from '../../probe/tenant-probe.ts';
import { sampleTenant } from '../../sandbox/power-bi/seed/sample-tenant.ts';
import { type PowerBiStandIn, startPowerBi } from '../../sandbox/power-bi/start.ts';
import { ownerOf, TENANT } from '../support/memory-installation.ts';

const OID = 'a0000000-0000-4000-8000-00000000000a';
const SCOPES = [
  'Workspace.ReadWrite.All',
  'Dashboard.ReadWrite.All',
  'Dataset.ReadWrite.All',
  'Report.ReadWrite.All',
  'Content.Create',
];
let service: PowerBiStandIn;

beforeAll(async () => {
  service = await startPowerBi({
    seed: sampleTenant({
      tenantId: TENANT,
      administrator: { oid: OID, name: 'Ada', email: 'ada@contoso.example' },
      users: [],
    }),
    verifyToken: () => ({ tid: TENANT, oid: OID, scp: SCOPES }),
  });
});

afterAll(() => service.close());

async function probe(pins: boolean): Promise<readonly Finding[]> {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const tokens = { tokenFor: async () => 'token', forget: () => undefined };
  return probeTenant({
    powerBi: fetchPowerBi({ baseUrl: service.urls.api, fabricUrl: service.urls.fabric, tokens, log: silent }),
    owner: ownerOf(OID),
    ask: async () => 'nobody',
    pinVisual: async ({ reportId, dashboardId }) => {
      if (pins) await service.control.pinVisual({ reportId, dashboardId });
    },
    pictureUrl: 'http://127.0.0.1/picture.png',
    report: () => undefined,
  });
}

describe('the probe of a tenant, against the stand-in', () => {
  it('proves what a program can see, skips what only a person can, and removes its workspace', async () => {
    const before = (await service.control.workspaces()).length;
    const findings = await probe(true);
    expect(findings.filter(({ verdict }) => verdict === 'refuted')).toEqual([]);
    expect(findings.filter(({ verdict }) => verdict === 'skipped').map(({ step }) => step)).toEqual([
      'S2',
      'S3',
    ]);
    expect(findings.map(({ step }) => step)).toEqual([
      'W',
      'M',
      'S6',
      'P',
      'M',
      'S6',
      'S1',
      'S5',
      'S2',
      'S3',
      'U',
      'C',
    ]);
    expect(await service.control.workspaces()).toHaveLength(before);
  });

  it('says what is refuted when the visual was not pinned, and removes its workspace all the same', async () => {
    const before = (await service.control.workspaces()).length;
    const findings = await probe(false);
    expect(findings.find(({ step }) => step === 'P')?.verdict).toBe('refuted');
    expect(await service.control.workspaces()).toHaveLength(before);
  });

  it('says what Power BI refuses', async () => {
    await service.control.failNext({
      operation: 'Fabric_CreateReport',
      effect: 'before',
      status: 403,
      code: 'InsufficientPrivileges',
    });
    const findings = await probe(true);
    expect(findings.find(({ step }) => step === '!')?.evidence).toContain('InsufficientPrivileges');
  });
});
