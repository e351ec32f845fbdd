import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';

/** In the order of a week, which begins on Sunday as in SSRS. */
export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const WEEKS_OF_MONTH = ['first', 'second', 'third', 'fourth', 'last'] as const;
export type WeekOfMonth = (typeof WEEKS_OF_MONTH)[number];

export type DayOfMonth = number | 'last';

/** The recurrences of SSRS, and `once`. */
export type Recurrence =
  | { readonly kind: 'once' }
  /** On the UTC line from the start: a change of the clock neither skips nor repeats one. */
  | { readonly kind: 'minutes'; readonly every: number }
  /** Every n days from the start's date. */
  | { readonly kind: 'daily'; readonly every: number }
  /** Every n weeks, counted from the week of the start. */
  | { readonly kind: 'weekly'; readonly every: number; readonly days: readonly Weekday[] }
  /** Months 1 to 12, days 1 to 31 or the last; a day that a month lacks is left out. */
  | { readonly kind: 'monthly'; readonly months: readonly number[]; readonly days: readonly DayOfMonth[] }
  /** The first, second … of each of the weekdays in a month. */
  | {
      readonly kind: 'monthlyByWeekday';
      readonly months: readonly number[];
      readonly week: WeekOfMonth;
      readonly days: readonly Weekday[];
    };

/** A schedule as the API, the rows and the messages write it; not yet known to be sound. */
export type ScheduleForm = {
  /** IANA name. */
  readonly zone: string;
  /** `yyyy-MM-ddTHH:mm`, local in `zone`: not before this, and at this time of day. */
  readonly start: string;
  /** `yyyy-MM-dd`, local: the last day on which it runs. */
  readonly end?: string | undefined;
  readonly recurrence: Recurrence;
};

declare const sound: unique symbol;

/**
 * A sound schedule: made by `scheduleOf` only. It is still plain JSON, and two that mean the same are written the
 * same.
 */
export type Schedule = ScheduleForm & { readonly [sound]: true };

/** Since 1973 every zone's offset is in whole minutes; up to 9000 every occurrence has a four-digit year. */
const FIRST_YEAR = 1973;
const LAST_YEAR = 9000;
const MOST_EVERY = 1_000_000;

/**
 * Checks a schedule and brings it to its normal form: the zone in the case of its name, lists in order and without
 * repetition. One that never happens (every 30 February) is sound: it has no occurrence. Throws DomainError
 * SCHEDULE_INVALID; its detail says what is wrong.
 */
export function scheduleOf(form: ScheduleForm): Schedule {
  const start = localMinute(form.start);
  const end = form.end === undefined ? undefined : localDate(form.end);
  if (end !== undefined && Temporal.PlainDate.compare(end, start.toPlainDate()) < 0) {
    refuse(`The end, ${end}, is before the start, ${start.toPlainDate()}.`);
  }
  const checked = {
    zone: zoneName(form.zone),
    start: start.toString({ smallestUnit: 'minute' }),
    ...(end === undefined ? {} : { end: end.toString() }),
    recurrence: recurrenceOf(form.recurrence),
  };
  return brand(checked);
}

function brand(form: ScheduleForm): Schedule {
  return form as Schedule;
}

function refuse(detail: string): never {
  throw new DomainError('SCHEDULE_INVALID', { detail });
}

function localMinute(text: string): Temporal.PlainDateTime {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text))
    refuse(`The start "${text}" is not of the form 2026-11-23T07:30.`);
  const start = parsed(() => Temporal.PlainDateTime.from(text), `The start "${text}" is no date and time.`);
  if (start.year < FIRST_YEAR || start.year > LAST_YEAR) {
    refuse(`The start ${text} is outside the years ${FIRST_YEAR} to ${LAST_YEAR}.`);
  }
  return start;
}

function localDate(text: string): Temporal.PlainDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) refuse(`The end "${text}" is not of the form 2026-12-31.`);
  return parsed(() => Temporal.PlainDate.from(text), `The end "${text}" is no date.`);
}

/** An IANA name, not an offset: an offset knows nothing of the clock's changes. */
function zoneName(zone: string): string {
  if (!/^[A-Za-z][\w+\-/]*$/.test(zone)) refuse(`"${zone}" is no IANA time zone.`);
  return parsed(
    () => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId,
    `"${zone}" is no IANA time zone.`,
  );
}

function parsed<Value>(parse: () => Value, detail: string): Value {
  try {
    return parse();
  } catch (cause) {
    throw new DomainError('SCHEDULE_INVALID', { detail, cause });
  }
}

function recurrenceOf(recurrence: Recurrence): Recurrence {
  switch (recurrence.kind) {
    case 'once':
      return { kind: 'once' };
    case 'minutes':
    case 'daily':
      return { kind: recurrence.kind, every: everyOf(recurrence.every) };
    case 'weekly':
      return { kind: 'weekly', every: everyOf(recurrence.every), days: weekdaysOf(recurrence.days) };
    case 'monthly':
      return monthlyOf(recurrence.months, recurrence.days);
    case 'monthlyByWeekday':
      if (!WEEKS_OF_MONTH.includes(recurrence.week)) refuse(`"${recurrence.week}" is no week of a month.`);
      return {
        kind: 'monthlyByWeekday',
        months: monthsOf(recurrence.months),
        week: recurrence.week,
        days: weekdaysOf(recurrence.days),
      };
    default:
      return refuse('The recurrence is of no known kind.');
  }
}

function everyOf(every: number): number {
  if (Number.isInteger(every) && every >= 1 && every <= MOST_EVERY) return every;
  return refuse(`It cannot recur every ${every}: a whole number from 1 on is needed.`);
}

function weekdaysOf(days: readonly Weekday[]): readonly Weekday[] {
  if (days.length === 0) refuse('No weekday is chosen.');
  const unknown = days.find((day) => !WEEKDAYS.includes(day));
  if (unknown !== undefined) refuse(`"${unknown}" is no weekday.`);
  return WEEKDAYS.filter((day) => days.includes(day));
}

function monthsOf(months: readonly number[]): readonly number[] {
  if (months.length === 0) refuse('No month is chosen.');
  const unknown = months.find((month) => !(Number.isInteger(month) && month >= 1 && month <= 12));
  if (unknown !== undefined) refuse(`${unknown} is no month: 1 to 12.`);
  return [...new Set(months)].sort((a, b) => a - b);
}

function monthlyOf(months: readonly number[], days: readonly DayOfMonth[]): Recurrence {
  const inOrder = monthsOf(months);
  if (days.length === 0) refuse('No day of the month is chosen.');
  const numbers = [...new Set(days.filter((day) => day !== 'last'))].sort((a, b) => a - b);
  const unknown = numbers.find((day) => !(Number.isInteger(day) && day >= 1 && day <= 31));
  if (unknown !== undefined) refuse(`${unknown} is no day of a month: 1 to 31, or "last".`);
  return { kind: 'monthly', months: inOrder, days: days.includes('last') ? [...numbers, 'last'] : numbers };
}
