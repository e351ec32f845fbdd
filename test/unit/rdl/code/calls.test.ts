import { describe, expect, test } from 'vitest';
import { compileCode } from '../../../../lib/rdl/code/compile.ts';
import { Session } from '../../../../lib/rdl/expressions/session.ts';
import { result } from '../expressions/run.ts';

describe('methods of custom code', () => {
  test('take arguments by value and by reference, optional ones and any number', () => {
    const code = `Private Sub Change(ByVal a As Integer, ByRef b As Integer)
      a = 10
      b = 20
    End Sub
    Public Function F() As String
      Dim a As Integer = 1, b As Integer = 2
      Change(a, b)
      Return a & "/" & b
    End Function
    Public Function G(n As Integer, Optional text As String = "none") As String
      Return n & text
    End Function
    Public Function H(ParamArray list() As Integer) As Integer
      Dim total As Integer
      For Each n As Integer In list
        total += n
      Next
      Return total
    End Function`;
    expect(result('=Code.F()', { code })).toBe('String 1/20');
    expect(result('=Code.G(1)', { code })).toBe('String 1none');
    expect(result('=Code.G(1, "x")', { code })).toBe('String 1x');
    expect(result('=Code.G(text:="x", n:=2)', { code })).toBe('String 2x');
    expect(result('=Code.H(1, 2, 3)', { code })).toBe('Int32 6');
    expect(result('=Code.H()', { code })).toBe('Int32 0');
  });

  test('convert what they are given, and what they give', () => {
    const code = `Public Function F(n As Integer) As String
      Return n
    End Function`;
    expect(result('=Code.F("7")', { code })).toBe('String 7');
    expect(result('=Code.F("x")', { code })).toBe('!InvalidCastException');
    expect(result('=Code.F(Nothing)', { code })).toBe('String 0');
  });

  test('are overloaded by their parameters, and names go without case', () => {
    const code = `Public Overloads Function F(n As Integer) As String
      Return "number"
    End Function
    Public Overloads Function F(s As String) As String
      Return "text"
    End Function`;
    expect(result('=Code.f(1) & Code.F("a")', { code })).toBe('String numbertext');
  });

  test('that are private are not seen by expressions', () => {
    const code = 'Private Function F() As Integer\nReturn 1\nEnd Function';
    expect(result('=Code.F()', { code })).toBe('!compile');
  });
});

describe('state of custom code', () => {
  const code = `Private total As Integer = 100
    Public Shared Count As Integer
    Public Function Add(n As Integer) As Integer
      Static calls As Integer = 0
      calls += 1
      total += n
      Count += 1
      Return total * 1000 + calls
    End Function
    Public ReadOnly Property Twice() As Integer
      Get
        Return total * 2
      End Get
    End Property
    Public Const Rate As Double = 0.5`;

  test('lasts from one expression of a session to the next, and no longer', () => {
    const session = new Session({ code: compileCode(code), hasReportFunctions: false });
    expect(result('=Code.Add(1)', { session })).toBe('Int32 101001');
    expect(result('=Code.Add(2)', { session })).toBe('Int32 103002');
    expect(result('=Code.Twice', { session })).toBe('Int32 206');
    expect(result('=Code.Count', { session })).toBe('Int32 2');
    expect(result('=Code.Rate', { session })).toBe('Double 0.5');
    expect(result('=Code.Add(1)', { code })).toBe('Int32 101001');
  });
});

describe('types of custom code', () => {
  test('structures are copied, classes are not', () => {
    const members = `Public Function F() As String
      Dim s1 As S, c1 As New C()
      Dim s2 As S = s1, c2 As C = c1
      s2.X = 5
      c2.X = 5
      Return s1.X & "/" & c1.X
    End Function`;
    const code = `Public Structure S
      Public X As Integer
    End Structure
    Public Class C
      Public X As Integer
    End Class
    ${members}`;
    expect(result('=Code.F()', { code })).toBe('String 0/5');
  });

  test('a class has a constructor, properties and methods', () => {
    const code = `Public Class Account
      Private amount As Decimal
      Public Sub New(start As Decimal)
        amount = start
      End Sub
      Public Property Balance() As Decimal
        Get
          Return amount
        End Get
        Set(ByVal value As Decimal)
          amount = value
        End Set
      End Property
      Public Function Doubled() As Decimal
        Return Me.Balance * 2
      End Function
    End Class
    Public Function F() As Decimal
      Dim a As New Account(1.5D)
      a.Balance += 1
      Return a.Doubled()
    End Function`;
    expect(result('=Code.F()', { code })).toBe('Decimal 5.0');
  });

  test('an enumeration has its values', () => {
    const code = `Public Enum Level
      Low
      High = 5
      Higher
    End Enum
    Public Function F() As Integer
      Return Level.Low + Level.Higher
    End Function`;
    expect(result('=Code.F()', { code })).toBe('Int32 6');
  });
});

describe('code that does not compile', () => {
  test.each([
    ['Public Function F() As Integer\nReturn 1', 'End Function is missing'],
    ['Public Function F() As Integer\nReturn nope\nEnd Function', 'an unknown name'],
    ['Public Function F() As Nope\nReturn 1\nEnd Function', 'an unknown type'],
    ['Public Function F() As Integer\nIf True Then\nReturn 1\nEnd Function', 'End If is missing'],
    [
      'Public Function F() As Integer\nSystem.IO.File.Delete("x")\nEnd Function',
      'a type that is not offered',
    ],
    [
      'Imports System.IO\nPublic Function F() As Integer\nReturn 1\nEnd Function',
      'an import of what is not offered',
    ],
    [
      'Public Function F() As Integer\nReturn 1\nEnd Function\nPublic Function F() As Integer\nReturn 2\nEnd Function',
      'declared twice',
    ],
  ])('%#: %s', (code) => {
    expect(result('=Code.F()', { code })).toBe('!compile');
  });

  test('leaves expressions that do not use it alone', () => {
    expect(result('=1 + 1', { code: 'Public Function (' })).toBe('Int32 2');
    expect(compileCode('Public Function (').fault?.message).toBeTypeOf('string');
    expect(compileCode('').fault).toBeUndefined();
    expect(compileCode("' only a remark\n\n").fault).toBeUndefined();
  });
});
