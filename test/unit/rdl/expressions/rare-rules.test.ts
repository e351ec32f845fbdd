import { describe, expect, test } from 'vitest';
import { result } from './run.ts';

/** Answers of the compiler and runtime of Visual Basic, one for each rule. */
describe('rare rules', () => {
  test.each([
    ['=CStr(5).ToString("D5")', '!InvalidCastException'],
    ['="abc".ToString(1)', '!compile'],
    ['=True.ToString(1)', '!compile'],
    ['=5D+1S', '!compile'],
    ['=5D + 1S', 'Decimal 6'],
    ['=ErrorToString(450)', 'String Wrong number of arguments or property assignment was not valid.'],
    ['=ErrorToString(400)', 'Nothing'],
    ['=ErrorToString(65535)', '!ArgumentException'],
    ['=Split("", "a", -5)', 'String(String )'],
    ['=Split("abc", "b", -5)', '!OverflowException'],
    ['=Filter(Nothing, "a")', '!NullReferenceException'],
    ['=DatePart("ww", #12:00:00 AM#, FirstDayOfWeek.Tuesday, FirstWeekOfYear.FirstFourDays)', 'Int32 52'],
    ['=DatePart("ww", #12:00:00 AM#, FirstDayOfWeek.Sunday, FirstWeekOfYear.FirstFourDays)', 'Int32 1'],
  ])('%s is %s', (source, expected) => {
    expect(result(source)).toBe(expected);
  });

  test('after a year in the middle of a date, month and day follow in this order in every language', () => {
    expect(result('=CDate("5.2020.13")', { culture: 'de-DE' })).toBe('DateTime 2020-05-13T00:00:00.0000000');
    expect(result('=CDate("13.2020.5")', { culture: 'de-DE' })).toBe('!InvalidCastException');
  });
});
