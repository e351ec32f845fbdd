import { describe, expect, test } from 'vitest';
import { dateText, formatDate, isoDateText } from '../../../../lib/rdl/formats/format-date.ts';
import { formatTimeSpan } from '../../../../lib/rdl/formats/format-time-span.ts';
import { type DateDefaults, parseLocalDate } from '../../../../lib/rdl/formats/parse-date.ts';
import { parseExactDate } from '../../../../lib/rdl/formats/parse-exact.ts';
import { ticksOfCivil } from '../../../../lib/rdl/values/date-time.ts';
import { cultureOf } from './culture-of.ts';

function ticksOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): bigint {
  return ticksOfCivil({ year, month, day, hour, minute, second }) ?? 0n;
}

const moment = ticksOf(2020, 1, 31, 15, 4, 5) + 1_234_567n;

function of(format: string, culture = 'en-US'): string {
  return formatDate({ ticks: moment }, format, cultureOf(culture)).replace(/\u202f/g, ' ');
}

describe('formats of dates', () => {
  test.each([
    ['d', '1/31/2020'],
    ['D', 'Friday, January 31, 2020'],
    ['t', '3:04 PM'],
    ['T', '3:04:05 PM'],
    ['g', '1/31/2020 3:04 PM'],
    ['G', '1/31/2020 3:04:05 PM'],
    ['', '1/31/2020 3:04:05 PM'],
    ['M', 'January 31'],
    ['Y', 'January 2020'],
    ['s', '2020-01-31T15:04:05'],
    ['u', '2020-01-31 15:04:05Z'],
    ['R', 'Fri, 31 Jan 2020 15:04:05 GMT'],
    ['o', '2020-01-31T15:04:05.1234567'],
    ['yyyy-MM-dd', '2020-01-31'],
    ['dd MMM yy', '31 Jan 20'],
    ['%d', '31'],
    ['HH:mm:ss.fff', '15:04:05.123'],
    ['h tt', '3 PM'],
    ["'at' HH'h'", 'at 15h'],
    ['dddd', 'Friday'],
    ['\\d', 'd'],
  ])('%s is %s', (format, wanted) => {
    expect(of(format)).toBe(wanted);
  });

  test.each([
    ['de-DE', 'D', 'Freitag, 31. Januar 2020'],
    ['de-DE', 'd', '31.01.2020'],
    ['fr-FR', 'd MMMM', '31 janvier'],
    ['ru-RU', 'd MMMM', '31 января'],
    ['ru-RU', 'MMMM', 'Январь'],
    ['en-GB', 'd', '31/01/2020'],
    ['sv-SE', 'd', '2020-01-31'],
    ['th-TH', 'yyyy', '2563'],
    ['ar-SA', 'yyyy-MM-dd', '1441-06-06'],
  ])('in %s %s is %s', (culture, format, wanted) => {
    expect(of(format, culture).toLowerCase()).toBe(wanted.toLowerCase());
  });

  test('a format that is none is refused', () => {
    expect(() => of('Q')).toThrow();
    expect(() => of("'open")).toThrow();
    expect(() => of('ffffffff')).toThrow();
  });

  test('a time alone needs no calendar that reaches it', () => {
    const ticks = ticksOf(1, 1, 1, 10, 30);
    const culture = cultureOf('ar-SA');
    expect(formatDate({ ticks }, 'HH:mm', culture)).toBe('10:30');
    expect(formatDate({ ticks }, '', culture)).toBe('0001-01-01T10:30:00');
    expect(() => formatDate({ ticks }, 'yyyy', culture)).toThrow();
  });

  test('as text a date has no midnight, and the zero date no date', () => {
    const culture = cultureOf('en-US');
    expect(dateText(ticksOf(2020, 1, 31), culture)).toBe('1/31/2020');
    expect(dateText(ticksOf(1, 1, 1, 10, 30), culture).replace('\u202f', ' ')).toBe('10:30:00 AM');
    expect(isoDateText(moment)).toBe('2020-01-31T15:04:05.1234567');
  });

  test('time spans', () => {
    const culture = cultureOf('en-US');
    const span = 937_840_000_000n;
    expect(formatTimeSpan(span, 'c', culture)).toBe('1.02:03:04');
    expect(formatTimeSpan(span, 'g', culture)).toBe('1:2:03:04');
    expect(formatTimeSpan(span, 'hh\\:mm', culture)).toBe('02:03');
    expect(() => formatTimeSpan(span, 'hh:mm', culture)).toThrow();
  });
});

describe('reading dates', () => {
  const defaults: DateDefaults = { now: moment, day: 0n, utcOffsetMinutes: 60 };

  function read(text: string, culture = 'en-US'): string | undefined {
    const ticks = parseLocalDate(text, cultureOf(culture), defaults);
    return ticks === undefined ? undefined : isoDateText(ticks).replace('.0000000', '');
  }

  test.each([
    ['1/31/2020', '2020-01-31T00:00:00'],
    ['1/31/20', '2020-01-31T00:00:00'],
    ['Jan 31 2020', '2020-01-31T00:00:00'],
    ['31 January 2020 3:04 PM', '2020-01-31T15:04:00'],
    ['Friday, January 31, 2020', '2020-01-31T00:00:00'],
    ['2020-01-31T15:04:05', '2020-01-31T15:04:05'],
    ['2020-01-31T15:04:05Z', '2020-01-31T16:04:05'],
    ['2020-01-31T15:04:05+05:00', '2020-01-31T11:04:05'],
    ['10:30', '0001-01-01T10:30:00'],
    ['1/31', '2020-01-31T00:00:00'],
    ['Monday, January 31, 2020', undefined],
    ['2/30/2020', undefined],
    ['13/13/2020', undefined],
    ['25:00', undefined],
    ['abc', undefined],
    ['', undefined],
  ])('%s is %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  test.each([
    ['en-GB', '3/4/2020', '2020-04-03T00:00:00'],
    ['de-DE', '3. April 2020', '2020-04-03T00:00:00'],
    ['fr-FR', '3 avril 2020', '2020-04-03T00:00:00'],
    ['ar-SA', '2020-01-31T10:00:00', '2020-01-31T10:00:00'],
    ['th-TH', '31/1/2563', '2020-01-31T00:00:00'],
  ])('in %s %s is %s', (culture, text, wanted) => {
    expect(read(text, culture)).toBe(wanted);
  });

  test('by a pattern', () => {
    const culture = cultureOf('en-US');
    expect(parseExactDate('20200131', 'yyyyMMdd', culture, 0n)).toBe(ticksOf(2020, 1, 31));
    expect(parseExactDate('2020-01-31', 'yyyyMMdd', culture, 0n)).toBeUndefined();
  });
});
