import { describe, expect, test } from 'vitest';
import { result } from './run.ts';

const fields = {
  N: { type: 'Null' },
  I: { type: 'Int32', value: '5' },
  Big: { type: 'Int32', value: '2147483647' },
  D: { type: 'Double', value: '2.5' },
  M: { type: 'Decimal', value: '12.30' },
  S: { type: 'String', value: 'abc' },
  Number: { type: 'String', value: '5' },
  B: { type: 'Boolean', value: 'true' },
  Byte: { type: 'Byte', value: '200' },
  T: { type: 'DateTime', value: '2020-01-31T10:00:00.0000000' },
} as const;

function of(source: string): string {
  return result(source, { fields });
}

describe('arithmetic', () => {
  test.each([
    // What the compiler knows keeps its type, and overflows where it does not fit.
    ['=2 + 3', 'Int32 5'],
    ['=7 / 2', 'Double 3.5'],
    ['=7 \\ 2', 'Int32 3'],
    ['=-7 \\ 2', 'Int32 -3'],
    ['=-7 Mod 3', 'Int32 -1'],
    ['=7.5 Mod 2', 'Double 1.5'],
    ['=2 ^ 10', 'Double 1024'],
    ['=1.10D + 2', 'Decimal 3.10'],
    ['=1D / 3', 'Decimal 0.3333333333333333333333333333'],
    ['=2147483647 + 1', '!compile'],
    ['=1 \\ 0', '!compile'],
    ['=1 / 0', 'Double Infinity'],
    ['=CInt("2147483647") + 1', '!OverflowException'],
    ['=7.5 \\ 2', 'Int64 4'],
    ['=True + 1', 'Int32 0'],
    ['="5" + 3', 'Double 8'],
    ['="5" + "3"', 'String 53'],
    ['="a" + 1', '!InvalidCastException'],
    ['=5 & 3', 'String 53'],
    ['=CByte(200) + CByte(100)', '!compile'],
    ['=1 << 33', 'Int32 2'],
    ['=5 And 3', 'Int32 1'],
    ['=Not 5', 'Int32 -6'],
    ['=Not True', 'Boolean false'],
  ])('%s is %s', (source, wanted) => {
    expect(of(source)).toBe(wanted);
  });

  test.each([
    // Fields are Objects: the value at run time decides, and grows where it does not fit.
    ['=Fields!I.Value + 1', 'Int32 6'],
    ['=Fields!Big.Value + 1', 'Int64 2147483648'],
    ['=Fields!Byte.Value + Fields!Byte.Value', 'Int16 400'],
    ['=Fields!I.Value / 2', 'Double 2.5'],
    ['=Fields!M.Value * 2', 'Decimal 24.60'],
    ['=Fields!M.Value + Fields!D.Value', 'Double 14.8'],
    ['=Fields!N.Value + 1', 'Int32 1'],
    ['=Fields!N.Value & "x"', 'String x'],
    ['=Fields!Number.Value + 1', 'Double 6'],
    ['=Fields!Number.Value & 1', 'String 51'],
    ['=Fields!S.Value + 1', '!InvalidCastException'],
    ['=Fields!B.Value + 1', 'Int32 0'],
    ['=Fields!I.Value \\ 0', '!DivideByZeroException'],
    ['=Fields!T.Value - Fields!T.Value', 'TimeSpan 00:00:00'],
    ['=Fields!T.Value + "x"', 'String 1/31/2020 10:00:00 AMx'],
    ['=-Fields!Number.Value', 'Double -5'],
    ['=Not Fields!B.Value', 'Boolean false'],
  ])('late: %s is %s', (source, wanted) => {
    expect(of(source)).toBe(wanted);
  });
});

describe('comparing', () => {
  test.each([
    ['="a" = "A"', 'Boolean false'],
    ['="a" < "B"', 'Boolean false'],
    ['="5" = 5', 'Boolean true'],
    ['="x" = 5', '!InvalidCastException'],
    ['=Nothing = ""', 'Boolean true'],
    ['=Fields!N.Value = 0', 'Boolean true'],
    ['=Fields!N.Value = ""', 'Boolean true'],
    ['=Fields!N.Value Is Nothing', 'Boolean true'],
    ['=Fields!I.Value Is Nothing', 'Boolean false'],
    ['=5 Is Nothing', '!compile'],
    ['=Fields!I.Value = "5"', 'Boolean true'],
    ['=Fields!S.Value = 5', '!InvalidCastException'],
    ['=Fields!T.Value > #1/1/2020#', 'Boolean true'],
    ['=Fields!I.Value > Fields!D.Value', 'Boolean true'],
    ['=1 < 2 < 3', 'Boolean true'],
    ['="abc" Like "a*"', 'Boolean true'],
    ['="abc" Like "A*"', 'Boolean false'],
    ['="a5" Like "[a-c]#"', 'Boolean true'],
    ['="a5" Like "[!a-c]#"', 'Boolean false'],
    ['="" Like "?"', 'Boolean false'],
  ])('%s is %s', (source, wanted) => {
    expect(of(source)).toBe(wanted);
  });

  test('AndAlso, OrElse and If do not evaluate what they do not need; And and IIf do', () => {
    expect(of('=False AndAlso CInt("x") = 1')).toBe('Boolean false');
    expect(of('=True OrElse CInt("x") = 1')).toBe('Boolean true');
    expect(of('=False And CInt("x") = 1')).toBe('!InvalidCastException');
    expect(of('=If(True, 1, CInt("x"))')).toBe('Int32 1');
    expect(of('=If(Fields!N.Value, "none")')).toBe('String none');
    expect(of('=IIf(True, 1, CInt("x"))')).toBe('!InvalidCastException');
    expect(of('=IIf(Fields!I.Value = 0, 0, 1 \\ Fields!N.Value)')).toBe('!DivideByZeroException');
  });
});
