import type { RetryOptions } from './core-types.ts';
import type { TimerFunction } from './function-index.ts';
import type { FunctionRunner } from './function-runner.ts';
import { errorText } from './host-error.ts';
import type { HostLog } from './log.ts';
import { decideStart, dotNetTime, type ScheduleMonitor, type ScheduleStatus } from './schedule-status.ts';
import { timerData, timerName } from './timer-data.ts';
import { Wait } from './wait.ts';

export type TimerListenerOptions = {
  readonly fn: TimerFunction;
  readonly runner: FunctionRunner;
  /** Undefined where the timer's status is not kept. */
  readonly monitor: ScheduleMonitor | undefined;
  readonly log: HostLog;
  readonly now: () => number;
};

type Reason = 'scheduled' | 'past due' | 'startup';

/** Node's timers end at 24.8 days; longer waits are cut into pieces. */
const LONGEST_WAIT = 24 * 86_400_000;

/**
 * Runs a timer's function on its schedule. The next occurrence is armed when a run has ended, counted from its start: no
 * run overlaps another, and of the occurrences that a long run missed one follows at once. Failures never stop the
 * schedule. Source: TimerListener.cs of azure-webjobs-sdk-extensions.
 */
export class TimerListener {
  readonly #options: TimerListenerOptions;
  #status: ScheduleStatus | undefined;
  #stopped = false;
  #wait: Wait | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: TimerListenerOptions) {
    this.#options = options;
  }

  /** Reads the recorded status and begins; rejects when storage is out of reach. */
  async start(): Promise<void> {
    const { fn, monitor, now } = this.#options;
    const at = now();
    let reason: Reason = fn.runOnStartup ? 'startup' : 'scheduled';
    if (monitor === undefined) {
      this.#status = { last: undefined, next: fn.schedule.next(at), lastUpdated: undefined };
    } else {
      const recorded = await monitor.read(timerName(fn));
      const decision = decideStart(recorded, fn.schedule, at);
      if (decision.changed) await monitor.write(timerName(fn), decision.status);
      this.#status = decision.status;
      if (decision.pastDue) reason = 'past due';
    }
    this.#loop = this.#run(reason, this.#status);
  }

  /** Fires no more and waits for the run in work. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wait?.end();
    await this.#loop;
  }

  async #run(first: Reason, begun: ScheduleStatus): Promise<void> {
    let reason = first;
    let status = begun;
    while (!this.#stopped) {
      if (reason === 'scheduled') await this.#sleepUntil(status.next);
      if (this.#stopped) return;
      status = await this.#fire(reason, status);
      reason = 'scheduled';
    }
  }

  async #sleepUntil(time: number): Promise<void> {
    let rest = time - this.#options.now();
    while (rest > 0 && !this.#stopped) {
      this.#wait = new Wait(Math.min(rest, LONGEST_WAIT));
      await this.#wait.done;
      rest = time - this.#options.now();
    }
  }

  async #fire(reason: Reason, status: ScheduleStatus): Promise<ScheduleStatus> {
    const { fn, monitor, now } = this.#options;
    const invokedAt = now();
    await this.#runWithRetries(reason, monitor === undefined ? undefined : status, status.next);
    const counted = reason === 'scheduled' ? Math.max(invokedAt, status.next) : invokedAt;
    const next = { last: counted, next: fn.schedule.next(counted), lastUpdated: counted };
    try {
      await monitor?.write(timerName(fn), next);
    } catch (error) {
      // Best effort, as in the host: the schedule goes on, and a restart may find it past due.
      const message = `cannot store the timer's status: ${errorText(error)}`;
      this.#options.log.write({
        level: 'error',
        event: 'timer.status-not-stored',
        function: fn.name,
        message,
      });
    }
    return next;
  }

  async #runWithRetries(reason: Reason, status: ScheduleStatus | undefined, due: number): Promise<void> {
    const { fn, runner } = this.#options;
    const data = timerData(fn, status, reason === 'past due' ? 'past due' : 'on time');
    const why = `timer, ${reason === 'startup' ? reason : `${reason}, due ${dotNetTime(due)}`}`;
    const maximum = fn.retry?.maxRetryCount ?? 0;
    let result = await runner.run(fn, { data, reason: why });
    for (let retry = 1; fn.retry !== undefined && !result.ok && !this.#stopped; retry++) {
      if (maximum >= 0 && retry > maximum) return;
      this.#wait = new Wait(retryDelay(fn.retry, retry));
      await this.#wait.done;
      const retryContext = {
        retryCount: retry,
        maxRetryCount: maximum,
        exception: { message: errorText(result.error) },
      };
      result = await runner.run(fn, { data, reason: `${why}, retry ${retry}`, retryContext });
    }
  }
}

/** Milliseconds before a retry, counted from 1. */
function retryDelay(options: RetryOptions, retry: number): number {
  if (options.retryStrategy === 'exponentialBackoff') {
    const minimum = (options.minimumInterval?.seconds ?? 0) * 1000;
    const maximum = (options.maximumInterval?.seconds ?? 0) * 1000;
    return Math.min(minimum * 2 ** (retry - 1), Math.max(maximum, minimum));
  }
  return (options.delayInterval?.seconds ?? 0) * 1000;
}
