import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { dailySchedule, hourlySchedule, weeklySchedule } from '../schedules/choices.ts';
import { type Schedule, type ScheduleForm, scheduleOf } from '../schedules/schedule.ts';
import type { SharedSchedules } from '../subscriptions/shared-schedules/shared-schedules.ts';

export type ChooseDependencies = {
  readonly sharedSchedules: Pick<SharedSchedules, 'get'>;
  readonly clock: Clock;
};

/** P8: how often, as the dialog offers it; a schedule of any form; or a shared one to follow. */
export type ScheduleChoice =
  | { readonly frequency: 'hourly' | 'daily' | 'weekly'; readonly timeZone: string }
  | { readonly schedule: ScheduleForm }
  | { readonly sharedScheduleId: string };

/** What a subscription fires by, and the shared schedule that it follows. */
export type ChosenSchedule = { readonly schedule: Schedule; readonly follow?: string };

/** @throws DomainError SCHEDULE_INVALID; NOT_FOUND where a shared one is gone. */
export async function chooseSchedule(
  { sharedSchedules, clock }: ChooseDependencies,
  choice: ScheduleChoice,
): Promise<ChosenSchedule> {
  if ('schedule' in choice) return { schedule: scheduleOf(choice.schedule) };
  if (!('sharedScheduleId' in choice)) return { schedule: fromNowOn(choice, clock.now()) };
  const shared = await sharedSchedules.get(choice.sharedScheduleId);
  if (!shared || shared.state === 'leaving')
    throw new DomainError('NOT_FOUND', {
      detail: 'There is no such shared schedule, or it is being deleted.',
    });
  return { schedule: shared.schedule, follow: shared.id };
}

/** As in the original: every 60 minutes, every day or every week, from the time of the pin on. */
function fromNowOn(
  choice: Extract<ScheduleChoice, { readonly frequency: string }>,
  now: Temporal.Instant,
): Schedule {
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
