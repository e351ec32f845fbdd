import { Temporal } from 'temporal-polyfill';
import { nextOccurrence } from './next-occurrence.ts';
import { type DayOfMonth, type Recurrence, type Schedule, WEEKDAYS, type Weekday } from './schedule.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * The schedule in plain words: "Every weekday at 07:30, Europe/Warsaw; next Mon 23 Nov 07:30". Times are local in the
 * schedule's zone, the next one as the clocks will show it. Without `after` nothing is said of the next occurrence.
 * English is the only language yet.
 */
export function describeSchedule(
  schedule: Schedule,
  options: { readonly after?: Temporal.Instant; readonly locale?: 'en' } = {},
): string {
  const until =
    schedule.end === undefined ? '' : ` until ${shortDate(Temporal.PlainDate.from(schedule.end))}`;
  const line = `${recurrenceText(schedule)}${until}, ${schedule.zone}`;
  return options.after === undefined ? line : `${line}; ${nextText(schedule, options.after)}`;
}

function nextText(schedule: Schedule, after: Temporal.Instant): string {
  const next = nextOccurrence(schedule, after)?.toZonedDateTimeISO(schedule.zone);
  if (next === undefined) return 'no further run';
  const thisYear = after.toZonedDateTimeISO(schedule.zone).year;
  const year = next.year === thisYear ? '' : ` ${next.year}`;
  const day = `${capital(nameOf(next)).slice(0, 3)} ${next.day} ${shortMonth(next.month)}${year}`;
  return `next ${day} ${clock(next)}`;
}

function recurrenceText(schedule: Schedule): string {
  const start = Temporal.PlainDateTime.from(schedule.start);
  const at = `at ${clock(start)}`;
  const { recurrence } = schedule;
  switch (recurrence.kind) {
    case 'once':
      return `Once on ${shortDate(start)} ${at}`;
    case 'minutes':
      return `${everyMinutes(recurrence.every)} from ${shortDate(start)} ${clock(start)}`;
    case 'daily':
      return `${recurrence.every === 1 ? 'Every day' : `Every ${recurrence.every} days`} ${at}`;
    case 'weekly':
      return `${weeklyText(recurrence)} ${at}`;
    case 'monthly':
      return `On the ${daysText(recurrence.days)} day of ${monthsText(recurrence.months)} ${at}`;
    case 'monthlyByWeekday':
      return `On the ${recurrence.week} ${list(recurrence.days.map(capital))} of ${monthsText(recurrence.months)} ${at}`;
  }
}

function everyMinutes(every: number): string {
  if (every === 1) return 'Every minute';
  if (every === 60) return 'Every hour';
  return every % 60 === 0 ? `Every ${every / 60} hours` : `Every ${every} minutes`;
}

function weeklyText({ every, days }: Extract<Recurrence, { readonly kind: 'weekly' }>): string {
  const isWeekend = (day: Weekday): boolean => day === 'sunday' || day === 'saturday';
  const isWorkingWeek = days.length === 5 && !days.some(isWeekend);
  if (every === 1) {
    if (isWorkingWeek) return 'Every weekday';
    return days.length === 7 ? 'Every day' : `Every ${list(mondayFirst(days).map(capital))}`;
  }
  if (isWorkingWeek) return `Every ${every} weeks on weekdays`;
  if (days.length === 7) return `Every ${every} weeks on each day`;
  return `Every ${every} weeks on ${list(mondayFirst(days).map(capital))}`;
}

/** Sunday closes a week that people read, although it opens the one that is counted. */
function mondayFirst(days: readonly Weekday[]): readonly Weekday[] {
  return [...days.filter((day) => day !== 'sunday'), ...days.filter((day) => day === 'sunday')];
}

function daysText(days: readonly DayOfMonth[]): string {
  return list(days.map((day) => (day === 'last' ? 'last' : ordinal(day))));
}

function ordinal(day: number): string {
  const isTeen = day >= 11 && day <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function monthsText(months: readonly number[]): string {
  return months.length === 12 ? 'every month' : list(months.map((month) => MONTHS[month - 1] ?? ''));
}

function list(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

function nameOf(date: { readonly dayOfWeek: number }): Weekday {
  return WEEKDAYS[date.dayOfWeek % 7] ?? 'sunday';
}

function shortDate(date: { readonly day: number; readonly month: number; readonly year: number }): string {
  return `${date.day} ${shortMonth(date.month)} ${date.year}`;
}

function shortMonth(month: number): string {
  return (MONTHS[month - 1] ?? '').slice(0, 3);
}

function clock(time: { readonly hour: number; readonly minute: number }): string {
  return `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
