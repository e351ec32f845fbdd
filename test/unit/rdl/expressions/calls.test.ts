import { describe, expect, test } from 'vitest';
import { result } from './run.ts';

const fields = {
  N: { type: 'Null' },
  I: { type: 'Int32', value: '5' },
  D: { type: 'Double', value: '2.567' },
  S: { type: 'String', value: 'abc' },
  T: { type: 'DateTime', value: '2020-01-31T10:00:00.0000000' },
} as const;

function of(source: string): string {
  return result(source, { fields });
}

describe('calling', () => {
  test('overloads: the one that needs no narrowing and is the most specific', () => {
    expect(of('=Math.Abs(-5)')).toBe('Int32 5');
    expect(of('=Math.Abs(-5.5D)')).toBe('Decimal 5.5');
    expect(of('=Math.Max(1, 2.5)')).toBe('Double 2.5');
    expect(of('=Math.Round(2.567, 1)')).toBe('Double 2.6');
    expect(of('=Math.Round("2.5")')).toBe('!compile');
  });

  test('a constant narrows no more than a variable does', () => {
    expect(of('=Math.Round(2.567, 1L)')).toBe('!compile');
    expect(of('=Math.Round(2.567, 0.5)')).toBe('!compile');
    expect(of('="abc".PadLeft(5L)')).toBe('String   abc');
    expect(of('="abc".PadLeft(3000000000)')).toBe('!compile');
  });

  test('overloads of Objects are chosen when they run', () => {
    expect(of('=Math.Abs(Fields!I.Value)')).toBe('Int32 5');
    expect(of('=Math.Round(Fields!D.Value, 1)')).toBe('Double 2.6');
    expect(of('=Math.Abs(Fields!S.Value)')).toBe('!AmbiguousMatchException');
    expect(of('=Fields!S.Value.ToUpper()')).toBe('String ABC');
    expect(of('=Fields!S.Value.Length')).toBe('Int32 3');
    expect(of('=Fields!T.Value.Year')).toBe('Int32 2020');
    expect(of('=Fields!I.Value.Length')).toBe('!MissingMemberException');
    expect(of('=Fields!N.Value.ToString()')).toBe('!NullReferenceException');
  });

  test('ToString of an Object takes no format: what stands in its parentheses indexes the text', () => {
    expect(of('=Fields!I.Value.ToString("N2")')).toBe('!InvalidCastException');
    expect(of('=Fields!I.Value.ToString("0")')).toBe('Char 5');
    expect(of('=CDbl(Fields!I.Value).ToString("N2")')).toBe('String 5.00');
  });

  test('arguments by name, left out, and any number of them', () => {
    expect(of('=Mid(Start:=2, str:="abc")')).toBe('String bc');
    expect(of('=Replace("aXbX", "x", "-", , , CompareMethod.Text)')).toBe('String a-b-');
    expect(of('=FormatNumber(1234.5, , , TriState.True)')).toBe('String 1,234.50');
    expect(of('=Switch(False, 1, True, 2)')).toBe('Int32 2');
    expect(of('=Choose(2, "a", "b")')).toBe('String b');
    expect(of('=Choose(3, "a", "b")')).toBe('Nothing');
    expect(of('=String.Format("{0}-{1}", 1, "b")')).toBe('String 1-b');
    expect(of('=Left("abc")')).toBe('!compile');
    expect(of('=Left("abc", 1, 2)')).toBe('!compile');
    expect(of('=Left(nope:="abc", Length:=1)')).toBe('!compile');
  });

  test('what a member without parameters gives can be indexed', () => {
    expect(of('=Split("a,b", ",")(1)')).toBe('String b');
    expect(of('="abc".Chars(1)')).toBe('Char b');
    expect(of('="abc"(1)')).toBe('Char b');
    expect(of('=Split("a,b", ",").Length')).toBe('Int32 2');
    expect(of('=Split("a,b", ",")(5)')).toBe('!IndexOutOfRangeException');
  });

  test('names that do not exist do not compile', () => {
    expect(of('=Nope')).toBe('!compile');
    expect(of('=Nope(1)')).toBe('!compile');
    expect(of('="abc".Nope')).toBe('!compile');
    expect(of('=System.IO.File.Exists("x")')).toBe('!compile');
    expect(of('=Process.Start("x")')).toBe('!compile');
    expect(of('=New System.Net.WebClient()')).toBe('!compile');
    expect(of('=Environ("PATH")')).toBe('Nothing');
  });
});

describe('functions of text', () => {
  test.each([
    ['=Left("abc", 2)', 'String ab'],
    ['=Left("abc", 9)', 'String abc'],
    ['=Left("abc", -1)', '!ArgumentException'],
    ['=Right("abc", 2)', 'String bc'],
    ['=Mid("abc", 2)', 'String bc'],
    ['=Mid("abc", 0)', '!ArgumentException'],
    ['=Len("abc")', 'Int32 3'],
    ['=InStr("abcabc", "c")', 'Int32 3'],
    ['=InStr(4, "abcabc", "c")', 'Int32 6'],
    ['=InStr("abc", "")', 'Int32 1'],
    ['=InStrRev("abcabc", "b")', 'Int32 5'],
    ['=Replace("abc", "b", "x")', 'String axc'],
    ['=Trim("  a  ")', 'String a'],
    ['=LCase("ABC")', 'String abc'],
    ['=StrReverse("abc")', 'String cba'],
    ['=StrDup(3, "x")', 'String xxx'],
    ['=Space(2) & "x"', 'String   x'],
    ['=StrConv("hello world", VbStrConv.ProperCase)', 'String Hello World'],
    ['=Join(Split("a,b,c", ","), ";")', 'String a;b;c'],
    ['=Asc("A")', 'Int32 65'],
    ['=Chr(65)', 'Char A'],
    ['=ChrW(8364)', 'Char €'],
    ['=Chr(70000)', '!compile'],
    ['=Filter(Split("ab,cd", ","), "c")', 'String(String cd)'],
    ['="abc".Substring(1)', 'String bc'],
    ['="abc".Substring(5)', '!ArgumentOutOfRangeException'],
    ['="abc".IndexOf("c")', 'Int32 2'],
    ['=String.Join(",", {"a", "b"})', 'String a,b'],
    ['=String.CompareOrdinal("abc", "ab")', 'Int32 1'],
    ['=vbCrLf', 'String \r\n'],
    ['=Space(20000000)', '!BudgetExceeded'],
  ])('%s is %s', (source, wanted) => {
    expect(of(source)).toBe(wanted);
  });
});

describe('functions of dates', () => {
  test.each([
    ['=DateAdd("m", 1, #1/31/2020#)', 'DateTime 2020-02-29T00:00:00.0000000'],
    ['=DateAdd(DateInterval.Day, 1.9, #1/31/2020#)', 'DateTime 2020-02-01T00:00:00.0000000'],
    ['=DateAdd("x", 1, #1/31/2020#)', '!ArgumentException'],
    ['=DateDiff("m", #1/31/2020#, #2/1/2020#)', 'Int64 1'],
    ['=DateDiff("d", #1/31/2020 11:00 PM#, #2/1/2020 1:00 AM#)', 'Int64 0'],
    ['=DateDiff("ww", #1/3/2020#, #1/6/2020#)', 'Int64 1'],
    ['=DatePart("q", #5/1/2020#)', 'Int32 2'],
    ['=DatePart("ww", #1/5/2020#)', 'Int32 2'],
    ['=DateSerial(2020, 13, 1)', 'DateTime 2021-01-01T00:00:00.0000000'],
    ['=DateSerial(2020, 3, 0)', 'DateTime 2020-02-29T00:00:00.0000000'],
    ['=TimeSerial(25, 0, 0)', 'DateTime 0001-01-02T01:00:00.0000000'],
    ['=Year(#1/31/2020#)', 'Int32 2020'],
    ['=MonthName(1, True)', 'String Jan'],
    ['=WeekdayName(1)', 'String Sunday'],
    ['=Weekday(#1/31/2020#, FirstDayOfWeek.Monday)', 'Int32 5'],
    ['=#1/1/2020#.AddDays(1.9)', 'DateTime 2020-01-02T21:35:59.9999999'],
    ['=#1/31/2020#.AddMonths(1)', 'DateTime 2020-02-29T00:00:00.0000000'],
    ['=#12/31/9999#.AddDays(1)', '!ArgumentOutOfRangeException'],
    ['=New TimeSpan(1, 2, 3).TotalSeconds', 'Double 3723'],
    ['=DateTime.IsLeapYear(2020)', 'Boolean true'],
    ['=Now = Now', 'Boolean true'],
    ['=Today = Now.Date', 'Boolean true'],
  ])('%s is %s', (source, wanted) => {
    expect(of(source)).toBe(wanted);
  });
});

describe('functions of numbers', () => {
  test.each([
    ['=Round(2.5)', 'Double 2'],
    ['=Round(2.345D, 2)', 'Decimal 2.34'],
    ['=Math.Round(2.5, MidpointRounding.AwayFromZero)', 'Double 3'],
    ['=Ceiling(2.1)', 'Double 3'],
    ['=Sqrt(-1)', 'Double NaN'],
    ['=Math.Pow(2, 0.5)', 'Double 1.4142135623730951'],
    ['=Sign(-3D)', 'Int32 -1'],
    ['=Pmt(0.01, 12, -1000)', 'Double 88.84878867834166'],
    ['=Rnd() = Rnd()', 'Boolean false'],
    ['=IsNumeric("1,000.5")', 'Boolean true'],
    ['=IsNumeric("abc")', 'Boolean false'],
    ['=IsDate("2020-01-31")', 'Boolean true'],
    ['=IsNothing(Fields!N.Value)', 'Boolean true'],
    ['=TypeName(1.5D)', 'String Decimal'],
    ['=VarType("a")', 'Int32 8'],
    ['=Format(1234.567, "N1")', 'String 1,234.6'],
    ['=Format(0.5, "Percent")', 'String 50.00%'],
    ['=Format(1234.5, "#,##0.00;(#,##0.00)")', 'String 1,234.50'],
    ['=FormatCurrency(-1234.5)', 'String ($1,234.50)'],
    ['=FormatPercent(0.256, 1)', 'String 25.6%'],
    ['=FormatDateTime(#1/31/2020#, DateFormat.LongDate)', 'String Friday, January 31, 2020'],
    ['=Format(#1/31/2020#, "yyyy-MM-dd")', 'String 2020-01-31'],
    ['=Format("abc", "N2")', 'String N2'],
    ['=Partition(25, 1, 100, 10)', 'String  21: 30'],
  ])('%s is %s', (source, wanted) => {
    expect(of(source)).toBe(wanted);
  });
});
