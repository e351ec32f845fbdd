import { describe, expect, test } from 'vitest';
import { compileCode } from '../../../../lib/rdl/code/compile.ts';
import type { CallNode } from '../../../../lib/rdl/expressions/ast.ts';
import {
  type Environment,
  ExpressionAbort,
  type InnerEvaluate,
} from '../../../../lib/rdl/expressions/environment.ts';
import { checkExpression, evaluate } from '../../../../lib/rdl/expressions/evaluate.ts';
import { parseExpression } from '../../../../lib/rdl/expressions/parse.ts';
import { Session } from '../../../../lib/rdl/expressions/session.ts';
import { INVARIANT } from '../../../../lib/rdl/formats/culture.ts';
import { EvaluationFault } from '../../../../lib/rdl/values/fault.ts';
import { int32, stringValue } from '../../../../lib/rdl/values/make.ts';
import { type Evaluated, NOTHING, type Value } from '../../../../lib/rdl/values/value.ts';
import { shown } from './run.ts';

type Parts = Partial<Environment> & { readonly code?: string };

function environment(parts: Parts = {}): Environment {
  const code = parts.code === undefined ? undefined : compileCode(parts.code);
  return {
    session: new Session({ code }),
    culture: INVARIANT,
    now: 637_000_000_000_000_000n,
    utcOffsetMinutes: 120,
    field: () => undefined,
    parameter: () => undefined,
    global: () => undefined,
    user: () => undefined,
    variable: () => undefined,
    reportItem: () => undefined,
    dataSet: () => undefined,
    dataSource: () => undefined,
    reportFunction: () => ({ ok: false, kind: 'compile', message: 'None.' }),
    ...parts,
  };
}

function of(source: string, parts?: Parts): string {
  const parsed = parseExpression(source);
  if (!parsed.ok) return '!syntax';
  return shown(evaluate(parsed.expression, environment(parts)));
}

describe('what an expression asks its environment', () => {
  test('fields, parameters, globals and the rest by name and member', () => {
    const echo = (name: string, member = ''): Value => stringValue(`${name}/${member}`);
    const parts: Parts = {
      field: echo,
      parameter: echo,
      global: (name, member) => echo(name, member),
      user: (name) => echo(name),
      variable: echo,
      reportItem: echo,
      dataSet: echo,
      dataSource: echo,
    };
    expect(of('=Fields!a.Value', parts)).toBe('String a/Value');
    expect(of('=Fields("a").Color', parts)).toBe('String a/Color');
    expect(of('=Fields!a.value & ""', parts)).toBe('String a/Value');
    expect(of('=Parameters!p.Label', parts)).toBe('String p/Label');
    expect(of('=Globals!PageNumber', parts)).toBe('String PageNumber/');
    expect(of('=Globals!RenderFormat.Name', parts)).toBe('String RenderFormat/Name');
    expect(of('=User!UserID', parts)).toBe('String UserID/');
    expect(of('=Variables!v.Value', parts)).toBe('String v/Value');
    expect(of('=ReportItems!t.Value', parts)).toBe('String t/Value');
    expect(of('=DataSets!d.CommandText', parts)).toBe('String d/CommandText');
    expect(of('=DataSources!d.Type', parts)).toBe('String d/Type');
  });

  test('a name that it does not know, and a fault that it throws, are those of the expression', () => {
    expect(of('=Fields!Nope.Value')).toMatch(/^!/);
    const field = (): Value => {
      throw new EvaluationFault('InvalidOperationException', 'No row.');
    };
    expect(of('=Fields!a.Value', { field })).toBe('!InvalidOperationException');
  });

  test('the time is the one that it says', () => {
    expect(of('=Now.Ticks')).toBe('Int64 637000000000000000');
    expect(of('=DateTime.UtcNow.Ticks')).toBe('Int64 636999928000000000');
  });
});

describe('report functions', () => {
  test('a call is handed over with its arguments unevaluated', () => {
    const seen: string[] = [];
    const reportFunction = (name: string, call: CallNode): Evaluated => {
      seen.push(`${name}/${call.arguments.length}/${call.arguments[0]?.value?.kind ?? ''}`);
      return { ok: true, value: int32(7) };
    };
    expect(of('=SUM(1 \\ CInt("x"), "scope") + 1', { reportFunction })).toBe('Int32 8');
    expect(of('=RowNumber(Nothing)', { reportFunction })).toBe('Int32 7');
    expect(of('=Math.Max(1, 2)', { reportFunction })).toBe('Int32 2');
    expect(seen).toEqual(['Sum/2/binary', 'RowNumber/1/literal']);
  });

  test('the arguments are evaluated by the environment, in another environment if it likes', () => {
    const rows = [1, 2, 3];
    const reportFunction = (_name: string, call: CallNode, inner: InnerEvaluate): Evaluated => {
      const argument = call.arguments[0]?.value;
      if (argument === undefined) return { ok: false, kind: 'compile', message: 'No argument.' };
      let total = 0;
      for (const row of rows) {
        const outcome = inner(argument, { ...base, field: () => int32(row) });
        if (!outcome.ok) return outcome;
        if (outcome.value.type === 'Int32') total += outcome.value.value;
      }
      return { ok: true, value: int32(total) };
    };
    const base = environment({ reportFunction });
    const parsed = parseExpression('=Sum(Fields!a.Value * 10)');
    expect(parsed.ok && shown(evaluate(parsed.expression, base))).toBe('Int32 60');
  });

  test('an error of the function is that of the expression', () => {
    const reportFunction = (): Evaluated => ({ ok: false, kind: 'compile', message: 'Wrong scope.' });
    expect(of('=1 + Sum(Fields!a.Value)', { reportFunction })).toBe('!compile');
  });
});

describe('ending an expression early', () => {
  test('an abort gives its outcome, from within any operator and from custom code that catches all', () => {
    const field = (): Value => {
      throw new ExpressionAbort({ ok: true, value: NOTHING });
    };
    expect(of('=Fields!a.Value & "x"', { field })).toBe('Nothing');
    expect(of('=IIf(True, "y", Fields!a.Value)', { field })).toBe('Nothing');
    const code = `Public Function F() As Object
      Try
        Return Report.User!UserID
      Catch ex As Exception
        Return "caught"
      End Try
    End Function`;
    expect(of('=Code.F()', { user: field, code })).toBe('Nothing');
  });
});

describe('checking an expression without running it', () => {
  test('tells what does not compile, and nothing of what would fail', () => {
    const session = new Session();
    const check = (source: string) => {
      const parsed = parseExpression(source);
      return parsed.ok ? checkExpression(parsed.expression, session) : 'syntax';
    };
    expect(check('=CInt("x")')).toBeUndefined();
    expect(check('=Nope(1)')).toMatchObject({ ok: false, kind: 'compile' });
    expect(check('=Left(1)')).toMatchObject({ ok: false, kind: 'compile' });
    expect(check('=Sum(Fields!a.Value)')).toBeUndefined();
  });
});
