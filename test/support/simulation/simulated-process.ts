import type { Clock } from '../../../lib/clock.ts';
import { tableOwnersLeft } from '../../../lib/identity/owners-left.ts';
import { tableUsers } from '../../../lib/identity/users.ts';
import { tableLimiter } from '../../../lib/limits/table-limiter.ts';
import type { Log } from '../../../lib/log.ts';
import { tableNotifications } from '../../../lib/notifications/table-notifications.ts';
import { tablePinOwners } from '../../../lib/pins/pin-owners.ts';
import { tablePins } from '../../../lib/pins/table-pins.ts';
import type { Storage } from '../../../lib/storage/storage.ts';
import { BLOBS, QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { tableDispatchCursor } from '../../../lib/subscriptions/firing/dispatch-cursor.ts';
import { tableReconciliation } from '../../../lib/subscriptions/firing/reconciliation.ts';
import { tableDueIndex } from '../../../lib/subscriptions/firing/table-due-index.ts';
import { tableStateIndex } from '../../../lib/subscriptions/overview/state-index.ts';
import { tableSubscriptionCopies } from '../../../lib/subscriptions/owners/table-subscription-copies.ts';
import { tableRuns } from '../../../lib/subscriptions/running/table-runs.ts';
import { tableSharedSchedules } from '../../../lib/subscriptions/shared-schedules/table-shared-schedules.ts';
import { tableSubscriptions } from '../../../lib/subscriptions/table-subscriptions.ts';
import { tableUpkeep } from '../../../lib/upkeep/table-upkeep.ts';
import { TENANT } from '../memory-installation.ts';
import { FaultPlan, withFaults } from './fault-plan.ts';
import { simulatedPinPictures } from './simulated-pin-pictures.ts';
import type { SimulatedOutside } from './simulated-power-bi.ts';

const LEASE_SECONDS = 300;

/** What of the storage account a process reaches: tables and queues may be of different kinds. */
export type SimulatedStorage = Pick<Storage, 'table' | 'queue' | 'blobs'>;

export type SimulatedProcess = ReturnType<typeof startProcess>;

/** The part of the app that subscriptions need, every port with the process's own faults and clock around it. */
export function startProcess(options: {
  readonly storage: SimulatedStorage;
  readonly outside: SimulatedOutside;
  readonly clock: Clock;
  readonly log: Log;
}) {
  const { storage, outside, log } = options;
  const plan = new FaultPlan();
  const skew = { seconds: 0 };
  const clock: Clock = { now: () => options.clock.now().add(skew) };
  const table = (name: keyof typeof TABLES) => withFaults(name, storage.table(TABLES[name]), plan);
  const queue = (name: keyof typeof QUEUES) => withFaults(name, storage.queue(QUEUES[name]), plan);
  const { pictures } = outside;
  const upkeep = tableUpkeep(table('upkeep'));
  return {
    plan,
    skew,
    clock,
    log,
    settings: {
      pauseAfterFailures: 5,
      ownerLeftDays: 30,
      historyDays: 90,
      maxRunsPerOwner: 0,
      jitterSeconds: 0,
    },
    users: tableUsers(table('users')),
    ownersLeft: tableOwnersLeft(table('users')),
    subscriptions: tableSubscriptions(table('subscriptions')),
    due: tableDueIndex(table('dueIndex')),
    states: tableStateIndex(table('stateIndex')),
    cursor: tableDispatchCursor(table('cursor')),
    reconciliation: tableReconciliation(table('cursor')),
    runs: tableRuns({ table: table('runs'), clock, leaseSeconds: LEASE_SECONDS }),
    upkeep,
    limiter: tableLimiter({ table: table('slots'), clock, leaseSeconds: LEASE_SECONDS }),
    notifications: tableNotifications({ table: table('notifications'), upkeep, clock }),
    refreshQueue: queue('refreshTile'),
    dispatchQueue: queue('dispatchDue'),
    sharedSchedules: tableSharedSchedules(table('sharedSchedules'), TENANT),
    applyQueue: queue('applySchedule'),
    copies: tableSubscriptionCopies(table('subscriptions')),
    pinOwners: tablePinOwners(table('pins')),
    ownerQueue: queue('changeOwner'),
    gateway: withFaults('gateway', outside.gateway, plan),
    pictures: withFaults('pictures', pictures, plan),
    pinPictures: simulatedPinPictures(withFaults('blobs', storage.blobs(BLOBS.pictures), plan)),
    pins: tablePins(table('pins')),
    kits: { requireTile: async () => ({ workspaceId: 'w', dashboardId: 'd', tileId: 'template' }) },
    requireRegistered: outside.requireRegistered,
    reportUrl: () => 'http://127.0.0.1:7071/reports/r',
    timeDivisor: 1,
  };
}
