import { QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { tableDispatchCursor } from '../../../lib/subscriptions/firing/dispatch-cursor.ts';
import type { DispatchDependencies } from '../../../lib/subscriptions/firing/dispatch-due.ts';
import { tableDueIndex } from '../../../lib/subscriptions/firing/table-due-index.ts';
import type { TestClock } from '../../support/test-clock.ts';
import type { CountingStorage } from '../support/counting-storage.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What the tick and the queue `dispatch-due` are made of. */
export function dispatcher(storage: CountingStorage, clock: TestClock): DispatchDependencies {
  return {
    due: tableDueIndex(storage.table(TABLES.dueIndex)),
    cursor: tableDispatchCursor(storage.table(TABLES.cursor)),
    refreshQueue: storage.queue(QUEUES.refreshTile),
    dispatchQueue: storage.queue(QUEUES.dispatchDue),
    settings: { jitterSeconds: 0 },
    clock,
    log: SILENT,
  };
}
