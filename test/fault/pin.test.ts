import { describe, expect, it } from 'vitest';
import { DomainError } from '../../lib/errors.ts';
import type { Pin, TilePinRequest } from '../../lib/pins/pin.ts';
import { scheduleOf } from '../../lib/schedules/schedule.ts';
import { deleteSubscription } from '../../lib/subscriptions/deciding/delete-subscription.ts';
import type { SubscriptionId } from '../../lib/subscriptions/subscription.ts';
import { MemoryInstallation, OWNER } from '../support/memory-installation.ts';

const ID = '5c000000-0000-4000-8000-0000000000aa' as SubscriptionId;
const CALLS = ['ensureModel', 'ensureReport', 'pushRow', 'ensureTile', 'tileState'] as const;

const REQUEST: TilePinRequest = {
  mode: 'template',
  content: 'picture',
  reportId: 'r',
  reportTitle: 'Sales',
  itemName: 'Chart1',
  parameters: {},
  workspaceId: 'w',
  dashboardId: 'd',
  dashboardName: 'Sales overview',
  dashboardUrl: undefined,
  schedule: scheduleOf({ zone: 'UTC', start: '2026-11-23T08:00', recurrence: { kind: 'daily', every: 1 } }),
};

const PIN: Pin = {
  id: ID,
  owner: OWNER,
  request: REQUEST,
  requestHash: 'h',
  state: 'pending',
  begun: [],
  done: [],
  pictureUrl: undefined,
  visual: undefined,
  modelId: undefined,
  reportId: undefined,
  tileId: undefined,
  reportUrl: undefined,
  attempt: 1,
  leaseUntil: undefined,
  code: undefined,
  text: undefined,
  warning: undefined,
  createdAt: new MemoryInstallation().clock.now(),
};

async function pinWith(fault: MemoryInstallation['gateway']['fault']): Promise<MemoryInstallation> {
  const installation = new MemoryInstallation();
  installation.gateway.fault = fault;
  await installation.app.pins.add(PIN);
  await installation.queue('pinTile').send({ owner: OWNER, pinId: ID });
  await installation.work();
  await installation.pass({ minutes: 20 });
  return installation;
}

describe('a pin as a picture', () => {
  const { workspaceId: _, dashboardId: __, content: ___, ...rest } = REQUEST;
  const PICTURE: Pin = { ...PIN, request: { ...rest, mode: 'picture', dashboardUrl: undefined } };

  async function pinned(): Promise<MemoryInstallation> {
    const installation = new MemoryInstallation();
    await installation.app.pins.add(PICTURE);
    await installation.queue('pinTile').send({ owner: OWNER, pinId: ID });
    await installation.pass({ minutes: 1 });
    return installation;
  }

  it('has a picture at its address and a subscription, with no call to Power BI', async () => {
    const installation = await pinned();
    expect(await installation.app.pins.get(OWNER, ID)).toMatchObject({
      state: 'pinned',
      done: ['picture', 'subscription'],
    });
    expect(installation.gateway.calls).toEqual([]);
    const address = await installation.app.pinPictures.address(ID);
    const secret = address.split('/').at(-2) ?? '';
    expect(await installation.app.pinPictures.read(ID, secret)).toBeDefined();
  });

  it('is refreshed at the same address, by run and by schedule, with no call to Power BI', async () => {
    const installation = await pinned();
    const before = await installation.app.pinPictures.address(ID);
    const drawn = installation.pictures.rendered;
    await installation.pass({ hours: 2 });
    expect(installation.pictures.rendered).toBe(drawn + 1);
    const [entry] = await installation.app.subscriptions.list(OWNER);
    expect(entry?.status.text).toBe('Done: 1 processed of 1 total; 0 errors.');
    expect(await installation.app.pinPictures.address(ID)).toBe(before);
    expect(installation.gateway.calls).toEqual([]);
  });

  it('leaves the Image tile to the person when it is unpinned, with a neutral picture in it', async () => {
    const installation = await pinned();
    const secret = (await installation.app.pinPictures.address(ID)).split('/').at(-2) ?? '';
    expect(await deleteSubscription(installation.app, OWNER, ID)).toEqual({ tile: 'image' });
    expect(await installation.app.pinPictures.read(ID, secret)).toBeUndefined();
    expect(installation.gateway.calls).toEqual([]);
  });
});

describe('a pin of the data', () => {
  const DATA: Pin = { ...PIN, request: { ...REQUEST, mode: 'guided', content: 'data' } };

  async function pinned(): Promise<MemoryInstallation> {
    const installation = new MemoryInstallation();
    await installation.app.pins.add(DATA);
    await installation.queue('pinTile').send({ owner: OWNER, pinId: ID });
    await installation.pass({ minutes: 1 });
    const [report] = installation.gateway.reports.values();
    installation.gateway.tiles.set('by-hand', { dashboardId: 'd', reportId: report?.id ?? '' });
    await installation.pass({ seconds: 30 });
    return installation;
  }

  it('makes a report with the visual that fits, sends the rows, and publishes no picture', async () => {
    const installation = await pinned();
    expect(await installation.app.pins.get(OWNER, ID)).toMatchObject({
      state: 'pinned',
      visual: 'lineChart',
      done: ['data', 'model', 'report', 'row', 'tile', 'subscription'],
    });
    const [report] = installation.gateway.reports.values();
    expect(report?.visual).toBe('lineChart');
    const [model] = installation.gateway.models.values();
    expect(model?.rows).toMatchObject([{ imageUrl: '', data: [{ category: 'Chart1', series: 'Sales' }] }]);
    expect(await blobsOf(installation)).toBe(0);
  });

  it('is refreshed with the rows of each run', async () => {
    const installation = await pinned();
    await installation.pass({ hours: 2 });
    const [model] = installation.gateway.models.values();
    expect(model?.rows).toHaveLength(2);
    expect(model?.rows[1]?.data?.[0]?.value).not.toBe(model?.rows[0]?.data?.[0]?.value);
    expect(await blobsOf(installation)).toBe(0);
  });

  it('whose model is gone fails with what to do, and stays', async () => {
    const installation = await pinned();
    installation.gateway.models.clear();
    await installation.pass({ hours: 2 });
    const [entry] = await installation.app.subscriptions.list(OWNER);
    expect(entry?.subscription.state).toBe('active');
    expect(entry?.status).toMatchObject({ code: 'TEMPLATE_NOT_READY' });
    expect(entry?.status.text).toContain('Pin the item again.');
  });

  it('of an item without data is undone and says why', async () => {
    const installation = new MemoryInstallation();
    installation.pictures.refuse = new DomainError('ITEM_HAS_NO_DATA', { detail: 'no values' });
    await installation.app.pins.add(DATA);
    await installation.queue('pinTile').send({ owner: OWNER, pinId: ID });
    await installation.pass({ minutes: 1 });
    expect(await installation.app.pins.get(OWNER, ID)).toMatchObject({ state: 'failed', text: 'no values' });
    expect(installation.gateway.models.size).toBe(0);
  });
});

describe('a guided pin', () => {
  const GUIDED: Pin = { ...PIN, request: { ...REQUEST, mode: 'guided' } };

  async function begin(): Promise<MemoryInstallation> {
    const installation = new MemoryInstallation();
    await installation.app.pins.add(GUIDED);
    await installation.queue('pinTile').send({ owner: OWNER, pinId: ID });
    await installation.pass({ minutes: 1 });
    return installation;
  }

  it('waits for the person with the address of the report, and finds the tile they pin', async () => {
    const installation = await begin();
    const [report] = installation.gateway.reports.values();
    expect(await installation.app.pins.get(OWNER, ID)).toMatchObject({
      state: 'waiting',
      reportUrl: `https://app.powerbi.com/reports/${report?.id}`,
    });
    installation.gateway.tiles.set('by-hand', { dashboardId: 'd', reportId: report?.id ?? '' });
    await installation.pass({ seconds: 30 });
    expect(await installation.app.pins.get(OWNER, ID)).toMatchObject({ state: 'pinned', tileId: 'by-hand' });
    expect((await installation.app.subscriptions.list(OWNER))[0]?.subscription.target).toMatchObject({
      tileId: 'by-hand',
    });
    expect(installation.gateway.calls).not.toContain('ensureTile');
  });

  it('is taken back when nobody pins the visual within a day', async () => {
    const installation = await begin();
    installation.clock.advance({ hours: 25 });
    await installation.pass({ minutes: 1 });
    expect(await installation.app.pins.get(OWNER, ID)).toMatchObject({
      state: 'failed',
      code: 'VISUAL_NOT_PINNED',
    });
    expect([installation.gateway.models.size, installation.gateway.reports.size]).toEqual([0, 0]);
  });
});

async function blobsOf(installation: MemoryInstallation): Promise<number> {
  return (await installation.storage.blobs('pictures').list('pins/')).names.length;
}

describe('a pin whose calls fail', () => {
  it('makes one model, report, tile and subscription when nothing does', async () => {
    const installation = await pinWith(undefined);
    expect((await installation.app.pins.get(OWNER, ID))?.state).toBe('pinned');
    const { models, reports, tiles } = installation.gateway;
    expect([models.size, reports.size, tiles.size]).toEqual([1, 1, 1]);
    expect(await installation.app.subscriptions.list(OWNER)).toHaveLength(1);
  });

  for (const call of CALLS)
    for (const when of ['before', 'after'] as const) {
      it(`is whole, and nothing twice, when ${call} once fails ${when} its effect`, async () => {
        const error = new DomainError('POWER_BI_UNAVAILABLE');
        const installation = await pinWith({ call, when, error });
        expect((await installation.app.pins.get(OWNER, ID))?.state).toBe('pinned');
        const { models, reports, tiles } = installation.gateway;
        expect([models.size, reports.size, tiles.size]).toEqual([1, 1, 1]);
        expect(await installation.app.subscriptions.list(OWNER)).toHaveLength(1);
      });

      it(`leaves no model, report, picture or subscription when ${call} is refused for good ${when} its effect`, async () => {
        const error = new DomainError('POWER_BI_REFUSED', { detail: 'no' });
        const installation = await pinWith({ call, when, error });
        expect(await installation.app.pins.get(OWNER, ID)).toMatchObject({
          state: 'failed',
          code: 'POWER_BI_REFUSED',
          text: 'no',
        });
        const { models, reports } = installation.gateway;
        expect([models.size, reports.size]).toEqual([0, 0]);
        expect(await installation.app.subscriptions.list(OWNER)).toEqual([]);
        expect(await blobsOf(installation)).toBe(0);
      });
    }

  for (const call of ['removeReport', 'removeModel'] as const)
    it(`goes on undoing when ${call} once fails`, async () => {
      const installation = new MemoryInstallation();
      installation.gateway.fault = {
        call: 'tileState',
        when: 'before',
        error: new DomainError('POWER_BI_REFUSED'),
      };
      await installation.app.pins.add(PIN);
      await installation.queue('pinTile').send({ owner: OWNER, pinId: ID });
      const [first] = installation.queue('pinTile').receive();
      if (first) installation.queue('pinTile').release(first, 0);
      await installation.work();
      installation.gateway.fault = { call, when: 'before', error: new DomainError('POWER_BI_UNAVAILABLE') };
      await installation.pass({ minutes: 20 });
      const { models, reports } = installation.gateway;
      expect([models.size, reports.size]).toEqual([0, 0]);
    });

  it('goes on when the answer of any of its writes is lost and the repeated write is answered "changed"', async () => {
    for (let lost = 0; lost < 16; lost++) {
      const installation = new MemoryInstallation();
      await installation.app.pins.add(PIN);
      await installation.queue('pinTile').send({ owner: OWNER, pinId: ID });
      const table = installation.storage.table('Pins');
      const write = table.write.bind(table);
      let count = 0;
      table.write = async (request) => {
        const outcome = await write(request);
        if (request.kind !== 'replace') return outcome;
        count += 1;
        return count === lost + 1 ? { ok: false, reason: 'changed' } : outcome;
      };
      await installation.pass({ minutes: 12 });
      expect((await installation.app.pins.get(OWNER, ID))?.state, `write ${lost}`).toBe('pinned');
      expect(installation.gateway.models.size).toBe(1);
    }
  });

  it('is one pin when its message comes twice and a worker dies with its lease', async () => {
    const installation = new MemoryInstallation();
    await installation.app.pins.add({
      ...PIN,
      leaseUntil: installation.clock.now().add({ minutes: 5 }),
      begun: ['picture', 'model'],
    });
    await installation.queue('pinTile').send({ owner: OWNER, pinId: ID });
    await installation.queue('pinTile').send({ owner: OWNER, pinId: ID });
    await installation.pass({ minutes: 10 });
    expect((await installation.app.pins.get(OWNER, ID))?.state).toBe('pinned');
    expect(installation.gateway.models.size).toBe(1);
  });
});
