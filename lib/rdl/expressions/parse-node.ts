import type { BinaryOperator, Node, UnaryOperator } from './ast.ts';
import type { TokenCursor } from './cursor.ts';
import { MAX_DEPTH } from './cursor.ts';
import { parsePostfix, parsePrimary } from './parse-term.ts';
import { parseTypeReference } from './parse-type.ts';
import type { Token } from './token.ts';

/** Binding strengths (language specification, section 11.12.1); all binary operators associate to the left. */
const PRECEDENCE: ReadonlyMap<string, { readonly operator: BinaryOperator; readonly strength: number }> =
  new Map(
    (
      [
        [13, ['^']],
        [11, ['*', '/']],
        [10, ['\\']],
        [9, ['Mod']],
        [8, ['+', '-']],
        [7, ['&']],
        [6, ['<<', '>>']],
        [5, ['=', '<>', '<', '>', '<=', '>=', 'Like', 'Is', 'IsNot']],
        [3, ['And', 'AndAlso']],
        [2, ['Or', 'OrElse']],
        [1, ['Xor']],
      ] as const
    ).flatMap(([strength, operators]) =>
      operators.map((operator) => [operator.toLowerCase(), { operator, strength }] as const),
    ),
  );
const NEGATION = 12;
const NOT = 4;

/** Parses an expression whose operators bind at least as strongly as `minimum`. @throws ParseError */
export function parseNode(cursor: TokenCursor, minimum = 0): Node {
  return cursor.nested(() => {
    let left = parseUnary(cursor);
    let length = 0;
    for (;;) {
      const found = binaryOperatorAt(cursor.token);
      if (found === undefined || found.strength < minimum) return left;
      if (++length > 3 * MAX_DEPTH) cursor.fail('The expression is too long.');
      cursor.next();
      cursor.eatNewline();
      const right = parseNode(cursor, found.strength + 1);
      left = { kind: 'binary', operator: found.operator, left, right, start: left.start, end: right.end };
    }
  });
}

function binaryOperatorAt(token: Token) {
  if (token.kind === 'punctuation') return PRECEDENCE.get(token.text);
  return token.kind === 'identifier' && token.keyword !== '' ? PRECEDENCE.get(token.keyword) : undefined;
}

function parseUnary(cursor: TokenCursor): Node {
  const { token } = cursor;
  if (cursor.eatPunctuation('-')) return unary(cursor, '-', NEGATION, token.start);
  if (cursor.eatPunctuation('+')) return unary(cursor, '+', NEGATION, token.start);
  if (cursor.eatKeyword('not')) return unary(cursor, 'Not', NOT, token.start);
  if (cursor.eatKeyword('typeof')) return parseTypeOf(cursor, token.start);
  if (cursor.eatKeyword('addressof')) {
    const target = parseNode(cursor, NEGATION);
    return { kind: 'addressOf', target, start: token.start, end: target.end };
  }
  return parsePostfix(cursor, parsePrimary(cursor));
}

function unary(cursor: TokenCursor, operator: UnaryOperator, strength: number, start: number): Node {
  const operand = parseNode(cursor, strength);
  return { kind: 'unary', operator, operand, start, end: operand.end };
}

function parseTypeOf(cursor: TokenCursor, start: number): Node {
  const operand = parsePostfix(cursor, parsePrimary(cursor));
  const negated = cursor.eatKeyword('isnot');
  if (!negated) cursor.expectKeyword('is');
  const type = parseTypeReference(cursor);
  return { kind: 'typeOf', operand, type, negated, start, end: cursor.previousEnd };
}
