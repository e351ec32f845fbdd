import { describe, expect, test } from 'vitest';
import { compileCode } from '../../../../lib/rdl/code/compile.ts';
import { Session } from '../../../../lib/rdl/expressions/session.ts';
import { result, run } from './run.ts';

function withCode(code: string, call: string): string {
  return result(call, { code, limits: { steps: 200_000 } });
}

describe('budgets', () => {
  test('a loop without end is stopped, and no Catch stops that', () => {
    const forever = `Public Function F() As Integer
      While True
      End While
      Return 1
    End Function`;
    const catching = `Public Function F() As Integer
      Try
        Do
        Loop
      Catch ex As Exception
        Return 1
      Finally
        Return 2
      End Try
    End Function`;
    expect(withCode(forever, '=Code.F()')).toBe('!BudgetExceeded');
    expect(withCode(catching, '=Code.F()')).toBe('!BudgetExceeded');
  });

  test('code that calls itself without end is stopped before the stack is full', () => {
    const code = `Public Function F(n As Integer) As Integer
      Return F(n + 1)
    End Function`;
    expect(result('=Code.F(1)', { code })).toBe('!BudgetExceeded');
  });

  test('texts and arrays stay within a size', () => {
    const doubling = `Public Function F() As String
      Dim s As String = "x"
      While True
        s = s & s
      End While
      Return s
    End Function`;
    expect(result('=Code.F()', { code: doubling })).toBe('!BudgetExceeded');
    expect(result('=StrDup(100000000, "x")')).toBe('!BudgetExceeded');
    expect(result('="".PadLeft(100000000)')).toBe('!BudgetExceeded');
    expect(result('=Split(Space(2000000)).Length')).toBe('!BudgetExceeded');
    expect(result('=Space(2000000).Split(" "c).Length')).toBe('!BudgetExceeded');
    expect(result('=New String("x"c, 100000000)')).toBe('!BudgetExceeded');
    const array = `Public Function F() As Integer
      Dim a(100000000) As Integer
      Return a.Length
    End Function`;
    expect(result('=Code.F()', { code: array })).toBe('!BudgetExceeded');
  });

  test('the expressions of a session share one budget', () => {
    const session = new Session({ limits: { steps: 100 }, hasReportFunctions: false });
    const outcomes = Array.from({ length: 200 }, () => run('=Left("abc", 1)', { session }).ok);
    expect(outcomes[0]).toBe(true);
    expect(outcomes.at(-1)).toBe(false);
  });

  test('a pattern that tries without end is stopped', () => {
    const pattern = '=System.Text.RegularExpressions.Regex.IsMatch(StrDup(40, "a") & "b", "^(a+)+$")';
    expect(result(pattern, { limits: { steps: 1_000_000 } })).toBe('!BudgetExceeded');
  });

  test('code that no parser could read within reason is refused, not thrown', () => {
    expect(
      compileCode(`Public Function F() As Integer\n${'If True Then\n'.repeat(50_000)}`).fault,
    ).toBeDefined();
    expect(compileCode(`Public X As Integer = ${'('.repeat(50_000)}`).fault).toBeDefined();
  });
});
