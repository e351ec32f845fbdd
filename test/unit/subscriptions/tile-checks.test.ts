import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import { runNow } from '../../../lib/subscriptions/running/run-now.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { addTestSubscription, finalRuns } from '../../support/subscriptions.ts';

let installation: MemoryInstallation;
let id: SubscriptionId;

beforeEach(async () => {
  installation = new MemoryInstallation();
  id = await addTestSubscription(installation);
  // The first run of the day has looked at the tile.
  await installation.pass({ hours: 1 });
  installation.gateway.calls.length = 0;
});

async function targetIds() {
  const target = (await installation.app.subscriptions.get(OWNER, id))?.target;
  if (target?.kind !== 'tile') throw new Error('No tile.');
  return { modelId: target.modelId, reportId: target.reportId, tileId: target.tileId };
}

describe('the calls of a run', () => {
  it('are exactly one, but for the first of each UTC day, which looks at the tile', async () => {
    await installation.pass({ hours: 24 });
    const { calls } = installation.gateway;
    expect(calls.filter((call) => call === 'pushRow')).toHaveLength(24);
    expect(calls.filter((call) => call !== 'pushRow')).toEqual(['tileState']);
    // 09:00 to 23:00 of the first day, then midnight.
    expect(calls.indexOf('tileState')).toBe(15);
  });

  it('look at the tile when the run was asked for', async () => {
    await runNow(installation.app, { owner: OWNER, id, runId: '11110000-0000-4000-8000-000000000001' });
    await installation.work();
    expect(installation.gateway.calls).toEqual(['tileState', 'pushRow']);
  });
});

describe('a model that is gone', () => {
  it('S8 means that the tile is gone with it: looked for twice, then the subscription is retired', async () => {
    const { gateway } = installation;
    gateway.models.clear();
    gateway.tiles.clear();
    await installation.pass({ hours: 3 });
    expect(gateway.calls).toEqual(['pushRow', 'tileState', 'tileState']);
    const [run] = await finalRuns(installation, id);
    expect(run).toMatchObject({ state: 'failed', code: 'TILE_NOT_FOUND', attempt: 2 });
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('retired');
    const told = await installation.app.notifications.list(OWNER);
    expect(told.map(({ kind }) => kind)).toEqual(['retired']);
  });

  it('is made again with its report and tile where the tile stands, after a second look', async () => {
    const { gateway } = installation;
    const before = await targetIds();
    gateway.models.clear();
    await installation.pass({ hours: 1 });
    const after = await targetIds();
    for (const name of ['modelId', 'reportId', 'tileId'] as const) expect(after[name]).not.toBe(before[name]);
    expect(gateway.models.get(after.modelId)?.rows).toHaveLength(1);
    expect(gateway.reports.get(before.reportId)).toBeUndefined();
    expect(gateway.reports.get(after.reportId)?.modelId).toBe(after.modelId);
    expect((await finalRuns(installation, id))[0]).toMatchObject({ state: 'succeeded', attempt: 2 });
    gateway.calls.length = 0;
    await installation.pass({ hours: 1 });
    expect(gateway.calls).toEqual(['pushRow']);
  });

  it('is left alone when the 404 was a passing one', async () => {
    const { gateway } = installation;
    const before = await targetIds();
    gateway.fault = { call: 'pushRow', when: 'before', error: new DomainError('MODEL_NOT_FOUND') };
    await installation.pass({ hours: 1 });
    expect(gateway.calls).toEqual(['pushRow', 'tileState', 'tileState', 'pushRow']);
    expect(await targetIds()).toEqual(before);
  });

  it('is made again once, however often the making is cut off', async () => {
    const { gateway } = installation;
    for (const call of ['ensureModel', 'removeReport', 'ensureReport', 'ensureTile']) {
      gateway.models.clear();
      gateway.fault = { call, when: 'after', error: new DomainError('POWER_BI_UNAVAILABLE') };
      // The next occurrence, and as long as its attempts take.
      await installation.pass({ hours: 1, minutes: 15 });
      const { modelId, reportId, tileId } = await targetIds();
      expect([...gateway.models.keys()], call).toEqual([modelId]);
      expect([...gateway.reports.keys()], call).toEqual([reportId]);
      expect(gateway.tiles.get(tileId)?.reportId, call).toBe(reportId);
      expect((await finalRuns(installation, id))[0]?.state, call).toBe('succeeded');
    }
  });
});

describe('a report that is gone', () => {
  it('is made again on the model that is there, when the tile is looked at', async () => {
    const { gateway } = installation;
    const before = await targetIds();
    gateway.reports.clear();
    gateway.tiles.set(before.tileId, { dashboardId: 'd', reportId: 'another' });
    await runNow(installation.app, { owner: OWNER, id, runId: '11110000-0000-4000-8000-000000000002' });
    await installation.pass({ minutes: 2 });
    const after = await targetIds();
    expect(after.modelId).toBe(before.modelId);
    expect(gateway.reports.get(after.reportId)?.modelId).toBe(before.modelId);
    expect(gateway.tiles.get(after.tileId)?.reportId).toBe(after.reportId);
  });
});

describe('a workspace that cannot be seen', () => {
  it('retires nothing: the tile may well be there', async () => {
    const { gateway } = installation;
    gateway.fault = { call: 'tileState', when: 'before', error: new DomainError('WORKSPACE_NOT_FOUND') };
    await runNow(installation.app, { owner: OWNER, id, runId: '11110000-0000-4000-8000-000000000003' });
    await installation.work();
    expect((await finalRuns(installation, id))[0]).toMatchObject({
      state: 'failed',
      code: 'WORKSPACE_NOT_FOUND',
    });
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('active');
  });
});
