import { describe, expect, it, vi } from 'vitest';
import { DomainError } from '../../lib/errors.ts';
import { drivePin, pinMessageSchema } from '../../lib/pins/drive-pin.ts';
import type { Pin, PinRequest } from '../../lib/pins/pin.ts';
import { scheduleOf } from '../../lib/schedules/schedule.ts';
import { BLOBS } from '../../lib/storage-names.ts';
import type { SubscriptionId } from '../../lib/subscriptions/subscription.ts';
import { MemoryInstallation, OWNER } from '../support/memory-installation.ts';

// On a busy machine the whole of them takes a while.
vi.setConfig({ testTimeout: 240_000 });

/** The process that drives a pin dies before or after each of its calls outward, once; another one takes over. */
const ID = '5c000000-0000-4000-8000-0000000000cc' as SubscriptionId;
const TABLES = ['Pins', 'Subscriptions', 'DueIndex', 'Upkeep'] as const;
const GATEWAY = [
  'ensureModel',
  'ensureReport',
  'ensureTile',
  'findTile',
  'reportAddress',
  'pushRow',
  'tileState',
  'findModel',
  'findReport',
  'removeReport',
  'removeModel',
] as const;

const item = {
  reportId: 'r',
  reportTitle: 'Sales',
  itemName: 'Chart1',
  parameters: {},
  dashboardName: 'Sales overview',
  dashboardUrl: undefined,
  schedule: scheduleOf({ zone: 'UTC', start: '2026-11-24T08:00', recurrence: { kind: 'daily', every: 1 } }),
};
const place = { workspaceId: 'w', dashboardId: 'd' };
const REQUESTS: Readonly<Record<string, PinRequest>> = {
  'a tile by the template': { ...item, ...place, mode: 'template', content: 'picture' },
  'a guided tile of data': { ...item, ...place, mode: 'guided', content: 'data' },
  'a picture': { ...item, mode: 'picture' },
};

class Killed extends Error {}

/** Kills at the call of a number; everything the dead process still tries fails, until `revive`. */
class Killer {
  calls = 0;
  isDead = false;
  /** Off while the pin is asked for. */
  isArmed = false;
  readonly #at: number;
  readonly #when: 'before' | 'after';

  constructor(at: number, when: 'before' | 'after') {
    this.#at = at;
    this.#when = when;
  }

  watch(object: object, names: readonly string[]): void {
    for (const name of names) {
      const original: unknown = Reflect.get(object, name);
      if (typeof original !== 'function') throw new Error(`${name} is no method.`);
      Reflect.set(object, name, async (...given: readonly unknown[]) => {
        if (this.isDead) throw new Killed();
        if (!this.isArmed) return Reflect.apply(original, object, given);
        this.calls += 1;
        const isHit = this.calls === this.#at;
        if (isHit && this.#when === 'before') this.#kill();
        const result: unknown = await Reflect.apply(original, object, given);
        if (isHit && this.#when === 'after') this.#kill();
        return result;
      });
    }
  }

  #kill(): void {
    this.isDead = true;
    throw new Killed();
  }
}

function watched(killer: Killer, refuse: DomainError | undefined): MemoryInstallation {
  const installation = new MemoryInstallation();
  if (refuse)
    installation.gateway.tileState = async () => {
      throw refuse;
    };
  const { storage, gateway, pictures } = installation;
  for (const name of TABLES) killer.watch(storage.table(name), ['write', 'batch']);
  killer.watch(storage.blobs(BLOBS.pictures), ['put', 'delete']);
  killer.watch(installation.queue('pinTile'), ['send']);
  killer.watch(gateway, GATEWAY);
  killer.watch(pictures, ['render', 'data']);
  return installation;
}

async function pinOf(installation: MemoryInstallation): Promise<Pin | undefined> {
  return installation.app.pins.get(OWNER, ID);
}

/** The host and a person: messages come again until a worker has got through, and the visual is pinned when asked for. */
async function settle(installation: MemoryInstallation, killer: Killer): Promise<void> {
  const queue = installation.queue('pinTile');
  for (let round = 0; round < 300; round++) {
    for (const received of queue.receive({ max: 8, visibilitySeconds: 60 })) {
      const gotThrough = await drivePin(installation.app, pinMessageSchema.parse(received.message)).then(
        () => !killer.isDead,
        (error: unknown) => {
          if (error instanceof Killed || killer.isDead) return false;
          throw error;
        },
      );
      killer.isDead = false;
      if (gotThrough) queue.delete(received);
    }
    const pin = await pinOf(installation);
    const [report] = installation.gateway.reports.values();
    if (pin?.state === 'waiting' && report)
      installation.gateway.tiles.set('by-hand', { dashboardId: 'd', reportId: report.id });
    if ((pin?.state === 'pinned' || pin?.state === 'failed') && (await queue.approximateLength()) === 0)
      return;
    installation.clock.advance({ seconds: 30 });
  }
}

async function play(request: PinRequest, killer: Killer, refuse?: DomainError) {
  const installation = watched(killer, refuse);
  const now = installation.clock.now();
  const begun: Pin = {
    id: ID,
    owner: OWNER,
    request,
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
    createdAt: now,
  };
  await installation.app.pins.add(begun);
  await installation.queue('pinTile').send({ owner: OWNER, pinId: ID });
  // What a request does is not what is killed here: it is repeated by its caller.
  killer.isArmed = true;
  await settle(installation, killer);
  const { models, reports, tiles } = installation.gateway;
  const subscriptions = await installation.app.subscriptions.list(OWNER);
  const blobs = installation.storage.blobs(BLOBS.pictures);
  return {
    state: (await pinOf(installation))?.state,
    models: models.size,
    reports: reports.size,
    tiles: tiles.size,
    subscriptions: subscriptions.map(({ subscription }) => subscription.state),
    picture: (await blobs.get(`pins/${ID}/current`)) !== undefined,
    messages: await installation.queue('pinTile').approximateLength(),
  };
}

/** Each number of a call in turn, until one is never reached. */
async function campaign(
  request: PinRequest,
  expected: Readonly<Record<string, unknown>>,
  refuse?: DomainError,
): Promise<number> {
  let lives = 0;
  for (const when of ['before', 'after'] as const)
    for (let at = 1; ; at++) {
      const killer = new Killer(at, when);
      const outcome = await play(request, killer, refuse);
      expect(outcome, `killed ${when} call ${at}`).toEqual(expected);
      lives += 1;
      if (killer.calls < at) break;
    }
  return lives;
}

describe('a worker that dies at any call', () => {
  for (const [what, request] of Object.entries(REQUESTS))
    it(`leaves ${what} to another, which makes it once and whole`, async () => {
      const atPowerBi = request.mode === 'picture' ? 0 : 1;
      const lives = await campaign(request, {
        state: 'pinned',
        models: atPowerBi,
        reports: atPowerBi,
        tiles: atPowerBi,
        subscriptions: ['active'],
        picture: request.mode === 'picture' || request.content === 'picture',
        messages: 0,
      });
      expect(lives).toBeGreaterThan(20);
    });

  it('leaves the undoing of a pin that was refused to another, which leaves nothing of it', async () => {
    const request = REQUESTS['a tile by the template'] ?? expect.unreachable();
    const refused = new DomainError('POWER_BI_REFUSED', { detail: 'no' });
    const lives = await campaign(
      request,
      {
        state: 'failed',
        models: 0,
        reports: 0,
        tiles: 1,
        subscriptions: [],
        picture: false,
        messages: 0,
      },
      refused,
    );
    expect(lives).toBeGreaterThan(40);
  });
});
