import type { Log } from '../../log.ts';
import type { Queue } from '../../storage/queue.ts';
import { type DecideDependencies, insertDue } from '../deciding/decide.ts';
import { findSubscription } from '../find-subscription.ts';
import type { Runs } from '../running/runs.ts';
import { mayBeUnderWay } from '../stamp.ts';
import { refreshMessage, type ScheduledMessage } from './messages.ts';
import { putBack } from './put-back.ts';

/** A foreign stamp may be a commit under way: the message is looked at once more after this long. */
const SECOND_LOOK_SECONDS = 60;

/**
 * An earlier decision's message, or one whose commit is not there yet. It begins no run; the due row that it led to
 * goes, and a run that was open under its stamp ends. Crash story: this message comes again.
 */
export async function handleForeign(
  dependencies: DecideDependencies & {
    readonly runs: Runs;
    readonly refreshQueue: Queue;
    readonly log: Log;
  },
  message: ScheduledMessage,
): Promise<void> {
  const { due, runs, refreshQueue, subscriptions, clock, log } = dependencies;
  const { id, stamp, nextPartition } = message;
  if (message.looks === 0 && mayBeUnderWay(stamp, clock.now())) {
    const again = refreshMessage({ ...message, looks: 1 });
    await refreshQueue.send(again, { delaySeconds: SECOND_LOOK_SECONDS });
    return;
  }
  if (nextPartition !== '') await due.removeByKey(nextPartition, id, stamp);
  // A commit after this reading finds its row fired and inserts the next one; one before it is seen here.
  const subscription = (await findSubscription(subscriptions, message))?.subscription;
  if (subscription?.stamp === stamp) {
    await insertDue(due, subscription, clock.now());
    await putBack(dependencies, message, { at: clock.now(), why: 'leased' });
  } else if (subscription) {
    const withdrawn = await runs.withdraw(id, stamp);
    if (withdrawn.kind === 'later') await putBack(dependencies, message, withdrawn);
  }
  log.info('run.foreign', { subscriptionId: id, dueAt: message.dueAt.toString() });
}
