import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Owner } from '../../lib/identity/principal.ts';
import { serviceOwnerOf } from '../../lib/identity/service-owner.ts';
import { fetchPowerBi } from '../../lib/power-bi/client.ts';
import type { Finding } from '../../probe/finding.ts';
import type { Guest } from '../../probe/tenant/actor.ts';
import { probeTenant, type TenantProbeOptions } from '../../probe/tenant/probe-tenant.ts';
import type { VerifiedToken } from '../../sandbox/power-bi/http/caller.ts';
import { sampleTenant } from '../../sandbox/power-bi/seed/sample-tenant.ts';
import { type PowerBiStandIn, startPowerBi } from '../../sandbox/power-bi/start.ts';
import { ownerOf, TENANT } from '../support/memory-installation.ts';

const ADA = 'a0000000-0000-4000-8000-00000000000a';
const BOB = 'b0000000-0000-4000-8000-00000000000b';
const APP = 'c0000000-0000-4000-8000-00000000000c';
const SCOPES = [
  'Workspace.ReadWrite.All',
  'Dashboard.ReadWrite.All',
  'Dataset.ReadWrite.All',
  'Report.ReadWrite.All',
  'Content.Create',
];
const TOKENS: Readonly<Record<string, VerifiedToken>> = {
  ada: { tid: TENANT, oid: ADA, scp: [...SCOPES, 'SemanticModel.ReadWrite.All'] },
  bob: { tid: TENANT, oid: BOB, scp: SCOPES },
  app: { tid: TENANT, oid: APP, scp: [], appOnly: true },
};
const LOOKED_AT = ['L', 'S2', 'R', 'S3', 'D3', 'D4', 'B'];
let service: PowerBiStandIn;

beforeAll(async () => {
  service = await startPowerBi({
    seed: sampleTenant({
      tenantId: TENANT,
      administrator: { oid: ADA, name: 'Ada', email: 'ada@contoso.example' },
      users: [{ oid: BOB, name: 'Bob', email: 'bob@contoso.example' }],
    }),
    verifyToken: (bearer) => TOKENS[bearer],
  });
});

afterAll(() => service.close());

function actor(token: string, owner: Owner) {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const tokens = { tokenFor: async () => token, forget: () => undefined };
  const { api, fabric } = service.urls;
  return { owner, powerBi: fetchPowerBi({ baseUrl: api, fabricUrl: fabric, tokens, log }) };
}

const reader = (): Guest => ({
  ...actor('bob', ownerOf(BOB)),
  principal: { identifier: 'bob@contoso.example', type: 'User' },
});
const app = (): Guest => ({
  ...actor('app', serviceOwnerOf(TENANT)),
  principal: { identifier: APP, type: 'App' },
});

async function probe(options: Partial<TenantProbeOptions> = {}): Promise<ReadonlyMap<string, Finding>> {
  const findings = await probeTenant({
    person: actor('ada', ownerOf(ADA)),
    reader: reader(),
    app: app(),
    mayDefineModels: true,
    ask: async () => 'nobody',
    pinVisual: async ({ reportId, dashboardId }) => {
      await service.control.pinVisual({ reportId, dashboardId });
    },
    pictures: { first: 'http://127.0.0.1/first.png', second: 'http://127.0.0.1/second.png' },
    report: () => undefined,
    ...options,
  });
  return new Map(findings.map((finding) => [finding.step, finding]));
}

/** What lies in the tenant, by kinds: the same before and after a probe. */
async function contents() {
  const { control } = service;
  const [workspaces, models, reports, dashboards] = [
    await control.workspaces(),
    await control.models(),
    await control.reports(),
    await control.dashboards(),
  ];
  return [workspaces, models, reports, dashboards].map((items) => items.length);
}

function stepsWith(findings: ReadonlyMap<string, Finding>, verdict: Finding['verdict']) {
  return [...findings.values()].filter((one) => one.verdict === verdict).map(({ step }) => step);
}

describe('the probe of a tenant, against the stand-in', () => {
  it('proves what a program can see, skips what only a person can, and removes all it made', async () => {
    const before = await contents();
    const findings = await probe();
    expect([...findings.values()].filter(({ verdict }) => verdict === 'refuted')).toEqual([]);
    expect(stepsWith(findings, 'skipped')).toEqual(LOOKED_AT);
    expect(stepsWith(findings, 'proven').toSorted()).toEqual(
      [
        'W',
        'M',
        'S6',
        'N',
        'P',
        'S1',
        'S5',
        'S4',
        'A1',
        'A2',
        'A3',
        'D1',
        'D2',
        'S7',
        'S8',
        'Y',
        'U',
        'C',
      ].toSorted(),
    );
    expect(await contents()).toEqual(before);
  });

  it('takes a person’s word for what only a person sees', async () => {
    const findings = await probe({ ask: async (question) => (question.includes('change') ? 'no' : 'yes') });
    expect(stepsWith(findings, 'refuted')).toEqual(['R']);
    expect(stepsWith(findings, 'skipped')).toEqual([]);
  });

  it('says how to have the steps that need more than one account', async () => {
    const findings = await probe({ reader: undefined, app: undefined, mayDefineModels: false });
    for (const [step, how] of [
      ['S4', '--reader'],
      ['A1', '--app'],
      ['A3', '--app'],
      ['S8', '--models'],
    ] as const)
      expect(findings.get(step)).toMatchObject({
        verdict: 'skipped',
        evidence: expect.stringContaining(how),
      });
  });

  it('says what is refuted when the visual was not pinned, goes on with the rest, and removes all it made', async () => {
    const before = await contents();
    const findings = await probe({ pinVisual: async () => undefined });
    expect(stepsWith(findings, 'refuted')).toEqual(['P', 'D2', 'S7']);
    expect(findings.get('S1')?.verdict).toBe('skipped');
    expect(await contents()).toEqual(before);
  });

  it('refutes what a tenant does otherwise, each by its step', async () => {
    for (const [step, break_] of [
      ['S4', () => service.control.rules({ cloneTileNeeds: 'Contributor' })],
      ['S6', () => service.control.rules({ reportsOnPushModels: 'refused' })],
      ['M', () => service.control.rules({ pushModelsEndAt: '2000-01-01T00:00:00Z' })],
      ['U', () => service.control.rules({ deletingModel: 'leaves-them-broken' })],
    ] as const) {
      await break_();
      const findings = await probe();
      expect(stepsWith(findings, 'refuted'), step).toContain(step);
      await service.control.reset();
    }
  });

  it('says what Power BI refuses', async () => {
    await service.control.failNext({
      operation: 'Fabric_CreateReport',
      effect: 'before',
      status: 403,
      code: 'InsufficientPrivileges',
    });
    expect((await probe()).get('S6')?.evidence).toContain('InsufficientPrivileges');
  });

  it('names the workspace that it could not remove', async () => {
    await service.control.failNext({ operation: 'Groups_DeleteGroup', effect: 'before', status: 403 });
    const finding = (await probe()).get('C');
    expect(finding).toMatchObject({ verdict: 'refuted', evidence: expect.stringContaining('by hand') });
  });
});
