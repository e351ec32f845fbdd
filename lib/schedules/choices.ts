import type { Temporal } from 'temporal-polyfill';
import { type Schedule, type ScheduleForm, scheduleOf, WEEKDAYS } from './schedule.ts';

type Beginning = {
  /** IANA name. */
  readonly zone: string;
  /** Local in `zone`; rounded up to the whole minute. */
  readonly start: Temporal.PlainDateTime;
};

/** The choice "hourly" of the pin dialog: every 60 minutes from the start, as report servers did. */
export function hourlySchedule(beginning: Beginning): Schedule {
  return from(beginning, { kind: 'minutes', every: 60 });
}

/** The choice "daily": every day at the start's time. */
export function dailySchedule(beginning: Beginning): Schedule {
  return from(beginning, { kind: 'daily', every: 1 });
}

/** The choice "weekly": every week on the start's weekday. */
export function weeklySchedule(beginning: Beginning): Schedule {
  const day = WEEKDAYS[wholeMinute(beginning.start).dayOfWeek % 7] ?? 'sunday';
  return from(beginning, { kind: 'weekly', every: 1, days: [day] });
}

function from({ zone, start }: Beginning, recurrence: ScheduleForm['recurrence']): Schedule {
  return scheduleOf({ zone, start: wholeMinute(start).toString({ smallestUnit: 'minute' }), recurrence });
}

function wholeMinute(start: Temporal.PlainDateTime): Temporal.PlainDateTime {
  return start.round({ smallestUnit: 'minute', roundingMode: 'ceil' });
}
