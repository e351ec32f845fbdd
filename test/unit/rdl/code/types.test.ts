import { describe, expect, test } from 'vitest';
import { result } from '../expressions/run.ts';

const LEVELS = `Public Enum Level
  Low
  Mid = 5
  High
  Both = Mid Or 8
End Enum
Public Function Name(ByVal v As Integer) As String
  Dim l As Level = v
  Return l.ToString() & " " & l & " " & (l = Level.High)
End Function
Public Function Parsed(ByVal s As String) As Level
  Return [Enum].Parse(GetType(Level), s)
End Function
Public Function Kind(ByVal l As Level) As String
  Select Case l
    Case Level.Low : Return "L"
    Case Level.Mid, Level.High : Return TypeName(l)
  End Select
  Return "?"
End Function`;

const NULLABLE = `Public Function Shown(ByVal n As Integer?) As String
  Dim d As Nullable(Of Double) = Nothing
  If n.HasValue Then d = n.Value / 2
  Return n.HasValue & d.GetValueOrDefault(-1)
End Function`;

/** As Visual Basic itself answers. */
describe('enumerations of custom code', () => {
  test.each([
    ['=Code.Name(0)', 'String Low 0 False'],
    ['=Code.Name(6)', 'String High 6 True'],
    ['=Code.Name(13)', 'String Both 13 False'],
    ['=Code.Name(9)', 'String 9 9 False'],
    ['=Code.Parsed("Mid") + 1', 'Int32 6'],
    ['=Code.Parsed("mid")', '!ArgumentException'],
    ['=Code.Parsed("High") & "!"', 'String 6!'],
    ['=Code.Kind(5)', 'String Level'],
    ['=Code.Kind(Code.Parsed("Low"))', 'String L'],
  ])('%s is %s', (source, expected) => {
    expect(result(source, { code: LEVELS })).toBe(expected);
  });
});

const LAMBDAS = `Public Function Squares(ByVal n As Integer) As String
  Dim f As Func(Of Integer, Integer) = Function(x) x * x
  Return f(n) & "," & f(f(2))
End Function
Public Function Kept(ByVal s As String) As String
  Dim l As New System.Collections.Generic.List(Of String)(s.Split(","c))
  Dim removed As Integer = l.RemoveAll(Function(x) x = "")
  Return String.Join("+", l.ToArray()) & removed & l.TrueForAll(Function(x) x.Length < 3)
End Function`;

describe('lambda expressions in variables of custom code', () => {
  test.each([
    ['=Code.Squares(3)', 'String 9,16'],
    ['=Code.Kept("c,,bb,")', 'String c+bb2True'],
  ])('%s is %s', (source, expected) => {
    expect(result(source, { code: LAMBDAS })).toBe(expected);
  });
});

describe('nullable values of custom code', () => {
  test.each([
    ['=Code.Shown(7)', 'String True3.5'],
    ['=Code.Shown(Nothing)', 'String False-1'],
  ])('%s is %s', (source, expected) => {
    expect(result(source, { code: NULLABLE })).toBe(expected);
  });
});
