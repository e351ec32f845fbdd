import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import { scheduleOf } from '../../../lib/schedules/schedule.ts';
import { TABLES } from '../../../lib/storage-names.ts';
import { addSubscription } from '../../../lib/subscriptions/deciding/add-subscription.ts';
import { changeSubscription } from '../../../lib/subscriptions/deciding/change-subscription.ts';
import { changeOwner, changeOwnerMessage } from '../../../lib/subscriptions/owners/change-owner.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { OWNER, ownerOf } from '../../support/memory-installation.ts';
import { newSubscription } from '../../support/simulation/actions.ts';
import { type Fault, SharedFault } from '../../support/simulation/fault-plan.ts';
import { Interleaver } from '../../support/simulation/interleaver.ts';
import { judge } from '../../support/simulation/judge.ts';
import { SimulatedWorld } from '../../support/simulation/simulated-world.ts';
import { tallyOf } from '../../support/simulation/tally.ts';

const LONG = process.env.REPORT_TILES_LONG === '1';
/** At every position, or at a part of them, which differs by the kind of fault. */
const STRIDE = LONG ? 1 : 13;
const SEEDS = LONG ? 1000 : 40;
const EVE = ownerOf('e0000000-0000-4000-8000-00000000000e');
const ID = '5c000000-0000-4000-8000-0000000000b1' as SubscriptionId;
const CHANGE = { id: ID, from: OWNER, to: EVE } as const;

const KINDS: readonly Pick<Fault, 'when' | 'kind'>[] = [
  { when: 'before', kind: 'refusal' },
  { when: 'after', kind: 'refusal' },
  { when: 'before', kind: 'death' },
  { when: 'after', kind: 'death' },
  { when: 'before', kind: 90 },
  { when: 'after', kind: 90 },
  { when: 'before', kind: 700 },
];

async function pinnedWorld(): Promise<SimulatedWorld> {
  const world = new SimulatedWorld();
  const { person } = world;
  await addSubscription(
    person,
    newSubscription(ID, {
      zone: 'UTC',
      start: '2026-11-23T07:00',
      recurrence: { kind: 'minutes', every: 3 },
    }),
  );
  await person.pinOwners.claim(ID, OWNER, 'k');
  await world.tables.table(TABLES.pins).write({
    kind: 'insert',
    row: {
      partitionKey: OWNER,
      rowKey: ID,
      cells: { state: 'pinned', request: '{}', createdAt: world.clock.now().toString() },
    },
  });
  await world.pass({ minutes: 4 });
  return world;
}

async function story(
  fault?: Fault,
): Promise<{ readonly world: SimulatedWorld; readonly shared: SharedFault }> {
  const world = await pinnedWorld();
  const shared = new SharedFault(fault);
  await world.person.ownerQueue.send(changeOwnerMessage(CHANGE));
  for (const { plan } of world.processes) plan.shared = shared;
  await world.pass({ minutes: 4 });
  for (const { plan } of world.processes) plan.shared = undefined;
  await world.pass({ minutes: 30 });
  await world.drain();
  return { world, shared };
}

/** Everything is Eve's, and nothing of it is left with Bob. */
async function expectMoved(world: SimulatedWorld, where: string): Promise<void> {
  const { subscriptions, copies, pins, pinOwners } = world.person;
  expect(await subscriptions.ownerOf(ID), where).toBe(EVE);
  expect(await subscriptions.list(OWNER), where).toEqual([]);
  expect(await copies.get(EVE, ID), where).toBeUndefined();
  expect(
    (await subscriptions.list(EVE)).map(({ subscription }) => subscription.id),
    where,
  ).toEqual([ID]);
  expect(await pins.get(OWNER, ID), where).toBeUndefined();
  expect(await pins.get(EVE, ID), where).toMatchObject({ id: ID, state: 'pinned' });
  expect((await pinOwners.get(ID))?.owner, where).toBe(EVE);
}

describe('S14 a change of owner', () => {
  const tally = tallyOf(LONG);

  for (const [index, kind] of KINDS.entries())
    it(`ends, fires on and loses no occurrence: ${kind.kind} ${kind.when} the effect of a call`, {
      timeout: LONG ? 3_600_000 : 60_000,
    }, async () => {
      const { shared: whole } = await story();
      for (let call = 1 + (index % STRIDE); call <= whole.calls; call += STRIDE) {
        const { world, shared } = await story({ ...kind, call });
        const where = `call ${call}, ${shared.struck}`;
        await expectMoved(world, where);
        const verdict = await judge(world, EVE);
        expect(verdict.complaints, where).toEqual([]);
        expect(verdict.occurrences, where).toBeGreaterThan(8);
        tally.add(`${kind.kind} ${kind.when} the effect`, verdict, shared.struck);
      }
    });

  it(`keeps an edit that was granted meanwhile, in ${SEEDS} orders of the calls`, {
    timeout: LONG ? 3_600_000 : 60_000,
  }, async () => {
    let [granted, refused] = [0, 0];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const world = await pinnedWorld();
      const interleaver = new Interleaver(seed);
      const [worker] = world.workers;
      if (!worker) throw new Error('There is no worker.');
      const schedule = scheduleOf({
        zone: 'UTC',
        start: '2026-11-23T07:00',
        recurrence: { kind: 'minutes', every: 5 },
      });
      const change = { schedule, itemName: 'Chart2' };
      let wasGranted = false;
      const edit = async () => {
        try {
          await changeSubscription(world.person, { owner: OWNER, id: ID, revision: undefined, change });
          wasGranted = true;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          expect(['CONFLICT', 'NOT_FOUND'], `seed ${seed}`).toContain(error.code);
        }
      };
      for (const { plan } of [worker, world.person]) plan.turn = interleaver.turn;
      // A request comes at any moment of the change.
      const later = async () => {
        for (let turns = 0; turns < seed % 20; turns++) await interleaver.turn();
        await edit();
      };
      await interleaver.run([() => changeOwner(worker, CHANGE), later]);
      for (const { plan } of [worker, world.person]) plan.turn = undefined;
      await world.pass({ minutes: 20 });
      await world.drain();
      await expectMoved(world, `seed ${seed}`);
      const verdict = await judge(world, EVE);
      expect(verdict.complaints, `seed ${seed}`).toEqual([]);
      tally.add('orders of the calls', verdict, undefined);
      const moved = await world.person.subscriptions.get(EVE, ID);
      if (wasGranted) expect(moved, `seed ${seed}`).toMatchObject(change);
      else expect(moved?.itemName, `seed ${seed}`).toBe('Chart1');
      if (wasGranted) granted += 1;
      else refused += 1;
    }
    expect(granted).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
    if (LONG) console.log(`${granted} edits granted, ${refused} refused`);
  });
});
