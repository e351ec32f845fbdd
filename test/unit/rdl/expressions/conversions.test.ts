import { describe, expect, test } from 'vitest';
import { result } from './run.ts';

describe('converting', () => {
  test.each([
    ['=CInt(2.5)', 'Int32 2'],
    ['=CInt(3.5)', 'Int32 4'],
    ['=CInt(-2.5)', 'Int32 -2'],
    ['=CInt("2.5")', 'Int32 2'],
    ['=CInt("1,234")', 'Int32 1234'],
    ['=CInt("&H1F")', 'Int32 31'],
    ['=CInt(" 7 ")', 'Int32 7'],
    ['=CInt("")', '!InvalidCastException'],
    ['=CInt("abc")', '!InvalidCastException'],
    ['=CInt("99999999999")', '!OverflowException'],
    ['=CInt(True)', 'Int32 -1'],
    ['=CByte(True)', 'Byte 255'],
    ['=CInt(Nothing)', 'Int32 0'],
    ['=CLng(2.5)', 'Int64 2'],
    ['=CDbl("1e3")', 'Double 1000'],
    ['=CDec("1.10")', 'Decimal 1.10'],
    ['=CDec(0.1)', 'Decimal 0.1'],
    ['=CSng(0.1)', 'Single 0.1'],
    ['=CBool("true")', 'Boolean true'],
    ['=CBool("1")', 'Boolean true'],
    ['=CBool("yes")', '!InvalidCastException'],
    ['=CStr(1.10D)', 'String 1.10'],
    ['=CStr(True)', 'String True'],
    ['=CStr(#1/31/2020#)', 'String 1/31/2020'],
    ['=CStr(#1/31/2020 3:04 PM#)', 'String 1/31/2020 3:04:00 PM'],
    ['=CStr(#3:04 PM#)', 'String 3:04:00 PM'],
    ['=CStr(1E+20)', 'String 1E+20'],
    ['=CDate("2020-01-31")', 'DateTime 2020-01-31T00:00:00.0000000'],
    ['=CDate("31 January 2020 15:04")', 'DateTime 2020-01-31T15:04:00.0000000'],
    ['=CDate("x")', '!InvalidCastException'],
    ['=CDate(5)', '!compile'],
    ['=CDate(CObj(5))', '!InvalidCastException'],
    ['=CChar("abc")', 'Char a'],
    ['=CObj(5)', 'Int32 5'],
    ['=CType("5", Integer)', 'Int32 5'],
    ['=DirectCast(CObj(5), Integer)', 'Int32 5'],
    ['=DirectCast(CObj(5), Long)', '!InvalidCastException'],
    ['=TryCast(CObj(5), String)', 'Nothing'],
    ['=CType(Nothing, Integer)', 'Int32 0'],
    ['=Convert.ToInt32("")', '!FormatException'],
    ['=Convert.ToInt32(2.5)', 'Int32 2'],
    ['=Convert.ToString(255, 16)', 'String ff'],
    ['=Integer.Parse("x")', '!FormatException'],
    ['=Val("12abc")', 'Double 12'],
    ['=Val("1 2 . 5")', 'Double 12.5'],
    ['=Int(-2.5)', 'Double -3'],
    ['=Fix(-2.5)', 'Double -2'],
    ['=Hex(-1)', 'String FFFFFFFF'],
    ['=Oct(8)', 'String 10'],
  ])('%s is %s', (source, wanted) => {
    expect(result(source)).toBe(wanted);
  });

  test.each([
    ['de-DE', '=CDbl("1.234,5")', 'Double 1234.5'],
    ['de-DE', '=CStr(1234.5)', 'String 1234,5'],
    ['de-DE', '=CDate("31.1.2020")', 'DateTime 2020-01-31T00:00:00.0000000'],
    ['en-GB', '=CDate("3/4/2020")', 'DateTime 2020-04-03T00:00:00.0000000'],
    ['en-US', '=CDate("3/4/2020")', 'DateTime 2020-03-04T00:00:00.0000000'],
    ['fr-FR', '=CStr(#1/31/2020#)', 'String 31/01/2020'],
    ['tr-TR', '=UCase("i")', 'String İ'],
    ['en-US', '=UCase("i")', 'String I'],
    ['th-TH', '=CStr(#1/31/2020#)', 'String 31/1/2563'],
  ])('in %s %s is %s', (culture, source, wanted) => {
    expect(result(source, { culture })).toBe(wanted);
  });
});
