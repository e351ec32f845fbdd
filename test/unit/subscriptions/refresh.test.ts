import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError, ERRORS } from '../../../lib/errors.ts';
import { scheduleOf } from '../../../lib/schedules/schedule.ts';
import { changeSubscription } from '../../../lib/subscriptions/deciding/change-subscription.ts';
import { runNow } from '../../../lib/subscriptions/running/run-now.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { addTestSubscription, finalRuns, HOURLY } from '../../support/subscriptions.ts';

let installation: MemoryInstallation;

beforeEach(() => {
  installation = new MemoryInstallation();
});

async function dueRows(): Promise<number> {
  const { rows } = await installation.storage.table('DueIndex').page({ partition: { from: '0', to: '9' } });
  return rows.length;
}

describe('a subscription that fires', () => {
  it('S3 delivers one picture for each occurrence, on the minute', async () => {
    const id = await addTestSubscription(installation);
    await installation.pass({ hours: 3 });
    expect(await finalRuns(installation, id)).toMatchObject([
      { state: 'succeeded', dueAt: '2026-11-23T10:00:00Z' },
      { state: 'succeeded', dueAt: '2026-11-23T09:00:00Z' },
      { state: 'succeeded', dueAt: '2026-11-23T08:00:00Z' },
    ]);
    const [model] = installation.gateway.models.values();
    expect(model?.rows).toHaveLength(3);
    expect(await dueRows()).toBe(1);
  });

  it('S11 shows New subscription before its first run and Done after it', async () => {
    const id = await addTestSubscription(installation);
    expect((await installation.app.subscriptions.status(OWNER, id)).text).toBe('New subscription');
    await installation.pass({ hours: 1 });
    expect((await installation.app.subscriptions.status(OWNER, id)).text).toBe(
      'Done: 1 processed of 1 total; 0 errors.',
    );
  });

  it('makes one Power BI call a run but for the first of a UTC day, which looks at the tile', async () => {
    await addTestSubscription(installation);
    installation.gateway.calls.length = 0;
    await installation.pass({ hours: 3 });
    expect(installation.gateway.calls).toEqual(['tileState', 'pushRow', 'pushRow', 'pushRow']);
  });

  it('runs the newest occurrence after an outage and records the earlier ones as one missed row', async () => {
    const id = await addTestSubscription(installation);
    installation.clock.advance({ hours: 6 });
    await installation.tick();
    await installation.work();
    expect(await finalRuns(installation, id)).toMatchObject([
      { state: 'succeeded', dueAt: '2026-11-23T13:00:00Z' },
      { state: 'missed', dueAt: '2026-11-23T12:00:00Z', missedCount: 5 },
    ]);
  });

  it('does not run an occurrence twice when its message comes twice', async () => {
    const id = await addTestSubscription(installation);
    installation.clock.advance({ hours: 1 });
    await installation.tick();
    const [message] = installation.queue('refreshTile').peek();
    if (message) await installation.queue('refreshTile').send(message);
    await installation.work();
    expect(await finalRuns(installation, id)).toHaveLength(1);
    expect(installation.pictures.rendered).toBe(1);
  });

  it('ends with the last run of a schedule that is over', async () => {
    const id = await addTestSubscription(installation, { ...HOURLY, recurrence: { kind: 'once' } });
    await installation.pass({ hours: 2 });
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('ended');
    expect(await finalRuns(installation, id)).toMatchObject([{ state: 'succeeded' }]);
    expect(await dueRows()).toBe(0);
  });
});

describe('a run that fails', () => {
  it('tries three times more, later each time, and keeps the occurrence one run', async () => {
    const id = await addTestSubscription(installation);
    installation.pictures.refuse = new DomainError('DATA_SOURCE_FAILED');
    await installation.pass({ hours: 1, minutes: 30 });
    expect(await finalRuns(installation, id)).toMatchObject([
      { state: 'failed', attempt: 4, code: 'DATA_SOURCE_FAILED' },
    ]);
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('active');
  });

  it('S7 says that the report item cannot be found, and heals when it is back', async () => {
    const id = await addTestSubscription(installation);
    installation.pictures.refuse = new DomainError('ITEM_NOT_FOUND');
    await installation.pass({ hours: 1 });
    expect((await installation.app.subscriptions.status(OWNER, id)).text).toBe(
      "PowerBI Delivery error: dashboard: Sales overview, visual: Chart1, error: Error: Report item 'Chart1' cannot be found.",
    );
    expect(await installation.app.notifications.list(OWNER)).toHaveLength(1);
    installation.pictures.refuse = undefined;
    await installation.pass({ hours: 1 });
    expect((await installation.app.subscriptions.status(OWNER, id)).text).toMatch(/^Done/);
    expect(await installation.app.notifications.list(OWNER)).toEqual([]);
  });

  it('S4, S5 a refused token is recorded in the original form and logged, and nothing is sent', async () => {
    const id = await addTestSubscription(installation);
    await installation.pass({ hours: 1 });
    const sent = () => [...installation.gateway.models.values()].flatMap(({ rows }) => rows).length;
    const before = sent();
    installation.gateway.fault = {
      call: 'pushRow',
      when: 'before',
      error: new DomainError('SIGN_IN_REQUIRED'),
    };
    await installation.pass({ hours: 1 });
    expect(sent()).toBe(before);
    const { text, code } = await installation.app.subscriptions.status(OWNER, id);
    expect(code).toBe('SIGN_IN_REQUIRED');
    expect(text).toBe(
      `PowerBI Delivery error: dashboard: Sales overview, visual: Chart1, error: ${ERRORS.SIGN_IN_REQUIRED.text}`,
    );
    expect(await finalRuns(installation, id)).toMatchObject([
      { state: 'failed', code: 'SIGN_IN_REQUIRED', attempt: 1, text },
      { state: 'succeeded' },
    ]);
    expect(installation.events).toContainEqual({
      event: 'run.refused',
      fields: expect.objectContaining({ subscriptionId: id, code: 'SIGN_IN_REQUIRED', attempt: 1 }),
    });
  });

  it('S6 names the credentials that are not stored', async () => {
    const id = await addTestSubscription(installation);
    installation.pictures.refuse = new DomainError('CREDENTIALS_NOT_STORED');
    await installation.pass({ hours: 1 });
    expect((await installation.app.subscriptions.status(OWNER, id)).text).toContain(
      '(rsInvalidDataSourceCredentialSetting)',
    );
  });

  it('R21 ends each run in the original words while unregistered, and goes on when registered again', async () => {
    const id = await addTestSubscription(installation);
    installation.registered = false;
    await installation.pass({ hours: 2 });
    expect((await finalRuns(installation, id)).map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect((await installation.app.subscriptions.status(OWNER, id)).text).toContain(
      'The delivery extension for this subscription could not be loaded',
    );
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('active');
    installation.registered = true;
    await installation.pass({ hours: 1 });
    expect((await finalRuns(installation, id))[0]?.state).toBe('succeeded');
  });

  it('S8 retires the subscription of a tile that was deleted, after a second look, and says so once', async () => {
    const id = await addTestSubscription(installation);
    const tileId = [...installation.gateway.tiles.keys()][0] ?? '';
    installation.gateway.tiles.clear();
    await installation.pass({ hours: 3 });
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('retired');
    expect(await finalRuns(installation, id)).toMatchObject([{ state: 'failed', code: 'TILE_NOT_FOUND' }]);
    expect((await installation.app.subscriptions.status(OWNER, id)).text).toContain(
      `error: The item 'Tile deleted ${tileId}' cannot be found.`,
    );
    expect((await installation.app.notifications.list(OWNER)).map(({ kind }) => kind)).toEqual(['retired']);
    expect(await dueRows()).toBe(0);
  });

  it('pauses after five failed occurrences in a row of a kind that nothing heals, and says so', async () => {
    const id = await addTestSubscription(installation);
    installation.pictures.refuse = new DomainError('DATA_SOURCE_FAILED');
    await installation.pass({ hours: 7 });
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('paused');
    expect(await finalRuns(installation, id)).toHaveLength(5);
    expect((await installation.app.notifications.list(OWNER)).map(({ kind }) => kind).sort()).toEqual([
      'failed',
      'paused',
    ]);
    expect(await dueRows()).toBe(0);
  });

  it('draws "not refreshed" on the picture that the tile shows', async () => {
    const id = await addTestSubscription(installation);
    await installation.pass({ hours: 1 });
    installation.pictures.refuse = new DomainError('ITEM_NOT_FOUND');
    await installation.pass({ hours: 1 });
    const shown = await installation.storage.blobs('pictures').get(`pins/${id}/current`);
    expect(new TextDecoder().decode(shown?.bytes)).toBe('Chart1 1 (stale)');
  });
});

describe('what people decide', () => {
  it('S13 pauses and resumes without a due row in between and one after', async () => {
    const id = await addTestSubscription(installation);
    const { app } = installation;
    const before = await app.subscriptions.get(OWNER, id);
    await changeSubscription(app, {
      owner: OWNER,
      id,
      revision: before?.revision,
      change: { state: 'paused' },
    });
    expect(await dueRows()).toBe(0);
    await installation.pass({ hours: 2 });
    expect(await finalRuns(installation, id)).toEqual([]);
    await changeSubscription(app, { owner: OWNER, id, revision: undefined, change: { state: 'active' } });
    expect(await dueRows()).toBe(1);
    await installation.pass({ hours: 1 });
    expect(await finalRuns(installation, id)).toHaveLength(1);
  });

  it('S2 refuses an edit of what somebody else changed meanwhile', async () => {
    const id = await addTestSubscription(installation);
    const { app } = installation;
    const change = { schedule: scheduleOf({ ...HOURLY, recurrence: { kind: 'daily', every: 1 } }) };
    await expect(
      changeSubscription(app, { owner: OWNER, id, revision: 'old', change }),
    ).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });

  it('drops the message of an earlier decision without a run', async () => {
    const id = await addTestSubscription(installation);
    installation.clock.advance({ hours: 1 });
    await installation.tick();
    const schedule = scheduleOf({ ...HOURLY, start: '2026-11-23T08:30' });
    await changeSubscription(installation.app, {
      owner: OWNER,
      id,
      revision: undefined,
      change: { schedule },
    });
    await installation.work();
    await installation.pass({ minutes: 3 });
    expect(await finalRuns(installation, id)).toEqual([]);
    expect(await dueRows()).toBe(1);
  });

  it('S2 runs the occurrence that is on its way with the item that was edited meanwhile', async () => {
    const id = await addTestSubscription(installation);
    installation.clock.advance({ hours: 1 });
    await installation.tick();
    await changeSubscription(installation.app, {
      owner: OWNER,
      id,
      revision: undefined,
      change: { itemName: 'Chart2' },
    });
    await installation.work();
    expect(await finalRuns(installation, id)).toMatchObject([{ state: 'succeeded' }]);
    const shown = await installation.storage.blobs('pictures').get(`pins/${id}/current`);
    expect(new TextDecoder().decode(shown?.bytes)).toMatch(/^Chart2/);
  });

  it('ends the waiting retry of a subscription that is paused', async () => {
    const id = await addTestSubscription(installation);
    installation.pictures.refuse = new DomainError('DATA_SOURCE_FAILED');
    await installation.pass({ hours: 1 });
    expect(await finalRuns(installation, id)).toMatchObject([{ state: 'waiting' }]);
    await changeSubscription(installation.app, {
      owner: OWNER,
      id,
      revision: undefined,
      change: { state: 'paused' },
    });
    await installation.pass({ minutes: 20 });
    expect(await finalRuns(installation, id)).toMatchObject([
      { state: 'missed', code: 'DATA_SOURCE_FAILED' },
    ]);
    expect(await installation.queue('refreshTile').approximateLength()).toBe(0);
  });

  it('fails and pauses also where a newer occurrence comes before the retries are through', async () => {
    const id = await addTestSubscription(installation, {
      ...HOURLY,
      recurrence: { kind: 'minutes', every: 1 },
    });
    installation.pictures.refuse = new DomainError('DATA_SOURCE_FAILED');
    await installation.pass({ hours: 2 });
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('paused');
    const runs = await finalRuns(installation, id);
    expect(runs.filter(({ state }) => state === 'failed')).toHaveLength(5);
    expect((await installation.app.notifications.list(OWNER)).map(({ kind }) => kind).sort()).toEqual([
      'failed',
      'paused',
    ]);
    expect(await installation.queue('refreshTile').approximateLength()).toBe(0);
    expect(await dueRows()).toBe(0);
  });

  it('S13 runs now once for one id, also while paused', async () => {
    const id = await addTestSubscription(installation);
    const { app } = installation;
    await changeSubscription(app, { owner: OWNER, id, revision: undefined, change: { state: 'paused' } });
    const runId = '11110000-0000-4000-8000-000000000001';
    const first = await runNow(app, { owner: OWNER, id, runId });
    installation.clock.advance({ seconds: 5 });
    const second = await runNow(app, { owner: OWNER, id, runId });
    expect(second.key).toBe(first.key);
    await installation.work();
    expect(await finalRuns(installation, id)).toMatchObject([{ state: 'succeeded' }]);
    expect(installation.pictures.rendered).toBe(1);
  });

  it('shows nobody else a subscription', async () => {
    const id = await addTestSubscription(installation);
    await expect(
      runNow(installation.app, {
        owner: `${OWNER}0`.slice(0, -1).replace(/b$/, 'c') as typeof OWNER,
        id,
        runId: id,
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
