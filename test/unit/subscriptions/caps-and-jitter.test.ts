import { beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../lib/app.ts';
import { tableLimiter } from '../../../lib/limits/table-limiter.ts';
import { dispatchDue } from '../../../lib/subscriptions/firing/dispatch-due.ts';
import { refreshMessageSchema } from '../../../lib/subscriptions/firing/messages.ts';
import { runRefresh } from '../../../lib/subscriptions/running/run-refresh.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { addTestSubscription, finalRuns } from '../../support/subscriptions.ts';

let installation: MemoryInstallation;

beforeEach(() => {
  installation = new MemoryInstallation();
});

function appWith(settings: Partial<App['settings']>): App {
  return { ...installation.app, settings: { ...installation.app.settings, ...settings } };
}

/** Works off what is visible, all at once as workers side by side would. */
async function workTogether(app: App): Promise<void> {
  const queue = installation.queue('refreshTile');
  const received = queue.receive({ max: 32, visibilitySeconds: 600 });
  await Promise.all(
    received.map(async (one) => {
      await runRefresh(app, refreshMessageSchema.parse(one.message));
      queue.delete(one);
    }),
  );
}

describe('a cap on the runs of one owner', () => {
  it('lets the others wait without counting that as an attempt, and none is lost', async () => {
    const app = appWith({ maxRunsPerOwner: 2 });
    const ids = [];
    for (let tile = 0; tile < 8; tile++) ids.push(await addTestSubscription(installation));
    let [underWay, most] = [0, 0];
    const { pushRow } = installation.gateway;
    installation.gateway.pushRow = async (...given) => {
      underWay += 1;
      most = Math.max(most, underWay);
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return pushRow.apply(installation.gateway, given);
    };
    installation.clock.advance({ hours: 1 });
    await dispatchDue(app);
    for (let round = 0; round < 60; round++) {
      await workTogether(app);
      installation.clock.advance({ seconds: 10 });
    }
    expect(most).toBe(2);
    for (const id of ids)
      expect(await finalRuns(installation, id)).toMatchObject([{ state: 'succeeded', attempt: 1 }]);
  });

  it('ends an occurrence that found no place before the next one as missed, which pauses nothing', async () => {
    const app = appWith({ maxRunsPerOwner: 1 });
    const id = await addTestSubscription(installation);
    // Something else holds the place all the while.
    const table = installation.storage.table('Slots');
    await tableLimiter({ table, clock: installation.clock, leaseSeconds: 86_400 }).take(`owner|${OWNER}`, 1);
    for (let hour = 0; hour < 7; hour++) {
      for (let minute = 0; minute < 60; minute++) {
        installation.clock.advance({ minutes: 1 });
        await dispatchDue(app);
        await workTogether(app);
      }
    }
    const runs = await finalRuns(installation, id);
    expect(runs.slice(1).map(({ state, attempt }) => [state, attempt])).toEqual(
      Array.from({ length: 6 }, () => ['missed', 1]),
    );
    expect(await app.notifications.list(OWNER)).toEqual([]);
  });
});

describe('jitter', () => {
  async function delays(jitterSeconds: number, late: number): Promise<readonly number[]> {
    const app = appWith({ jitterSeconds });
    for (let tile = 0; tile < 3; tile++) await addTestSubscription(installation);
    installation.clock.advance({ minutes: 59, seconds: 30 + late });
    await dispatchDue(app);
    const queue = installation.queue('refreshTile');
    const found: number[] = [];
    for (let second = 0; second <= jitterSeconds + 1; second++) {
      for (const received of queue.receive({ max: 32, visibilitySeconds: 9000 })) {
        queue.delete(received);
        found.push(second);
      }
      installation.clock.advance({ seconds: 1 });
    }
    return found;
  }

  it('is none unless it is set', async () => {
    expect(await delays(0, 0)).toEqual([0, 0, 0]);
  });

  it('delays the messages of what shows the same by the same part of it', async () => {
    const [first, ...others] = await delays(300, 0);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(300);
    expect(others).toEqual([first, first]);
  });

  it('delays no message that is late already', async () => {
    expect(await delays(300, 300)).toEqual([0, 0, 0]);
  });
});
