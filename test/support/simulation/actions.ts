import * as fc from 'fast-check';
import { type ScheduleForm, scheduleOf } from '../../../lib/schedules/schedule.ts';
import { addSubscription } from '../../../lib/subscriptions/deciding/add-subscription.ts';
import {
  changeSubscription,
  type SubscriptionChange,
} from '../../../lib/subscriptions/deciding/change-subscription.ts';
import { deleteSubscription } from '../../../lib/subscriptions/deciding/delete-subscription.ts';
import { runNow } from '../../../lib/subscriptions/running/run-now.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { OWNER } from '../memory-installation.ts';
import type { Fault } from './fault-plan.ts';
import type { SimulatedWorld } from './simulated-world.ts';

/** What may happen to an installation, as data, so that a failing story can be read and shortened. */
export type Action =
  | (Asked &
      (
        | { readonly do: 'create' | 'edit schedule'; readonly schedule: ScheduleForm }
        | { readonly do: 'edit item'; readonly item: string }
        | { readonly do: 'pause' | 'resume' | 'run now' | 'delete' }
      ))
  | { readonly do: 'delete tile' | 'lose model'; readonly who: number }
  | { readonly do: 'pass'; readonly seconds: number }
  /** Something becomes due while a process is about to fail. */
  | { readonly do: 'fire under fault'; readonly process: number; readonly fault: Fault }
  /** The clock goes on while nothing runs. */
  | { readonly do: 'outage of everything' | 'outage of storage'; readonly seconds: number }
  | { readonly do: 'message twice' | 'pass until due' | 'reconcile' }
  | { readonly do: 'skew'; readonly process: number; readonly seconds: number }
  | {
      readonly do: 'Power BI' | 'sign-in' | 'registration' | 'item';
      readonly is: 'there' | 'gone';
    };

/** What a person asks for, and what goes wrong with it. */
type Asked = { readonly who: number; readonly fault?: Fault | undefined };

const ITEM = 'Chart1';

/** One that was deleted is never made again: another one takes its place in the story. */
export function idOf(world: SimulatedWorld, who: number): SubscriptionId {
  const of = (life: number) => `5c000000-0000-4000-8000-${String(life * 10 + who).padStart(12, '0')}`;
  let life = 0;
  while (world.log.removed.has(of(life))) life += 1;
  return of(life) as SubscriptionId;
}

async function act(world: SimulatedWorld, action: Action): Promise<void> {
  const { outside } = world;
  if ('who' in action && 'fault' in action && action.fault) world.person.plan.arm(action.fault);
  switch (action.do) {
    case 'create':
      await world.ask((app) =>
        addSubscription(app, newSubscription(idOf(world, action.who), action.schedule)),
      );
      return;
    case 'edit schedule':
      return change(world, action.who, { schedule: scheduleOf(action.schedule) });
    case 'edit item':
      return change(world, action.who, { itemName: action.item });
    case 'pause':
      return change(world, action.who, { state: 'paused' });
    case 'resume':
      return change(world, action.who, { state: 'active' });
    case 'run now': {
      const runId = `11110000-0000-4000-8000-${String(world.clock.now().epochMilliseconds % 1e12).padStart(12, '0')}`;
      const id = idOf(world, action.who);
      if (await world.ask((app) => runNow(app, { owner: OWNER, id, runId })))
        world.requested.push({ id, runId });
      return;
    }
    case 'delete':
      await world.ask((app) => deleteSubscription(app, OWNER, idOf(world, action.who)));
      return;
    case 'delete tile':
      outside.goneTiles.add(`t ${idOf(world, action.who)}`);
      return;
    case 'lose model':
      outside.goneModels.add(`m ${idOf(world, action.who)}`);
      return;
    case 'pass':
      return world.pass({ seconds: action.seconds });
    case 'outage of everything':
      world.clock.advance({ seconds: action.seconds });
      return;
    case 'outage of storage':
      return storageOutage(world, action.seconds);
    case 'fire under fault':
      await world.passUntilDue();
      world.processes[action.process]?.plan.arm(action.fault);
      return world.pass({ seconds: 30 });
    case 'reconcile':
      return world.reconcile();
    case 'pass until due':
      return world.passUntilDue();
    case 'message twice': {
      const [message] = world.queue('refreshTile').peek();
      if (message) await world.queue('refreshTile').send(message);
      return;
    }
    case 'skew': {
      const process = world.processes[action.process];
      if (process) process.skew.seconds = action.seconds;
      return;
    }
    case 'Power BI':
      outside.powerBiUp = action.is === 'there';
      return;
    case 'sign-in':
      outside.signedIn = action.is === 'there';
      return;
    case 'registration':
      outside.registered = action.is === 'there';
      return;
    case 'item':
      if (action.is === 'there') outside.goneItems.delete(ITEM);
      else outside.goneItems.add(ITEM);
  }
}

/** Longer than the tick looks back: what a process does that stood still so long is the reconciler's to mend. */
const RECONCILED_SECONDS = 600;

/** A whole story, and after it everything works again and runs until nothing is open. */
export async function play(world: SimulatedWorld, story: readonly Action[]): Promise<void> {
  for (const action of story) await act(world, action);
  const stoodStill = story.some((action) => {
    const kind = 'fault' in action ? action.fault?.kind : undefined;
    return typeof kind === 'number' && kind >= RECONCILED_SECONDS;
  });
  await healAndDrain(world, stoodStill ? 'reconciled' : 'by itself');
}

async function healAndDrain(world: SimulatedWorld, how: 'by itself' | 'reconciled'): Promise<void> {
  const { outside } = world;
  outside.powerBiUp = true;
  outside.signedIn = true;
  outside.registered = true;
  outside.goneItems.clear();
  for (const { plan, skew } of world.processes) {
    plan.disarm();
    plan.outage = false;
    skew.seconds = 0;
  }
  await world.pass({ minutes: 45 });
  if (how === 'reconciled') {
    await world.reconcile();
    await world.pass({ minutes: 20 });
  }
  await world.drain();
}

async function change(world: SimulatedWorld, who: number, wanted: SubscriptionChange): Promise<void> {
  await world.ask((app) =>
    changeSubscription(app, { owner: OWNER, id: idOf(world, who), revision: undefined, change: wanted }),
  );
}

async function storageOutage(world: SimulatedWorld, seconds: number): Promise<void> {
  for (const { plan } of world.processes) plan.outage = true;
  await world.pass({ seconds });
  for (const { plan } of world.processes) plan.outage = false;
}

/** A pin of one chart, with everything at Power BI named after it. */
export function newSubscription(id: SubscriptionId, schedule: ScheduleForm) {
  return {
    id,
    owner: OWNER,
    reportId: 'r',
    reportTitle: 'Sales',
    itemName: ITEM,
    parameters: {},
    schedule: scheduleOf(schedule),
    target: {
      kind: 'tile' as const,
      visual: 'picture' as const,
      workspaceId: 'w',
      dashboardId: 'd',
      dashboardName: 'Sales overview',
      dashboardUrl: undefined,
      modelId: `m ${id}`,
      reportId: `r ${id}`,
      tileId: `t ${id}`,
    },
  };
}

const HOUR = 3600;

const start = fc
  .integer({ min: -100, max: 100 })
  .map((minutes) => new Date(Date.UTC(2026, 10, 23, 8, 0) + minutes * 60_000).toISOString().slice(0, 16));

export const schedules: fc.Arbitrary<ScheduleForm> = fc
  .record(
    {
      zone: fc.constantFrom('UTC', 'Europe/Warsaw', 'Asia/Kolkata', 'America/St_Johns'),
      start,
      end: fc.constantFrom('2026-11-23', '2026-11-24'),
      recurrence: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(1, 1, 2, 5, 15, 60, 180) },
        { weight: 1, arbitrary: fc.constantFrom('daily' as const, 'once' as const) },
      ),
    },
    { requiredKeys: ['zone', 'start', 'recurrence'] },
  )
  .map(({ recurrence, ...rest }) => ({
    ...rest,
    ...(rest.end !== undefined && rest.start.slice(0, 10) > rest.end ? { end: rest.start.slice(0, 10) } : {}),
    recurrence:
      recurrence === 'once'
        ? { kind: 'once' }
        : recurrence === 'daily'
          ? { kind: 'daily', every: 1 }
          : { kind: 'minutes', every: recurrence },
  }));

const who = fc.integer({ min: 0, max: 2 });
const seconds = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 120 }) },
  { weight: 2, arbitrary: fc.integer({ min: 120, max: HOUR }) },
  { weight: 1, arbitrary: fc.integer({ min: HOUR, max: 3 * HOUR }) },
);
const faultWithin = (calls: number): fc.Arbitrary<Fault> =>
  fc.record({
    call: fc.integer({ min: 1, max: calls }),
    when: fc.constantFrom('before', 'after'),
    kind: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('refusal' as const, 'death' as const) },
      { weight: 1, arbitrary: fc.constantFrom(5, 70, 130, 400, 1000, 4000) },
    ),
  });
const fault = fc.option(faultWithin(6), { freq: 2, nil: undefined });

export const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('create' as const, 'create' as const, 'edit schedule' as const),
      who,
      schedule: schedules,
      fault,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edit item' as const),
      who,
      item: fc.constantFrom(ITEM, 'Chart2'),
      fault,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume', 'run now'), who, fault }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), who, fault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('delete tile' as const, 'lose model'), who }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('pass' as const), seconds }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('fire under fault' as const),
      process: fc.constant(0),
      fault: faultWithin(7),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('fire under fault' as const),
      process: fc.integer({ min: 1, max: 2 }),
      fault: faultWithin(14),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('outage of everything' as const, 'outage of storage'),
      seconds,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('pass until due' as const, 'message twice', 'reconcile') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('skew' as const),
      process: fc.integer({ min: 0, max: 3 }),
      seconds: fc.integer({ min: -20, max: 20 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('Power BI' as const, 'sign-in', 'registration', 'item'),
      is: fc.constantFrom('there' as const, 'gone'),
    }),
  },
);
