import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import { dailySchedule, hourlySchedule, weeklySchedule } from '../schedules/choices.ts';
import { type Schedule, type ScheduleForm, scheduleOf } from '../schedules/schedule.ts';

/** P8: how often, as the dialog offers it; or a schedule of any form. */
export type ScheduleChoice =
  | { readonly frequency: 'hourly' | 'daily' | 'weekly'; readonly timeZone: string }
  | { readonly schedule: ScheduleForm };

/**
 * As in the original: every 60 minutes, every day or every week, from the time of the pin on.
 * @throws DomainError SCHEDULE_INVALID.
 */
export function chooseSchedule(choice: ScheduleChoice, now: Temporal.Instant): Schedule {
  if ('schedule' in choice) return scheduleOf(choice.schedule);
  const zone = choice.timeZone;
  const start = localTime(now, zone).round({ smallestUnit: 'minute', roundingMode: 'ceil' });
  switch (choice.frequency) {
    case 'hourly':
      return hourlySchedule({ zone, start });
    case 'daily':
      return dailySchedule({ zone, start });
    case 'weekly':
      return weeklySchedule({ zone, start });
  }
}

function localTime(now: Temporal.Instant, zone: string): Temporal.PlainDateTime {
  try {
    return now.toZonedDateTimeISO(zone).toPlainDateTime();
  } catch (cause) {
    throw new DomainError('SCHEDULE_INVALID', {
      detail: `"${zone}" is no time zone; use a name such as Europe/Warsaw.`,
      cause,
    });
  }
}
