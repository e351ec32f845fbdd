import pLimit from 'p-limit';
import type { Temporal } from 'temporal-polyfill';
import { QUEUES } from '../../../lib/storage-names.ts';
import {
  type DispatchDependencies,
  dispatchDue,
  dispatchPartition,
} from '../../../lib/subscriptions/firing/dispatch-due.ts';
import { dispatchMessageSchema } from '../../../lib/subscriptions/firing/messages.ts';
import type { TestClock } from '../../support/test-clock.ts';
import { timed } from '../bench.ts';
import type { CountingStorage } from '../support/counting-storage.ts';
import { dispatcher } from './dispatching.ts';
import { BURST_AT } from './seeds.ts';

/** As host.json: so many messages of a queue at once on one instance. */
const PARTITIONS_AT_ONCE = 12;
const MOST_DEQUEUES = 5;
const PROGRESS_MS = 15_000;

export type DrainFigures = {
  /** Messages sent and next rows in place; all of the burst, unless time ran out before. */
  readonly drained: number;
  readonly milliseconds: number;
  readonly requests: number;
};

class TimeIsUp extends Error {}

/**
 * `count` due in one minute, on one instance, until all messages are sent and all next rows in place, or until the
 * deadline (on the clock of `performance.now()`): then what was drained until then.
 */
export async function measureDrain(
  storage: CountingStorage,
  clock: TestClock,
  {
    count,
    deadline,
    progress,
  }: {
    readonly count: number;
    readonly deadline: number;
    readonly progress: (sent: number) => void;
  },
): Promise<DrainFigures> {
  const dispatch = stoppedAt(deadline, dispatcher(storage, clock));
  clock.moveTo(BURST_AT.add({ seconds: 30 }));
  storage.reset();
  const report = setInterval(() => progress(storage.sent(QUEUES.refreshTile).length), PROGRESS_MS);
  const { ms: milliseconds } = await timed(() => drain(storage, dispatch)).finally(() =>
    clearInterval(report),
  );
  const { requests } = storage;
  const sent = storage.sent(QUEUES.refreshTile).length;
  const left = await countDue(dispatch, BURST_AT);
  const next = await countDue(dispatch, BURST_AT.add({ hours: 24 }));
  const drained = count - left;
  // A dispatch that was cut off begins again and may send a message a second time, never one less.
  if (sent < drained || next < drained || (left > 0 && performance.now() < deadline))
    throw new Error(`Not drained: ${sent} sent, ${next} next rows, ${left} left of ${count}.`);
  return { drained, milliseconds, requests };
}

async function drain(storage: CountingStorage, dispatch: DispatchDependencies): Promise<void> {
  try {
    await dispatchDue(dispatch);
    const handed = storage
      .sent(QUEUES.dispatchDue)
      .map((message) => dispatchMessageSchema.parse(message).partition);
    const limit = pLimit(PARTITIONS_AT_ONCE);
    await Promise.all(
      handed.map((partition) => limit(() => asHost(() => dispatchPartition(dispatch, partition)))),
    );
  } catch (error) {
    if (!(error instanceof TimeIsUp)) throw error;
  }
}

/** As the host does with a message whose function failed: up to five times. */
async function asHost(handle: () => Promise<unknown>): Promise<void> {
  for (let dequeued = 1; ; dequeued++) {
    try {
      await handle();
      return;
    } catch (error) {
      if (dequeued === MOST_DEQUEUES || error instanceof TimeIsUp) throw error;
    }
  }
}

/** Sends nothing after the deadline. */
function stoppedAt(deadline: number, dispatch: DispatchDependencies): DispatchDependencies {
  const { refreshQueue } = dispatch;
  return {
    ...dispatch,
    refreshQueue: {
      ...refreshQueue,
      send(message, options) {
        if (performance.now() > deadline) throw new TimeIsUp();
        return refreshQueue.send(message, options);
      },
    },
  };
}

async function countDue({ due }: DispatchDependencies, minute: Temporal.Instant): Promise<number> {
  let count = 0;
  let after: string | undefined;
  do {
    const page = await due.due({ from: minute, until: minute, ...(after !== undefined && { after }) });
    count += page.rows.length;
    after = page.next;
  } while (after !== undefined);
  return count;
}
