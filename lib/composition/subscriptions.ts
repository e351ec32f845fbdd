import type { Queue } from '../storage/queue.ts';
import { QUEUES } from '../storage-names.ts';
import { type DispatchCursor, tableDispatchCursor } from '../subscriptions/firing/dispatch-cursor.ts';
import type { DueIndex } from '../subscriptions/firing/due-index.ts';
import { type Reconciliation, tableReconciliation } from '../subscriptions/firing/reconciliation.ts';
import { tableDueIndex } from '../subscriptions/firing/table-due-index.ts';
import { type StateIndex, tableStateIndex } from '../subscriptions/overview/state-index.ts';
import type { SubscriptionCopies } from '../subscriptions/owners/subscription-copies.ts';
import { tableSubscriptionCopies } from '../subscriptions/owners/table-subscription-copies.ts';
import type { Runs } from '../subscriptions/running/runs.ts';
import { tableRuns } from '../subscriptions/running/table-runs.ts';
import type { SharedSchedules } from '../subscriptions/shared-schedules/shared-schedules.ts';
import { tableSharedSchedules } from '../subscriptions/shared-schedules/table-shared-schedules.ts';
import type { Subscriptions } from '../subscriptions/subscription.ts';
import { tableSubscriptions } from '../subscriptions/table-subscriptions.ts';
import { type TileMoves, tableTileMoves } from '../subscriptions/tile-moves/tile-moves.ts';
import type { Foundation } from './foundation.ts';

/** Subscriptions through their life: firing, running, shared schedules, changes of owner and of dashboard. */
export type SubscriptionPorts = {
  readonly subscriptions: Subscriptions;
  readonly due: DueIndex;
  readonly states: StateIndex;
  readonly cursor: DispatchCursor;
  readonly reconciliation: Reconciliation;
  readonly runs: Runs;
  readonly refreshQueue: Queue;
  readonly dispatchQueue: Queue;
  readonly sharedSchedules: SharedSchedules;
  readonly applyQueue: Queue;
  readonly copies: SubscriptionCopies;
  readonly ownerQueue: Queue;
  readonly moves: TileMoves;
  readonly moveQueue: Queue;
};

export function subscriptionPorts({ shared, storage, table }: Foundation): SubscriptionPorts {
  const { settings, clock, leaseSeconds } = shared;
  return {
    subscriptions: tableSubscriptions(table('subscriptions')),
    due: tableDueIndex(table('dueIndex')),
    states: tableStateIndex(table('stateIndex')),
    cursor: tableDispatchCursor(table('cursor')),
    reconciliation: tableReconciliation(table('cursor')),
    runs: tableRuns({ table: table('runs'), clock, leaseSeconds }),
    refreshQueue: storage.queue(QUEUES.refreshTile),
    dispatchQueue: storage.queue(QUEUES.dispatchDue),
    sharedSchedules: tableSharedSchedules(table('sharedSchedules'), settings.tenantId),
    applyQueue: storage.queue(QUEUES.applySchedule),
    copies: tableSubscriptionCopies(table('subscriptions')),
    ownerQueue: storage.queue(QUEUES.changeOwner),
    moves: tableTileMoves(table('subscriptions')),
    moveQueue: storage.queue(QUEUES.moveTile),
  };
}
