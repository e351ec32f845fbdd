import type { Schedule, Weekday } from '../../api/types.ts';
import { todayIn } from '../../format/time.ts';

export const WEEKDAYS: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** `keep` leaves a schedule as it is, whatever its form: there are more forms than this builder offers. */
export type ScheduleChoice = 'keep' | 'hourly' | 'daily' | 'weekly';

export type ScheduleForm = {
  readonly choice: ScheduleChoice;
  /** `HH:mm`; only its minute counts for `hourly`. */
  readonly time: string;
  readonly days: readonly Weekday[];
  readonly timeZone: string;
};

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What the builder shows first for a schedule. */
export function formOf({ zone, start, recurrence }: Schedule): ScheduleForm {
  const days = recurrence.kind === 'weekly' ? recurrence.days : (['monday'] as const);
  return { choice: 'keep', time: start.slice(11, 16), days, timeZone: zone };
}

export function isComplete({ choice, time, days }: ScheduleForm): boolean {
  return choice === 'keep' || (TIME.test(time) && (choice !== 'weekly' || days.length > 0));
}

/** The schedule that was built, from today on in its zone; undefined where the present one is kept. */
export function scheduleOf({ choice, time, days, timeZone }: ScheduleForm): Schedule | undefined {
  const today = todayIn(timeZone);
  const at = (clock: string) => ({ zone: timeZone, start: `${today}T${clock}` });
  switch (choice) {
    case 'keep':
      return undefined;
    case 'hourly':
      // From the day's first hour, so that the next full hour counts and not only those after a time of day.
      return { ...at(`00:${time.slice(3)}`), recurrence: { kind: 'minutes', every: 60 } };
    case 'daily':
      return { ...at(time), recurrence: { kind: 'daily', every: 1 } };
    case 'weekly':
      return { ...at(time), recurrence: { kind: 'weekly', every: 1, days } };
  }
}
