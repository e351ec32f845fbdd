import { DomainError } from '../../errors.ts';
import { type RequestPinDependencies, requestPin } from '../../pins/request-pin.ts';
import {
  type ChangeSharedDependencies,
  putSharedSchedule,
} from '../../subscriptions/shared-schedules/change-shared-schedule.ts';
import {
  type ImportedSchedule,
  type ImportedSubscription,
  type ImportPlan,
  type PlanDependencies,
  planImport,
} from './plan-import.ts';

export type ImportDependencies = PlanDependencies & RequestPinDependencies & ChangeSharedDependencies;

/** Which subscriptions: all that are ready where left out; and how their tiles are made. */
export type ImportChoice = {
  readonly subscriptions?: readonly string[] | undefined;
  readonly mode: 'template' | 'guided';
};

/**
 * Makes what the plan says: shared schedules first, then a pin for each subscription, in its owner's name. What was moved
 * before is left alone; cut off in the middle, the next import goes on where this one stopped. The server's own
 * subscriptions and tiles stay as they are.
 * @returns the plan with what became of each part
 * @throws DomainError as `planImport`, and failures that may heal by themselves (storage, key vault)
 */
export async function runImport(
  dependencies: ImportDependencies,
  serverId: string,
  choice: ImportChoice,
): Promise<ImportPlan> {
  const plan = await planImport(dependencies, serverId);
  const schedules: ImportedSchedule[] = [];
  for (const schedule of plan.schedules) schedules.push(await moveSchedule(dependencies, schedule));
  const subscriptions: ImportedSubscription[] = [];
  for (const entry of plan.subscriptions) {
    const wanted = choice.subscriptions === undefined || choice.subscriptions.includes(entry.id);
    subscriptions.push(wanted ? await moveSubscription(dependencies, entry, choice) : entry);
  }
  return { schedules, subscriptions };
}

async function moveSchedule(
  dependencies: ImportDependencies,
  entry: ImportedSchedule,
): Promise<ImportedSchedule> {
  const { outcome, schedule, scheduleId: id, name, paused } = entry;
  if (outcome !== 'ready' || schedule === undefined) return entry;
  return attempt(entry, async () => {
    const state = paused ? 'paused' : 'active';
    await putSharedSchedule(dependencies, { id, name, schedule, state, seen: undefined });
  });
}

async function moveSubscription(
  dependencies: ImportDependencies,
  entry: ImportedSubscription,
  { mode }: ImportChoice,
): Promise<ImportedSubscription> {
  const { wish, outcome } = entry;
  if (outcome !== 'ready' || wish === undefined) return entry;
  const { owner, pinId, reportId, itemName, parameters, workspaceId, dashboardId } = wish;
  const when = wish.follow === undefined ? { schedule: wish.schedule } : { sharedScheduleId: wish.follow };
  return attempt(entry, async () => {
    await requestPin(dependencies, owner, {
      id: pinId,
      itemName,
      reportId,
      parameters,
      place: { mode, content: 'picture', workspaceId, dashboardId },
      when,
    });
  });
}

/** A refusal is of this part alone; what may heal by itself ends the import, which can be repeated. */
async function attempt<Entry extends ImportedSchedule | ImportedSubscription>(
  entry: Entry,
  move: () => Promise<void>,
): Promise<Entry> {
  try {
    await move();
    return { ...entry, outcome: 'moved' };
  } catch (error) {
    if (!(error instanceof DomainError) || error.retry !== 'never') throw error;
    return { ...entry, outcome: 'cannot', why: error.message };
  }
}
