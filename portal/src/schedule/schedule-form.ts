import type { Recurrence, Schedule, Weekday, WeekOfMonth } from '../api/types.ts';

export const WEEKDAYS: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];
export const WEEKS: readonly WeekOfMonth[] = ['first', 'second', 'third', 'fourth', 'last'];
export const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const WORKDAYS = WEEKDAYS.slice(0, 5);

/** The recurrences of report servers, as the builder offers them. */
export const REPEATS = [
  'hours',
  'minutes',
  'daily',
  'workdays',
  'weekly',
  'monthly',
  'monthlyByWeekday',
  'once',
] as const;
export type Repeat = (typeof REPEATS)[number];

/** A schedule as it is entered: texts may be anything until they are judged. */
export type ScheduleForm = {
  readonly repeat: Repeat;
  /** Of hours, minutes, days or weeks. */
  readonly every: string;
  /** `yyyy-MM-dd` and `HH:mm`, local in the zone. */
  readonly date: string;
  readonly time: string;
  /** The last day; empty for none. */
  readonly end: string;
  readonly days: readonly Weekday[];
  readonly week: WeekOfMonth;
  readonly months: readonly number[];
  /** Days of the month: `1, 15, last`. */
  readonly monthDays: string;
  readonly timeZone: string;
};

export type ScheduleField = 'every' | 'date' | 'time' | 'end' | 'days' | 'months' | 'monthDays';

const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MINUTES_PER_HOUR = 60;

/** What the builder shows first for a schedule; every schedule can be shown. */
export function formOf({ zone, start, end = '', recurrence }: Schedule): ScheduleForm {
  const plain: ScheduleForm = {
    repeat: 'once',
    every: '1',
    date: start.slice(0, 10),
    time: start.slice(11, 16),
    end,
    days: ['monday'],
    week: 'first',
    months: MONTHS,
    monthDays: '1',
    timeZone: zone,
  };
  return { ...plain, ...partOf(recurrence) };
}

function partOf(recurrence: Recurrence): Partial<ScheduleForm> {
  switch (recurrence.kind) {
    case 'once':
      return { repeat: 'once' };
    case 'minutes': {
      const inHours = recurrence.every % MINUTES_PER_HOUR === 0;
      const every = inHours ? recurrence.every / MINUTES_PER_HOUR : recurrence.every;
      return { repeat: inHours ? 'hours' : 'minutes', every: String(every) };
    }
    case 'daily':
      return { repeat: 'daily', every: String(recurrence.every) };
    case 'weekly': {
      const { every, days } = recurrence;
      const isWorkdays =
        every === 1 && days.length === WORKDAYS.length && WORKDAYS.every((day) => days.includes(day));
      return { repeat: isWorkdays ? 'workdays' : 'weekly', every: String(every), days };
    }
    case 'monthly':
      return { repeat: 'monthly', months: recurrence.months, monthDays: recurrence.days.join(', ') };
    case 'monthlyByWeekday': {
      const { months, week, days } = recurrence;
      return { repeat: 'monthlyByWeekday', months, week, days };
    }
  }
}

/** The fields that hold nothing a schedule can be made of; empty where it is whole. */
export function badFields(form: ScheduleForm): readonly ScheduleField[] {
  const { repeat, every, date, time, end, days, months, monthDays } = form;
  const isMonthly = repeat === 'monthly' || repeat === 'monthlyByWeekday';
  const bad: Readonly<Record<ScheduleField, boolean>> = {
    every: counts(repeat) && !/^[1-9]\d{0,4}$/.test(every.trim()),
    date: !DATE.test(date),
    time: !TIME.test(time),
    end: end !== '' && (!DATE.test(end) || end < date),
    days: (repeat === 'weekly' || repeat === 'monthlyByWeekday') && days.length === 0,
    months: isMonthly && months.length === 0,
    monthDays: repeat === 'monthly' && readMonthDays(monthDays) === undefined,
  };
  const fields: readonly ScheduleField[] = ['every', 'date', 'time', 'end', 'days', 'months', 'monthDays'];
  return fields.filter((field) => bad[field]);
}

/** Whether a repeat asks for a number: every 2 weeks. */
export function counts(repeat: Repeat): repeat is 'hours' | 'minutes' | 'daily' | 'weekly' {
  return repeat === 'hours' || repeat === 'minutes' || repeat === 'daily' || repeat === 'weekly';
}

/** The schedule that was built; undefined while a field is bad. */
export function scheduleOf(form: ScheduleForm): Schedule | undefined {
  if (badFields(form).length > 0) return undefined;
  const { date, time, end, timeZone } = form;
  return {
    zone: timeZone,
    start: `${date}T${time}`,
    ...(end !== '' && { end }),
    recurrence: recurrenceOf(form),
  };
}

function recurrenceOf(form: ScheduleForm): Recurrence {
  const { repeat, days, week, months } = form;
  const every = Number(form.every);
  switch (repeat) {
    case 'once':
      return { kind: 'once' };
    case 'minutes':
      return { kind: 'minutes', every };
    case 'hours':
      return { kind: 'minutes', every: every * MINUTES_PER_HOUR };
    case 'daily':
      return { kind: 'daily', every };
    case 'workdays':
      return { kind: 'weekly', every: 1, days: WORKDAYS };
    case 'weekly':
      return { kind: 'weekly', every, days };
    case 'monthly':
      return { kind: 'monthly', months, days: readMonthDays(form.monthDays) ?? [] };
    case 'monthlyByWeekday':
      return { kind: 'monthlyByWeekday', months, week, days };
  }
}

/** `1, 15, last`; undefined where anything else stands there. */
function readMonthDays(text: string): readonly (number | 'last')[] | undefined {
  const words = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  const days = words.map((word) => (word === 'last' ? word : Number(word)));
  const isSound = days.every((day) => day === 'last' || (Number.isInteger(day) && day >= 1 && day <= 31));
  return words.length > 0 && isSound ? [...new Set(days)] : undefined;
}
