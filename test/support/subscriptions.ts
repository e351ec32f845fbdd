import type { ScheduleForm } from '../../lib/schedules/schedule.ts';
import { scheduleOf } from '../../lib/schedules/schedule.ts';
import { addSubscription } from '../../lib/subscriptions/deciding/add-subscription.ts';
import type { SubscriptionId } from '../../lib/subscriptions/subscription.ts';
import { type MemoryInstallation, OWNER } from './memory-installation.ts';

export const HOURLY: ScheduleForm = {
  zone: 'UTC',
  start: '2026-11-23T08:00',
  recurrence: { kind: 'minutes', every: 60 },
};

let last = 0;

/** A subscription whose tile stands at Power BI. */
export async function addTestSubscription(
  installation: MemoryInstallation,
  form: ScheduleForm = HOURLY,
): Promise<SubscriptionId> {
  last += 1;
  const id = `5c000000-0000-4000-8000-${String(last).padStart(12, '0')}` as SubscriptionId;
  const { gateway } = installation;
  const workspaceId = 'w';
  const { modelId } = await gateway.ensureModel(OWNER, { workspaceId, name: `m ${id}` });
  const { reportId } = await gateway.ensureReport(OWNER, { workspaceId, modelId, name: `r ${id}` });
  const { tileId } = await gateway.ensureTile(OWNER, { dashboardId: 'd', reportId });
  await addSubscription(installation.app, {
    id,
    owner: OWNER,
    reportId: 'r',
    reportTitle: 'Sales',
    itemName: 'Chart1',
    parameters: {},
    schedule: scheduleOf(form),
    target: {
      kind: 'tile',
      visual: 'picture',
      workspaceId,
      dashboardId: 'd',
      dashboardName: 'Sales overview',
      dashboardUrl: undefined,
      modelId,
      reportId,
      tileId,
    },
  });
  return id;
}

export async function finalRuns(installation: MemoryInstallation, id: SubscriptionId) {
  const { runs } = await installation.app.runs.history(id, { pageSize: 1000 });
  return runs.map(({ state, dueAt, code, text, missedCount, attempt }) => ({
    state,
    dueAt: dueAt.toString(),
    code,
    text,
    missedCount,
    attempt,
  }));
}
