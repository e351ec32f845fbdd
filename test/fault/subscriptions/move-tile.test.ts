import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { App } from '../../../lib/app.ts';
import { DomainError } from '../../../lib/errors.ts';
import { objectName } from '../../../lib/power-bi/object-name.ts';
import type { SubscriptionId, TileTarget } from '../../../lib/subscriptions/subscription.ts';
import {
  moveTile,
  moveTileMessage,
  moveTileMessageSchema,
} from '../../../lib/subscriptions/tile-moves/move-tile.ts';
import type { TileMove } from '../../../lib/subscriptions/tile-moves/tile-moves.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { type Fault, FaultPlan, Killed, withFaults } from '../../support/simulation/fault-plan.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

const MOST_DEQUEUES = 5;
const TO = { workspaceId: 'w2', dashboardId: 'd2', dashboardName: 'Board', dashboardUrl: undefined };

const KINDS: readonly Pick<Fault, 'when' | 'kind'>[] = [
  { when: 'before', kind: 'refusal' },
  { when: 'after', kind: 'refusal' },
  { when: 'before', kind: 'death' },
  { when: 'after', kind: 'death' },
];

type Moved = {
  readonly installation: MemoryInstallation;
  readonly id: SubscriptionId;
  readonly before: TileTarget;
  readonly calls: number;
};

async function targetOf(installation: MemoryInstallation, id: SubscriptionId): Promise<TileTarget> {
  const subscription = await installation.app.subscriptions.get(OWNER, id);
  if (subscription?.target.kind !== 'tile') throw new Error('There is no tile.');
  return subscription.target;
}

/** A move whose calls are counted, with one that goes wrong; the message comes again as the host sees to it. */
async function move(fault?: Fault, prepare?: (installation: MemoryInstallation) => void): Promise<Moved> {
  const installation = new MemoryInstallation();
  const id = await addTestSubscription(installation);
  const before = await targetOf(installation, id);
  const { app } = installation;
  const wish: TileMove = {
    ...{ owner: OWNER, subscriptionId: id, moveId: randomUUID(), to: TO, state: 'moving' },
    objectName: objectName({ id: `${id}, move`, reportTitle: 'Sales', itemName: 'Chart1' }),
    ...{ made: undefined, former: undefined, attempt: 1, leaseUntil: undefined },
    ...{ code: undefined, text: undefined },
  };
  await app.moves.put(wish, undefined);
  await app.moveQueue.send(moveTileMessage(wish));
  prepare?.(installation);
  const plan = new FaultPlan();
  if (fault) plan.arm(fault);
  const faulty: App = {
    ...app,
    subscriptions: withFaults('subscriptions', app.subscriptions, plan),
    moves: withFaults('moves', app.moves, plan),
    due: withFaults('due', app.due, plan),
    runs: withFaults('runs', app.runs, plan),
    gateway: withFaults('gateway', app.gateway, plan),
    moveQueue: withFaults('queue', app.moveQueue, plan),
  };
  await workQueue(installation, faulty, plan);
  return { installation, id, before, calls: plan.calls };
}

async function workQueue(installation: MemoryInstallation, app: App, plan: FaultPlan): Promise<void> {
  const queue = installation.queue('moveTile');
  for (let minutes = 0; minutes < 30; minutes++) {
    for (const received of queue.receive({ max: 8, visibilitySeconds: 60 })) {
      try {
        await moveTile(app, moveTileMessageSchema.parse(received.message));
        queue.delete(received);
      } catch (error) {
        plan.disarm();
        if (error instanceof Killed) continue;
        expect(received.dequeueCount).toBeLessThan(MOST_DEQUEUES);
        queue.release(received, 30);
      }
    }
    installation.clock.advance({ minutes: 1 });
  }
}

describe('a tile that is moved to another dashboard', () => {
  for (const kind of KINDS)
    it(`stands there once, and the former one is gone, with a call ${kind.kind} ${kind.when} its effect`, async () => {
      const { calls } = await move();
      for (let call = 1; call <= calls; call++) {
        const { installation, id, before } = await move({ ...kind, call });
        const where = `call ${call}`;
        const { models, reports, tiles } = installation.gateway;
        const now = await targetOf(installation, id);
        expect(now, where).toMatchObject({ workspaceId: 'w2', dashboardId: 'd2', dashboardName: 'Board' });
        expect((await installation.app.moves.get(OWNER, id))?.state, where).toBe('moved');
        expect([...models.keys()], where).toEqual([now.modelId]);
        expect([...reports.keys()], where).toEqual([now.reportId]);
        expect(tiles.get(now.tileId), where).toEqual({ dashboardId: 'd2', reportId: now.reportId });
        expect(now.modelId, where).not.toBe(before.modelId);
      }
    });

  it('is refreshed at once in its new place', async () => {
    const { installation, id } = await move();
    await installation.work();
    const { modelId } = await targetOf(installation, id);
    expect(installation.gateway.models.get(modelId)?.rows).toHaveLength(1);
  });

  it('stays where it was when the move is refused for good, and nothing new is left', async () => {
    const { installation, id, before } = await move(undefined, ({ gateway }) => {
      gateway.fault = {
        call: 'ensureTile',
        when: 'before',
        error: new DomainError('DASHBOARD_NOT_FOUND'),
      };
    });
    expect(await targetOf(installation, id)).toEqual(before);
    expect(await installation.app.moves.get(OWNER, id)).toMatchObject({
      state: 'failed',
      code: 'DASHBOARD_NOT_FOUND',
    });
    expect([...installation.gateway.models.keys()]).toEqual([before.modelId]);
    expect([...installation.gateway.reports.keys()]).toEqual([before.reportId]);
  });

  it('that was deleted in Power BI comes to life again on its new dashboard', async () => {
    const { installation, id } = await move(undefined, ({ gateway }) => gateway.tiles.clear());
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('active');
    const { tileId } = await targetOf(installation, id);
    expect(installation.gateway.tiles.has(tileId)).toBe(true);
  });
});
