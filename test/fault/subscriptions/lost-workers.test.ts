import { describe, expect, it } from 'vitest';
import { addSubscription } from '../../../lib/subscriptions/deciding/add-subscription.ts';
import { OWNER } from '../../support/memory-installation.ts';
import { idOf, newSubscription } from '../../support/simulation/actions.ts';
import { type Fault, SharedFault } from '../../support/simulation/fault-plan.ts';
import { judge } from '../../support/simulation/judge.ts';
import { SimulatedWorld } from '../../support/simulation/simulated-world.ts';

/** Kills every process that draws, as often as it is told. */
class DeadlyPictures extends SharedFault {
  kills: number;

  constructor(kills: number) {
    super();
    this.kills = kills;
  }

  override next(name: string): Fault | undefined {
    if (name !== 'pictures.render' || this.kills === 0) return undefined;
    this.kills -= 1;
    return { call: 1, when: 'before', kind: 'death' };
  }
}

/** Due every three minutes: a newer occurrence is there before the lease of a lost worker is over. */
async function story(kills: number) {
  const world = new SimulatedWorld();
  const id = idOf(world, 0);
  const schedule = {
    zone: 'UTC',
    start: '2026-11-23T07:03',
    recurrence: { kind: 'minutes', every: 3 },
  } as const;
  await addSubscription(world.person, newSubscription(id, schedule));
  const deadly = new DeadlyPictures(kills);
  for (const { plan } of world.processes) plan.shared = deadly;
  await world.pass({ minutes: 60 });
  await world.drain();
  expect(deadly.kills).toBe(0);
  expect((await judge(world)).complaints).toEqual([]);
  const { runs } = await world.person.runs.history(id, { pageSize: 1000 });
  const failed = runs.filter(({ state }) => state === 'failed');
  return { runs, failed, status: await world.person.subscriptions.status(OWNER, id) };
}

describe('an occurrence whose worker was killed', () => {
  it('is in the history as missed, not as failed, where a newer one was due before it was taken up', async () => {
    const { runs, failed } = await story(1);
    expect(failed).toEqual([]);
    expect(runs.at(-1)).toMatchObject({
      state: 'missed',
      text: 'Missed: its worker stopped, and a newer occurrence was due.',
    });
    expect(runs.filter(({ state }) => state === 'succeeded').length).toBeGreaterThan(10);
  });

  it('fails after four lost workers in a row, so that what kills each of them does not go on unseen', async () => {
    const { failed, status } = await story(4);
    expect(failed).toMatchObject([{ code: 'INTERNAL' }]);
    expect(failed[0]?.text).toContain('its workers stopped without a word');
    expect(status.code, 'delivered since').toBeUndefined();
  });
});
