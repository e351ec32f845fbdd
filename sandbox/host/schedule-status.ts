import type { ContainerClient } from '@azure/storage-blob';
import { storageError } from './storage-clients.ts';
import type { TimerSchedule } from './timer-schedule.ts';

/** UTC milliseconds; `last` is undefined before the first run. */
export type ScheduleStatus = {
  readonly last: number | undefined;
  readonly next: number;
  readonly lastUpdated: number | undefined;
};

/** Where the status of timers is kept between runs of the host. */
export interface ScheduleMonitor {
  read(timerName: string): Promise<ScheduleStatus | undefined>;
  write(timerName: string, status: ScheduleStatus): Promise<void>;
}

const NEVER = '0001-01-01T00:00:00+00:00';
/** What lies before is "never", however it was written. */
const THRESHOLD = Date.UTC(1000, 0, 1);

/** The instant as .NET writes it: an offset, and no fraction where it is zero. */
export function dotNetTime(time: number | undefined): string {
  return time === undefined
    ? NEVER
    : new Date(time).toISOString().replace('.000Z', 'Z').replace('Z', '+00:00');
}

/** The form that both the stored status and the trigger's data have. */
export function statusJson(
  status: ScheduleStatus,
): Readonly<Record<'Last' | 'Next' | 'LastUpdated', string>> {
  return {
    Last: dotNetTime(status.last),
    Next: dotNetTime(status.next),
    LastUpdated: dotNetTime(status.lastUpdated),
  };
}

/** Keeps status in `timers/<host id>/<timer>/status` of the container azure-webjobs-hosts, as the host does. */
export class BlobScheduleMonitor implements ScheduleMonitor {
  readonly #container: ContainerClient;
  readonly #hostId: string;

  constructor(container: ContainerClient, hostId: string) {
    this.#container = container;
    this.#hostId = hostId;
  }

  async read(timerName: string): Promise<ScheduleStatus | undefined> {
    try {
      const content = await this.#blob(timerName).downloadToBuffer();
      return parseStatus(content.toString('utf8'));
    } catch (error) {
      if (storageError(error).statusCode === 404) return undefined;
      throw error;
    }
  }

  async write(timerName: string, status: ScheduleStatus): Promise<void> {
    const text = JSON.stringify(statusJson(status));
    await this.#blob(timerName).upload(text, Buffer.byteLength(text));
  }

  #blob(timerName: string) {
    return this.#container.getBlockBlobClient(`timers/${this.#hostId}/${timerName}/status`);
  }
}

/** Undefined for what is no status: the timer then starts as if it were new, as the host does. */
function parseStatus(text: string): ScheduleStatus | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof data !== 'object' || data === null) return undefined;
  const time = (name: string) => {
    const value = Date.parse(String(Reflect.get(data, name)));
    return value > THRESHOLD ? value : undefined;
  };
  const next = time('Next');
  return next === undefined ? undefined : { last: time('Last'), next, lastUpdated: time('LastUpdated') };
}

export type StartDecision = {
  readonly status: ScheduleStatus;
  readonly pastDue: boolean;
  /** Whether the status must be stored before anything else. */
  readonly changed: boolean;
};

/**
 * Decides what a timer does when its host starts: a recorded occurrence that has gone by makes it past due, once; a
 * schedule that was changed since is counted anew, from now if its occurrence would have gone by.
 * Source: ScheduleMonitor.CheckPastDueAsync of azure-webjobs-sdk-extensions.
 */
export function decideStart(
  recorded: ScheduleStatus | undefined,
  schedule: TimerSchedule,
  now: number,
): StartDecision {
  if (recorded === undefined) {
    const status = { last: undefined, next: schedule.next(now), lastUpdated: now };
    return { status, pastDue: false, changed: true };
  }
  const base = recorded.last ?? recorded.lastUpdated ?? now;
  const expected = schedule.next(base);
  if (expected === recorded.next) return { status: recorded, pastDue: now > recorded.next, changed: false };
  const status =
    now > expected
      ? { last: undefined, next: schedule.next(now), lastUpdated: now }
      : { last: undefined, next: expected, lastUpdated: base };
  return { status, pastDue: now > status.next, changed: true };
}
