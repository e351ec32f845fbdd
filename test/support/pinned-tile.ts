import type { Owner } from '../../lib/identity/principal.ts';
import { type ScheduleForm, scheduleOf } from '../../lib/schedules/schedule.ts';
import { addSubscription } from '../../lib/subscriptions/deciding/add-subscription.ts';
import type { SubscriptionId } from '../../lib/subscriptions/subscription.ts';
import type { StandInInstallation } from './stand-in-installation.ts';

/** What a pin leaves behind: a tile at Power BI, and the subscription that refreshes it. */
export async function pinnedTile(
  installation: StandInInstallation,
  tile: {
    readonly owner: Owner;
    readonly id: string;
    readonly schedule: ScheduleForm;
    readonly title?: string;
  },
): Promise<SubscriptionId> {
  const { owner, schedule, title = 'Sales' } = tile;
  const id = tile.id as SubscriptionId;
  const { gateway } = installation;
  const { modelId } = await gateway.ensureModel(owner, { workspaceId: 'w', name: `m ${id}` });
  const { reportId } = await gateway.ensureReport(owner, { workspaceId: 'w', modelId, name: `r ${id}` });
  const { tileId } = await gateway.ensureTile(owner, { dashboardId: 'd', reportId });
  await addSubscription(installation.app, {
    id,
    owner,
    reportId: 'r',
    reportTitle: title,
    itemName: 'Chart1',
    parameters: {},
    schedule: scheduleOf(schedule),
    target: {
      kind: 'tile',
      visual: 'picture',
      workspaceId: 'w',
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
