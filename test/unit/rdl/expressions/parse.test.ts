import { describe, expect, test } from 'vitest';
import type { Node } from '../../../../lib/rdl/expressions/ast.ts';
import { MAX_SOURCE_LENGTH, parseExpression } from '../../../../lib/rdl/expressions/parse.ts';

/** The structure of a node with all parentheses written out. */
function structure(node: Node): string {
  switch (node.kind) {
    case 'literal':
      return 'value' in node.value ? String(node.value.value) : node.value.type;
    case 'name':
      return node.name;
    case 'member':
      return `${node.target === undefined ? '' : structure(node.target)}.${node.name}`;
    case 'bang':
      return `${node.target === undefined ? '' : structure(node.target)}!${node.name}`;
    case 'parenthesized':
      return structure(node.inner);
    case 'unary':
      return `(${node.operator} ${structure(node.operand)})`;
    case 'binary':
      return `(${structure(node.left)} ${node.operator} ${structure(node.right)})`;
    case 'call':
      return `${structure(node.target)}(${node.arguments.map(({ value }) => (value === undefined ? '' : structure(value))).join(', ')})`;
    case 'if':
      return `If(${node.operands.map(structure).join(', ')})`;
    default:
      return node.kind;
  }
}

function parsed(source: string, version?: 11 | 14): string {
  const outcome = parseExpression(source, version);
  return outcome.ok ? structure(outcome.expression.root) : `fault at ${outcome.position}`;
}

describe('parsing an expression', () => {
  test.each([
    ['=1 + 2 * 3', '(1 + (2 * 3))'],
    ['=(1 + 2) * 3', '((1 + 2) * 3)'],
    ['=2 ^ 3 ^ 2', '((2 ^ 3) ^ 2)'],
    ['=-2 ^ 2', '(- (2 ^ 2))'],
    ['=2 ^ -1', '(2 ^ (- 1))'],
    ['=-2 * 3', '((- 2) * 3)'],
    ['=7 \\ 2 * 2', '(7 \\ (2 * 2))'],
    ['=7 Mod 4 \\ 2', '(7 Mod (4 \\ 2))'],
    ['=1 + 2 Mod 3', '(1 + (2 Mod 3))'],
    ['="a" & 1 + 2', '(a & (1 + 2))'],
    ['=1 << 2 & 3', '(1 << (2 & 3))'],
    ['=1 = 2 << 1', '(1 = (2 << 1))'],
    ['=Not a = b', '(Not (a = b))'],
    ['=Not a And b', '((Not a) And b)'],
    ['=a Or b And c', '(a Or (b And c))'],
    ['=a Xor b Or c', '(a Xor (b Or c))'],
    ['=a OrElse b AndAlso c', '(a OrElse (b AndAlso c))'],
    ['=a Is Nothing And b', '((a Is Nothing) And b)'],
    ['=a Like b & c', '(a Like (b & c))'],
    ['=1 < 2 = True', '((1 < 2) = true)'],
    ['=1 - 2 - 3', '((1 - 2) - 3)'],
  ])('%s is %s', (source, wanted) => {
    expect(parsed(source)).toBe(wanted);
  });

  test.each([
    ['=Fields!Sales.Value', 'Fields!Sales.Value'],
    ['=Fields!Sales.Value.ToString("N2")', 'Fields!Sales.Value.ToString(N2)'],
    ['=Fields("Sales").Value', 'Fields(Sales).Value'],
    ['=Sum(Fields!A.Value, "Group")', 'Sum(Fields!A.Value, Group)'],
    ['=Fields![Order].Value', 'Fields!Order.Value'],
    ['=[Date]', 'Date'],
    ['=Mid(s, , 2)', 'Mid(s, , 2)'],
    ['=System.Math.Abs(x)', 'System.Math.Abs(x)'],
    ['=f()()', 'f()()'],
    ['=If(a, b, c)', 'If(a, b, c)'],
    ['=If(a, b)', 'If(a, b)'],
    ['  =  1', '1'],
    ['=1 _\r\n + 2', '(1 + 2)'],
    ['=1 ’ a remark', '1'],
    ["=1 ' a remark", '1'],
    ['=“a”', 'a'],
  ])('%s reads %s', (source, wanted) => {
    expect(parsed(source)).toBe(wanted);
  });

  test('a line ends an expression, except after an operator, a comma or an opening parenthesis', () => {
    expect(parsed('=1 +\n2')).toBe('(1 + 2)');
    expect(parsed('=f(1,\n2\n)')).toBe('f(1, 2)');
    expect(parsed('=1\n+ 2')).toMatch(/^fault/);
  });

  test.each([
    ['=', 1],
    ['=1 +', 4],
    ['=(1', 3],
    ['=1)', 2],
    ['="abc', 1],
    ['=#13/45/2020#', 1],
    ['=1 2', 3],
    ['=f(1,,', 6],
    ['=99999999999999999999', 1],
    ['=@', 1],
  ])('%s is at fault at %i', (source, position) => {
    expect(parsed(source)).toBe(`fault at ${position}`);
  });

  test('a text of any length and depth is answered, not thrown', () => {
    expect(parsed(`=${'('.repeat(100_000)}`)).toMatch(/^fault/);
    expect(parsed(`=${'-'.repeat(100_000)}1`)).toMatch(/^fault/);
    expect(parsed(`=${'Not '.repeat(40_000)}True`)).toMatch(/^fault/);
    expect(parsed(`=${'a('.repeat(50_000)}`)).toMatch(/^fault/);
    expect(parsed(`="${'x'.repeat(MAX_SOURCE_LENGTH)}"`)).toMatch(/^fault/);
    expect(parsed(`=1${' + 1'.repeat(2000)}`)).toMatch(/^\(|^fault/);
  });

  test('dates with the year first came with a later version of the language', () => {
    expect(parseExpression('=#2020-01-31#', 14).ok).toBe(true);
    expect(parseExpression('=#2020-01-31#', 11).ok).toBe(false);
    expect(parseExpression('=#1/31/2020 3:04 PM#', 11).ok).toBe(true);
  });
});
