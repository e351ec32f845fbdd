import pLimit from 'p-limit';
import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { StoredUpkeepTask, Upkeep, UpkeepKind, UpkeepTask } from './upkeep.ts';

/** What the work of a task comes to: done, or to be looked at once more at another time. */
export type Upshot = 'done' | { readonly againAt: Temporal.Instant; readonly data?: string | undefined };

/** May be repeated, and may come late: it judges afresh what is to be done. */
export type UpkeepWork = (task: UpkeepTask) => Promise<Upshot>;

export type RunUpkeepDependencies = {
  readonly upkeep: Upkeep;
  readonly upkeepWork: Readonly<Record<UpkeepKind, UpkeepWork>>;
  readonly clock: Clock;
  readonly log: Log;
};

const PARALLEL = 8;
/** Well within the timeout of a function; what is left is the next call's. */
const AT_MOST = { minutes: 4 } as const;
const FIRST_DELAY_MINUTES = 5;
const LONGEST_DELAY_MINUTES = 12 * 60;

/**
 * Does what is due. Its requests depend on that alone: without a task one query. A task whose work fails is put off,
 * longer each time, so that it stands in nobody's way. Cut off anywhere, a task is judged once more.
 */
export async function runUpkeep(
  dependencies: RunUpkeepDependencies,
): Promise<{ readonly done: number; readonly putOff: number }> {
  const { upkeep, clock, log } = dependencies;
  const until = clock.now().add(AT_MOST);
  const total = { done: 0, putOff: 0 };
  while (Temporal.Instant.compare(clock.now(), until) < 0) {
    const tasks = await upkeep.due(clock.now());
    if (tasks.length === 0) break;
    const limit = pLimit(PARALLEL);
    const settled = await Promise.allSettled(tasks.map((task) => limit(() => carryOut(dependencies, task))));
    for (const outcome of settled) {
      // Storage does not answer: no more of it now, and the host logs why.
      if (outcome.status === 'rejected') throw outcome.reason;
      total[outcome.value] += 1;
    }
  }
  if (total.done + total.putOff > 0) log.info('upkeep.done', total);
  return total;
}

async function carryOut(
  dependencies: RunUpkeepDependencies,
  task: StoredUpkeepTask,
): Promise<'done' | 'putOff'> {
  const { upkeep } = dependencies;
  const next = await tryWork(dependencies, task);
  await (next ? upkeep.move(task, next) : upkeep.remove(task));
  return next ? 'putOff' : 'done';
}

async function tryWork(
  { upkeepWork, clock, log }: RunUpkeepDependencies,
  task: StoredUpkeepTask,
): Promise<UpkeepTask | undefined> {
  const { kind, subject, data, failures = 0 } = task;
  try {
    const upshot = await upkeepWork[kind](task);
    if (upshot === 'done') return undefined;
    return { kind, subject, dueAt: upshot.againAt, data: upshot.data ?? data };
  } catch (error) {
    const minutes = Math.min(FIRST_DELAY_MINUTES * 4 ** failures, LONGEST_DELAY_MINUTES);
    log.error('upkeep.failed', { kind, failures: failures + 1, error });
    return { kind, subject, data, failures: failures + 1, dueAt: clock.now().add({ minutes }) };
  }
}
