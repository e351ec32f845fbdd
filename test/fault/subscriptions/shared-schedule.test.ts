import { describe, expect, it } from 'vitest';
import { type Schedule, scheduleOf } from '../../../lib/schedules/schedule.ts';
import { addSubscription } from '../../../lib/subscriptions/deciding/add-subscription.ts';
import { changeSubscription } from '../../../lib/subscriptions/deciding/change-subscription.ts';
import { putSharedSchedule } from '../../../lib/subscriptions/shared-schedules/change-shared-schedule.ts';
import { OWNER } from '../../support/memory-installation.ts';
import { idOf, newSubscription } from '../../support/simulation/actions.ts';
import { type Fault, SharedFault } from '../../support/simulation/fault-plan.ts';
import { judge } from '../../support/simulation/judge.ts';
import type { SimulatedProcess } from '../../support/simulation/simulated-process.ts';
import { SimulatedWorld } from '../../support/simulation/simulated-world.ts';
import { tallyOf } from '../../support/simulation/tally.ts';

const LONG = process.env.REPORT_TILES_LONG === '1';
/** At every position, or at a part of them, which differs by the kind of fault. */
const STRIDE = LONG ? 1 : 31;
const SHARED = '5c4ed000-0000-4000-8000-000000000001';
const FOLLOWERS = 3;

const KINDS: readonly Pick<Fault, 'when' | 'kind'>[] = [
  { when: 'before', kind: 'refusal' },
  { when: 'after', kind: 'refusal' },
  { when: 'before', kind: 'death' },
  { when: 'after', kind: 'death' },
  { when: 'before', kind: 90 },
  { when: 'after', kind: 90 },
  { when: 'before', kind: 700 },
];

const every = (minutes: number): Schedule =>
  scheduleOf({
    zone: 'UTC',
    start: '2026-11-23T07:00',
    recurrence: { kind: 'minutes', every: minutes },
  });

/** Whoever edits has loaded it before: the stamp that stands. */
function share(schedule: Schedule, state: 'active' | 'paused' = 'active') {
  return async (app: SimulatedProcess) => {
    const seen = (await app.sharedSchedules.get(SHARED))?.stamp;
    await putSharedSchedule(app, { id: SHARED, name: 'Mornings', schedule, state, seen });
  };
}

async function story(
  fault?: Fault,
): Promise<{ readonly world: SimulatedWorld; readonly shared: SharedFault }> {
  const world = new SimulatedWorld();
  const shared = new SharedFault(fault);
  for (let who = 0; who < FOLLOWERS; who++)
    await addSubscription(
      world.person,
      newSubscription(idOf(world, who), {
        zone: 'UTC',
        start: '2026-11-23T07:00',
        recurrence: { kind: 'minutes', every: 20 },
      }),
    );
  for (const { plan } of world.processes) plan.shared = shared;
  await world.insist(share(every(10)));
  for (let who = 0; who < FOLLOWERS; who++)
    await world.insist((app) =>
      changeSubscription(app, {
        owner: OWNER,
        id: idOf(world, who),
        revision: undefined,
        change: { follow: { id: SHARED } },
      }),
    );
  await world.pass({ minutes: 2 });
  await world.insist(share(every(7)));
  await world.pass({ minutes: 9 });
  await world.insist(share(every(7), 'paused'));
  await world.pass({ minutes: 9 });
  await world.insist(share(every(5)));
  await world.pass({ minutes: 12 });
  for (const { plan } of world.processes) plan.shared = undefined;
  await world.pass({ minutes: 20 });
  await world.drain();
  return { world, shared };
}

describe('a shared schedule that is edited, paused and resumed while a call goes wrong', () => {
  const tally = tallyOf(LONG);

  for (const [index, kind] of KINDS.entries())
    it(`reaches each follower in the end: ${kind.kind} ${kind.when} the effect`, {
      timeout: LONG ? 3_600_000 : 60_000,
    }, async () => {
      const { shared: whole } = await story();
      for (let call = 1 + (index % STRIDE); call <= whole.calls; call += STRIDE) {
        const { world, shared } = await story({ ...kind, call });
        const where = `call ${call}, ${shared.struck}`;
        const verdict = await judge(world);
        expect(verdict.complaints, where).toEqual([]);
        tally.add(`${kind.kind} ${kind.when} the effect`, verdict, shared.struck);
        const stands = await world.person.sharedSchedules.get(SHARED);
        for (const { subscription } of await world.person.subscriptions.list(OWNER))
          expect(subscription, where).toMatchObject({
            state: 'active',
            schedule: every(5),
            follows: { id: SHARED, stamp: stands?.stamp },
          });
      }
    });
});
