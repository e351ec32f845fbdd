import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../../lib/rdl/formats/calendar.ts';
import { findCulture, INVARIANT } from '../../../../lib/rdl/formats/culture.ts';
import { NumberStyle, parseNumber } from '../../../../lib/rdl/formats/parse-number.ts';
import { compareTexts, toLower, toUpper } from '../../../../lib/rdl/formats/text-culture.ts';
import { cultureOf } from './culture-of.ts';

describe('cultures', () => {
  test('are found in any case, and by their language alone', () => {
    expect(cultureOf('DE-de').numbers.decimal).toBe(',');
    expect(cultureOf('de').dates.shortDate).toBe(cultureOf('de-DE').dates.shortDate);
    expect(findCulture('')).toEqual(INVARIANT);
  });

  test('that the table lacks come from Intl', () => {
    const estonian = cultureOf('et-EE');
    expect(estonian.dates.months[0]).toBe('jaanuar');
    expect(estonian.numbers.decimal).toBe(',');
    expect(cultureOf('sw-KE').dates.months).toHaveLength(cultureOf('en-US').dates.months.length);
    expect(findCulture('not a culture')).toBeUndefined();
  });

  test('fold and compare their own way', () => {
    expect(toUpper('i', cultureOf('tr-TR'))).toBe('İ');
    expect(toUpper('i', INVARIANT)).toBe('I');
    expect(toLower('I', cultureOf('tr-TR'))).toBe('ı');
    expect(toUpper('ß', INVARIANT)).toBe('ß');
    const english = cultureOf('en-US');
    expect(compareTexts('a', 'B', english, { ignoreCase: false })).toBeLessThan(0);
    expect(compareTexts('a', 'A', english, { ignoreCase: true })).toBe(0);
  });
});

describe('calendars', () => {
  test('give a day back as they took it', () => {
    for (const name of ['gregorian', 'umAlQura', 'buddhist', 'persian'] as const) {
      const calendar = calendarOf(name);
      for (let day = 700_000; day < 740_000; day += 997) {
        const date = calendar.dateOf(day);
        expect(date && calendar.dayOf(date)).toBe(day);
      }
    }
  });

  test('end where their tables end', () => {
    expect(calendarOf('umAlQura').dateOf(0)).toBeUndefined();
    expect(calendarOf('umAlQura').dayOf({ year: 1600, month: 1, day: 1 })).toBeUndefined();
    expect(calendarOf('gregorian').dayOf({ year: 2021, month: 2, day: 29 })).toBeUndefined();
  });
});

describe('reading numbers', () => {
  const { numbers } = cultureOf('en-US');

  test.each([
    ['1,234.5', '1234.5'],
    [' 12 ', '12'],
    ['-5', '-5'],
    ['5-', '-5'],
    ['(5)', '-5'],
    ['$5', '5'],
    ['1e3', '1e3'],
    ['.5', '.5'],
    ['1.2.3', undefined],
    ['', undefined],
    ['abc', undefined],
    ['--5', undefined],
  ])('%s is %s', (text, wanted) => {
    const read = parseNumber(text, NumberStyle.any, numbers);
    expect(read === undefined ? undefined : Number(read)).toBe(
      wanted === undefined ? undefined : Number(wanted),
    );
  });

  test('only what the styles allow', () => {
    expect(parseNumber('1,234', NumberStyle.integer, numbers)).toBeUndefined();
    expect(parseNumber('1.5', NumberStyle.integer, numbers)).toBeUndefined();
    expect(parseNumber('1.234,5', NumberStyle.number, cultureOf('de-DE').numbers)).toBe('1234.5');
  });
});
