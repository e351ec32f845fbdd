import { NcrontabError, parseNcrontab } from './ncrontab.ts';
import { parseTimeSpan } from './time-span.ts';

export type TimerSchedule = {
  readonly text: string;
  readonly kind: 'cron' | 'constant';
  /** True where the host keeps no status however the trigger is set, since the schedule fires several times a minute. */
  readonly tooFrequentToMonitor: boolean;
  /** The first occurrence after `from`; UTC milliseconds. */
  next(from: number): number;
};

/**
 * Reads the schedule of a timer trigger: an NCRONTAB expression or, failing that, a TimeSpan (`00:00:15`), which Azure
 * only takes on App Service plans. Throws an Error that says what is wrong.
 * Source: TimerSchedule.Create of azure-webjobs-sdk-extensions.
 */
export function parseTimerSchedule(text: string, now: number): TimerSchedule {
  const interval = parseTimeSpan(text);
  if (interval !== undefined) return constantSchedule(text, interval);
  try {
    return cronSchedule(text, now);
  } catch (error) {
    if (!(error instanceof NcrontabError)) throw error;
    throw new Error(`the schedule "${text}" is neither NCRONTAB (${error.message}) nor a time span`);
  }
}

function constantSchedule(text: string, interval: number): TimerSchedule {
  if (interval <= 0) throw new Error(`the time span "${text}" is not positive`);
  return {
    text,
    kind: 'constant',
    tooFrequentToMonitor: interval < 60_000,
    next: (from) => from + interval,
  };
}

function cronSchedule(text: string, now: number): TimerSchedule {
  const cron = parseNcrontab(text);
  const next = (from: number) => {
    const found = cron.next(from);
    if (found === undefined) throw new Error(`the schedule "${text}" never comes`);
    return found;
  };
  const first = next(now);
  return { text, kind: 'cron', tooFrequentToMonitor: next(first) < now + 60_000, next };
}
