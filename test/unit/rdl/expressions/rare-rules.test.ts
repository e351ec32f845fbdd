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
    ['=Filter(Split("a,b", ","), "")', 'Nothing'],
    ['=Mid("Hello", 2, 2147483647)', '!OverflowException'],
    ['=Mid("Hello", 10, 2147483647)', 'String '],
    ['=StrDup(3, Nothing.ToString())', '!NullReferenceException'],
    ['=Nothing.Length', '!NullReferenceException'],
    ['=TimeSerial(600000, 0, 0)', '!OverflowException'],
    ['=TimeSerial(0, 35791394, 0)', 'DateTime 0069-01-19T03:14:00.0000000'],
    ['=Char.IsUpper("", 0)', '!ArgumentOutOfRangeException'],
    ['=CDec(7.9228162514264338E28)', '!compile'],
    ['=CDec(7.92281625142643E28)', 'Decimal 79228162514264300000000000000'],
    ['=Hex(-3L)', 'String FFFFFFFFFFFFFFFD'],
  ])('%s is %s', (source, expected) => {
    expect(result(source)).toBe(expected);
  });

  test('of an Object, a small negative Long has the octal and hexadecimal digits of an Integer', () => {
    const fields = { A: { type: 'Int64', value: '-3' }, B: { type: 'Int64', value: '-9007199254740993' } };
    expect(result('=Hex(Fields!A.Value)', { fields })).toBe('String FFFFFFFD');
    expect(result('=Oct(Fields!A.Value)', { fields })).toBe('String 37777777775');
    expect(result('=Hex(Fields!B.Value)', { fields })).toBe('String FFDFFFFFFFFFFFFF');
  });

  test('Nothing is no text to repeat and no text to look into', () => {
    const fields = { A: { type: 'Null' } };
    expect(result('=StrDup(3, Fields!A.Value)', { fields })).toBe('!ArgumentNullException');
    expect(result('=Char.IsDigit(Fields!A.Value, 0)', { fields })).toBe('!ArgumentNullException');
  });

  test('Str and Partition have the signs of the culture, Str its own point', () => {
    const culture = 'sv-SE';
    expect(result('=Str(-5.5)', { culture })).toBe('String  \u22125.5');
    expect(result('=Partition(-3, 0, 100, 5)', { culture })).toBe('String    : \u22121');
    expect(result('=Str(-0.5)')).toBe('String -.5');
  });

  test('after a year in the middle of a date, month and day follow in this order in every language', () => {
    expect(result('=CDate("5.2020.13")', { culture: 'de-DE' })).toBe('DateTime 2020-05-13T00:00:00.0000000');
    expect(result('=CDate("13.2020.5")', { culture: 'de-DE' })).toBe('!InvalidCastException');
  });
});
