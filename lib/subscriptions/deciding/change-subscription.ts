import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../../errors.ts';
import type { Owner } from '../../identity/principal.ts';
import type { Notifications } from '../../notifications/notifications.ts';
import { nextOccurrence } from '../../schedules/next-occurrence.ts';
import { applyTo, followed } from '../shared-schedules/apply-schedule.ts';
import type { SharedSchedule, SharedSchedules } from '../shared-schedules/shared-schedules.ts';
import type { StoredSubscription, Subscription, SubscriptionId } from '../subscription.ts';
import { type DecideDependencies, type Decision, decide } from './decide.ts';

/** What a person may change: S2, S13. */
export type SubscriptionChange = Partial<
  Pick<Subscription, 'schedule' | 'itemName' | 'itemKind' | 'parameters'>
> & {
  readonly state?: 'active' | 'paused';
  /** A shared schedule to follow; `nothing` keeps the schedule it has as its own. */
  readonly follow?: { readonly id: string } | 'nothing';
};

export type ChangeDependencies = DecideDependencies & {
  readonly sharedSchedules: SharedSchedules;
  readonly notifications: Pick<Notifications, 'heal'>;
};

/**
 * One change by a person.
 * @param revision what the person saw (If-Match); another one since is refused, a run's results are none.
 * @throws DomainError NOT_FOUND, PRECONDITION_FAILED, CONFLICT, SCHEDULE_INVALID.
 */
export async function changeSubscription(
  dependencies: ChangeDependencies,
  request: {
    readonly owner: Owner;
    readonly id: SubscriptionId;
    readonly revision: string | undefined;
    readonly change: SubscriptionChange;
  },
): Promise<StoredSubscription> {
  const { subscriptions, clock } = dependencies;
  const { owner, id, revision, change } = request;
  const present = await subscriptions.get(owner, id);
  if (!present) throw new DomainError('NOT_FOUND');
  if (revision !== undefined && revision !== present.revision) throw new DomainError('PRECONDITION_FAILED');
  const shared = await scheduleToFollow(dependencies, present, change);
  const decision = decisionOf(present, { change, shared, now: clock.now() });
  requireOccurrence({ ...present, ...decision }, clock.now());
  const joins = change.follow === undefined ? undefined : shared;
  const written = await commit(dependencies, { present, decision, joins });
  // Brought back by its person, who knows why it stood still. Lost, the next delivery heals it.
  if (written.state === 'active' && present.state !== 'active')
    await dependencies.notifications.heal(owner, { subject: id });
  return written;
}

/** The shared schedule that it fires by after the change. */
async function scheduleToFollow(
  { sharedSchedules }: ChangeDependencies,
  present: StoredSubscription,
  { schedule, state, follow }: SubscriptionChange,
): Promise<SharedSchedule | undefined> {
  if (follow === 'nothing' || schedule) return undefined;
  const id = follow?.id ?? (state && present.follows?.id);
  if (id === undefined) return undefined;
  const shared = await sharedSchedules.get(id);
  if (shared && shared.state !== 'leaving') return shared;
  if (!follow) return undefined;
  throw new DomainError('NOT_FOUND', { detail: 'There is no such shared schedule, or it is being deleted.' });
}

function decisionOf(
  present: StoredSubscription,
  context: {
    readonly change: SubscriptionChange;
    readonly shared: SharedSchedule | undefined;
    readonly now: Temporal.Instant;
  },
): Decision {
  const { shared, now } = context;
  const { state: wanted, follow, ...change } = context.change;
  const state = wanted ?? stateAfterEdit(present, context.change);
  if (shared) return { ...change, ...followed({ state }, shared, now) };
  const itsOwn = follow === 'nothing' || change.schedule !== undefined;
  if (!itsOwn) return { ...change, state };
  return { ...change, follows: undefined, state: state === 'held' ? 'active' : state };
}

/** A new schedule brings one back whose schedule was over; nothing else but its own switch starts one. */
function stateAfterEdit(
  present: Subscription,
  { schedule, follow }: SubscriptionChange,
): Subscription['state'] {
  const another = schedule !== undefined || (follow !== undefined && follow !== 'nothing');
  return present.state === 'ended' && another ? 'active' : present.state;
}

function requireOccurrence({ state, schedule }: Subscription, now: Temporal.Instant): void {
  if (state === 'active' && !nextOccurrence(schedule, now))
    throw new DomainError('SCHEDULE_INVALID', {
      detail: 'This schedule has no further occurrence. Choose another one.',
    });
}

/**
 * The entry among the followers of a shared schedule first, then the subscription, then the entry once more, which an
 * application of the schedule may have taken for a leftover. Crash story: an entry too many goes with the next
 * application; what the shared schedule has become meanwhile is applied by the last step, or by its own message.
 */
async function commit(
  dependencies: ChangeDependencies,
  {
    present,
    decision,
    joins,
  }: {
    readonly present: StoredSubscription;
    readonly decision: Decision;
    readonly joins: SharedSchedule | undefined;
  },
): Promise<StoredSubscription> {
  const { subscriptions, sharedSchedules } = dependencies;
  const { owner, id, follows } = present;
  if (joins) await sharedSchedules.join(joins.id, { id, owner });
  const written = await decide(dependencies, present, decision);
  if (!written) throw new DomainError('CONFLICT');
  if (follows && written.follows?.id !== follows.id) await sharedSchedules.leave(follows.id, id);
  if (!joins) return written;
  await sharedSchedules.join(joins.id, { id, owner });
  const now = await sharedSchedules.get(joins.id);
  if (now?.stamp === joins.stamp) return written;
  await applyTo(dependencies, now ?? { ...joins, state: 'leaving' }, { id, owner });
  return (await subscriptions.get(owner, id)) ?? written;
}
