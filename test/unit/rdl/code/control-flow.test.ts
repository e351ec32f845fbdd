import { describe, expect, test } from 'vitest';
import { result } from '../expressions/run.ts';

/** Calls `F`, whose body is given. */
function body(lines: string): string {
  return result('=Code.F()', { code: `Public Function F() As Object\n${lines}\nEnd Function` });
}

describe('statements', () => {
  test('If, ElseIf and Else, over lines and on one', () => {
    const code = `Public Function F(n As Integer) As String
      If n < 0 Then
        Return "less"
      ElseIf n = 0 Then
        Return "none"
      Else
        Return "more"
      End If
    End Function
    Public Function G(n As Integer) As String
      If n > 0 Then Return "more" Else Return "not"
    End Function`;
    expect(result('=Code.F(-1) & Code.F(0) & Code.F(1)', { code })).toBe('String lessnonemore');
    expect(result('=Code.G(1) & Code.G(0)', { code })).toBe('String morenot');
  });

  test('Select Case with values, ranges, comparisons and Else', () => {
    const code = `Public Function F(n As Object) As String
      Select Case n
        Case 1, 2
          Return "few"
        Case 3 To 9
          Return "some"
        Case Is >= 10
          Return "many"
        Case Else
          Return "none"
      End Select
    End Function`;
    expect(result('=Code.F(2) & Code.F(5) & Code.F(10) & Code.F(0)', { code })).toBe(
      'String fewsomemanynone',
    );
  });

  test('the cases of a Select take the type of its subject', () => {
    const select = (subject: string, clause: string) =>
      body(`Dim x As ${subject}\nSelect Case x\nCase ${clause}\nReturn "yes"\nEnd Select\nReturn "no"`);
    expect(select('Integer = 2', '2.4')).toBe('String yes');
    expect(select('Integer = 2', 'Is < 2.4')).toBe('String no');
    expect(select('Integer = 2', '1.6 To 2.4')).toBe('String yes');
    expect(select('Boolean = True', '300')).toBe('String yes');
    expect(select('String = "abc"', '1, 2')).toBe('String no');
    expect(select('Byte = 2', '300')).toBe('!compile');
    expect(select('Object = 2', '2.4')).toBe('String no');
    expect(select('Integer = 2', 'CObj(2.4)')).toBe('String no');
  });

  test('For counts up and down, and its end and step are computed once', () => {
    expect(body('Dim s As Integer\nFor i As Integer = 1 To 4\ns += i\nNext\nReturn s')).toBe('Int32 10');
    expect(body('Dim s As String = ""\nFor i = 5 To 1 Step -2\ns &= i\nNext i\nReturn s')).toBe('String 531');
    expect(
      body('Dim n As Integer = 3, s As Integer\nFor i As Integer = 1 To n\nn = 9\ns += 1\nNext\nReturn s'),
    ).toBe('Int32 3');
    expect(body('Dim s As Integer\nFor i As Integer = 2 To 1\ns += 1\nNext\nReturn s')).toBe('Int32 0');
  });

  test('For Each goes through arrays, texts and collections', () => {
    expect(body('Dim s As String = ""\nFor Each c As Char In "abc"\ns = c & s\nNext\nReturn s')).toBe(
      'String cba',
    );
    expect(body('Dim s As Integer\nFor Each n As Integer In {1, 2, 3}\ns += n\nNext\nReturn s')).toBe(
      'Int32 6',
    );
    expect(
      body(
        'Dim a As New System.Collections.ArrayList()\na.Add("x")\na.Add("y")\nDim s As String\nFor Each v In a\ns &= v\nNext\nReturn s',
      ),
    ).toBe('String xy');
  });

  test('While, Do While, Do Until and Loop Until; Exit and Continue', () => {
    expect(body('Dim n As Integer\nWhile n < 3\nn += 1\nEnd While\nReturn n')).toBe('Int32 3');
    expect(body('Dim n As Integer\nDo While n < 3\nn += 1\nLoop\nReturn n')).toBe('Int32 3');
    expect(body('Dim n As Integer\nDo Until n = 3\nn += 1\nLoop\nReturn n')).toBe('Int32 3');
    expect(body('Dim n As Integer\nDo\nn += 1\nLoop Until n >= 0\nReturn n')).toBe('Int32 1');
    expect(body('Dim n As Integer\nDo\nn += 1\nIf n = 4 Then Exit Do\nLoop\nReturn n')).toBe('Int32 4');
    expect(
      body(
        'Dim s As Integer\nFor i As Integer = 1 To 5\nIf i Mod 2 = 0 Then Continue For\ns += i\nNext\nReturn s',
      ),
    ).toBe('Int32 9');
  });

  test('a function gives its own name back, or Nothing', () => {
    expect(body('F = 5')).toBe('Int32 5');
    expect(body('F = 5\nExit Function\nF = 6')).toBe('Int32 5');
    expect(body('Dim n As Integer')).toBe('Nothing');
  });

  test('With, Dim of several kinds, arrays and ReDim Preserve', () => {
    expect(
      body(
        'Dim b As New System.Text.StringBuilder()\nWith b\n.Append("a")\n.Append("b")\nEnd With\nReturn b.ToString()',
      ),
    ).toBe('String ab');
    expect(body('Dim a(2) As Integer\na(1) = 5\nReDim Preserve a(4)\nReturn a(1) & "/" & a.Length')).toBe(
      'String 5/5',
    );
    expect(body('Dim a(1, 2) As Integer\na(1, 2) = 7\nReturn a(1, 2) & UBound(a, 2)')).toBe('String 72');
    expect(body('Dim x, y As Integer, z As String = "q"\nReturn x + y & z')).toBe('String 0q');
    expect(body('Dim a() As String = {"x", "y"}\nReturn a(5)')).toBe('!IndexOutOfRangeException');
  });

  test('assignments convert to the type of the variable', () => {
    expect(body('Dim n As Integer = "5"\nn = 2.5\nReturn n')).toBe('Int32 2');
    expect(body('Dim n As Integer\nn = "x"\nReturn n')).toBe('!InvalidCastException');
    expect(body('Dim b As Byte\nb = 256 + b\nReturn b')).toBe('!OverflowException');
    expect(body('Dim s As String = "ab"\nMid(s, 2, 1) = "x"\nReturn s')).toBe('String ax');
  });
});
