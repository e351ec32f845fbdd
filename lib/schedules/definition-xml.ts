import { SaxesParser } from 'saxes';
import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import {
  type DayOfMonth,
  type Recurrence,
  type Schedule,
  scheduleOf,
  WEEKDAYS,
  WEEKS_OF_MONTH,
  type Weekday,
} from './schedule.ts';

/** `ScheduleDefinition` of ReportService2010.wsdl, as subscriptions of report servers hold it in their MatchData. */
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
/** .NET's smallest date, which report servers write where there is none. */
const NO_DATE = '0001-01-01';
const LONGEST_DEFINITION = 64 * 1024;

/** What an element of its types may hold; one that is not here holds text alone. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  ScheduleDefinition: [
    ...['StartDateTime', 'EndDate', 'MinuteRecurrence', 'DailyRecurrence'],
    ...['WeeklyRecurrence', 'MonthlyRecurrence', 'MonthlyDOWRecurrence'],
  ],
  MinuteRecurrence: ['MinutesInterval'],
  DailyRecurrence: ['DaysInterval'],
  WeeklyRecurrence: ['WeeksInterval', 'DaysOfWeek'],
  MonthlyRecurrence: ['Days', 'MonthsOfYear'],
  MonthlyDOWRecurrence: ['WhichWeek', 'DaysOfWeek', 'MonthsOfYear'],
  DaysOfWeek: WEEKDAYS.map(capital),
  MonthsOfYear: MONTHS,
};

/** The text of every element by the local names on the way to it; a definition repeats none. */
type Elements = ReadonlyMap<string, string>;

/**
 * Reads a report server's schedule. Its times are local to the server, so `zone` is the server's (IANA); a time with
 * an offset is brought into it. Seconds are dropped. Throws DomainError SCHEDULE_INVALID where it is no definition or
 * holds what we cannot keep.
 */
export function readScheduleDefinition(xml: string, zone: string): Schedule {
  const elements = elementsOf(xml);
  refuseUnknown(elements);
  const start = elements.get('ScheduleDefinition/StartDateTime');
  if (start === undefined) return refuse('it has no StartDateTime');
  const end = elements.get('ScheduleDefinition/EndDate');
  const hasEnd = end !== undefined && !end.startsWith(NO_DATE);
  return scheduleOf({
    zone,
    start: localOf(start, zone).toString({ smallestUnit: 'minute', roundingMode: 'trunc' }),
    ...(hasEnd ? { end: localOf(end, zone).toPlainDate().toString() } : {}),
    recurrence: recurrenceOf(elements),
  });
}

/**
 * Writes a schedule as a report server takes it; the zone is not part of it. Throws DomainError SCHEDULE_INVALID for
 * the last day of months, which report servers do not know.
 */
export function writeScheduleDefinition(schedule: Schedule): string {
  const end = schedule.end === undefined ? '' : element('EndDate', `${schedule.end}T00:00:00`);
  const start = element('StartDateTime', `${schedule.start}:00`);
  return element('ScheduleDefinition', start + end + recurrenceXml(schedule.recurrence));
}

function refuse(why: string, cause?: unknown): never {
  throw new DomainError('SCHEDULE_INVALID', { detail: `The schedule definition: ${why}.`, cause });
}

/** What we do not know would be lost without a word. */
function refuseUnknown(elements: Elements): void {
  const [root = ''] = elements.keys();
  if (root === 'ScheduleReference')
    refuse('it only refers to a shared schedule of the report server; import that one');
  if (root !== 'ScheduleDefinition') refuse(`it is a ${root}, not a ScheduleDefinition`);
  for (const path of elements.keys()) {
    const [name = '', parent] = path.split('/').reverse();
    if (parent !== undefined && !CHILDREN[parent]?.includes(name))
      refuse(`${parent} holds ${name}, which we cannot keep`);
  }
}

function elementsOf(xml: string): Elements {
  if (xml.length > LONGEST_DEFINITION) return refuse('it is longer than 64 KiB');
  const elements = new Map<string, string>();
  const path: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => refuse('it has a document type'));
  parser.on('error', (cause) => refuse('it is no well-formed XML', cause));
  parser.on('opentag', (tag) => {
    path.push(tag.local);
    const name = path.join('/');
    if (elements.has(name)) refuse(`${tag.local} comes twice`);
    elements.set(name, '');
  });
  parser.on('text', (text) => {
    const name = path.join('/');
    const before = elements.get(name);
    if (before !== undefined) elements.set(name, `${before}${text}`.trim());
  });
  parser.on('closetag', () => path.pop());
  parser.write(xml).close();
  return elements;
}

function localOf(text: string, zone: string): Temporal.PlainDateTime {
  try {
    return /(?:Z|[+-]\d\d:\d\d)$/.test(text)
      ? Temporal.Instant.from(text).toZonedDateTimeISO(zone).toPlainDateTime()
      : Temporal.PlainDateTime.from(text);
  } catch (cause) {
    return refuse(`"${text}" is no time in "${zone}"`, cause);
  }
}

function recurrenceOf(elements: Elements): Recurrence {
  const kinds = ['Minute', 'Daily', 'Weekly', 'Monthly', 'MonthlyDOW'] as const;
  const given = kinds.filter((kind) => elements.has(`ScheduleDefinition/${kind}Recurrence`));
  if (given.length > 1) return refuse('it has more than one recurrence');
  const [kind] = given;
  if (kind === undefined) return { kind: 'once' };
  const at = (name: string): string => `ScheduleDefinition/${kind}Recurrence/${name}`;
  const days = (): readonly Weekday[] => {
    const chosen = chosenOf(elements, at('DaysOfWeek'), WEEKDAYS.map(capital));
    return WEEKDAYS.filter((_, index) => chosen.includes(index));
  };
  const months = (): readonly number[] =>
    chosenOf(elements, at('MonthsOfYear'), MONTHS).map((index) => index + 1);
  switch (kind) {
    case 'Minute':
      return { kind: 'minutes', every: intervalOf(elements.get(at('MinutesInterval'))) };
    case 'Daily':
      return { kind: 'daily', every: intervalOf(elements.get(at('DaysInterval'))) };
    case 'Weekly':
      return { kind: 'weekly', every: intervalOf(elements.get(at('WeeksInterval')) ?? '1'), days: days() };
    case 'Monthly':
      return { kind: 'monthly', months: months(), days: daysOf(elements.get(at('Days')) ?? '') };
    case 'MonthlyDOW': {
      const named = elements.get(at('WhichWeek'));
      const week = WEEKS_OF_MONTH.find((one) => `${capital(one)}Week` === named);
      if (week === undefined) return refuse(`WhichWeek is "${named ?? ''}"`);
      return { kind: 'monthlyByWeekday', months: months(), week, days: days() };
    }
  }
}

function intervalOf(text: string | undefined): number {
  if (text === undefined || !/^\d{1,7}$/.test(text)) return refuse(`"${text ?? ''}" is no interval`);
  return Number(text);
}

/** The positions of the names that are there and true. */
function chosenOf(elements: Elements, path: string, names: readonly string[]): readonly number[] {
  return names.flatMap((name, index) => {
    const value = elements.get(`${path}/${name}`);
    return value === 'true' || value === '1' ? [index] : [];
  });
}

/** `1,3,5,10-15`. */
function daysOf(text: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [, from, to = from] = /^\s*(\d\d?)\s*(?:-\s*(\d\d?)\s*)?$/.exec(part) ?? [];
    if (from === undefined || Number(to) < Number(from)) return refuse(`"${text}" are no days of a month`);
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index);
  });
}

function recurrenceXml(recurrence: Recurrence): string {
  switch (recurrence.kind) {
    case 'once':
      return '';
    case 'minutes':
      return element('MinuteRecurrence', element('MinutesInterval', `${recurrence.every}`));
    case 'daily':
      return element('DailyRecurrence', element('DaysInterval', `${recurrence.every}`));
    case 'weekly':
      return element(
        'WeeklyRecurrence',
        element('WeeksInterval', `${recurrence.every}`) + weekdaysXml(recurrence.days),
      );
    case 'monthly':
      return element('MonthlyRecurrence', daysXml(recurrence.days) + monthsXml(recurrence.months));
    case 'monthlyByWeekday':
      return element(
        'MonthlyDOWRecurrence',
        element('WhichWeek', `${capital(recurrence.week)}Week`) +
          weekdaysXml(recurrence.days) +
          monthsXml(recurrence.months),
      );
  }
}

function daysXml(days: readonly DayOfMonth[]): string {
  if (days.includes('last')) refuse('report servers do not know the last day of a month');
  return element('Days', days.join(','));
}

function weekdaysXml(days: readonly Weekday[]): string {
  return element(
    'DaysOfWeek',
    WEEKDAYS.map((day) => element(capital(day), `${days.includes(day)}`)).join(''),
  );
}

function monthsXml(months: readonly number[]): string {
  return element(
    'MonthsOfYear',
    MONTHS.map((month, index) => element(month, `${months.includes(index + 1)}`)).join(''),
  );
}

/** Content is markup of ours, numbers and checked times: nothing in it needs escaping. */
function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
