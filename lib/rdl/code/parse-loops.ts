import type { Node } from '../expressions/ast.ts';
import type { TokenCursor } from '../expressions/cursor.ts';
import { parseNode } from '../expressions/parse-node.ts';
import { parsePostfix, parsePrimary } from '../expressions/parse-term.ts';
import { parseTypeReference } from '../expressions/parse-type.ts';
import {
  eatBlockEnd,
  isBlockEnd,
  isEndOfStatement,
  parseStatements,
  type StatementParser,
} from './blocks.ts';
import type { BareStatement } from './parse-statements.ts';
import type { LoopVariable, Statement } from './syntax.ts';

/** For, For Each, Do and While. @throws ParseError */
export function parseLoop(cursor: TokenCursor, parseStatement: StatementParser): BareStatement {
  const { keyword } = cursor.next();
  if (keyword === 'do') return parseDo(cursor, parseStatement);
  if (keyword === 'while') return parseWhile(cursor, parseStatement);
  return cursor.eatKeyword('each') ? parseForEach(cursor, parseStatement) : parseFor(cursor, parseStatement);
}

function parseVariable(cursor: TokenCursor): LoopVariable {
  const target = parsePostfix(cursor, parsePrimary(cursor));
  const type = cursor.eatKeyword('as') ? parseTypeReference(cursor) : undefined;
  return { target, name: target.kind === 'name' ? target.name : undefined, type };
}

function parseFor(cursor: TokenCursor, parseStatement: StatementParser): BareStatement {
  const variable = parseVariable(cursor);
  cursor.expectPunctuation('=');
  const from = parseNode(cursor);
  cursor.expectKeyword('to');
  const to = parseNode(cursor);
  const step = cursor.eatKeyword('step') ? parseNode(cursor) : undefined;
  return { kind: 'for', variable, from, to, step, body: parseNextBlock(cursor, parseStatement) };
}

function parseForEach(cursor: TokenCursor, parseStatement: StatementParser): BareStatement {
  const variable = parseVariable(cursor);
  cursor.expectKeyword('in');
  const items = parseNode(cursor);
  return { kind: 'forEach', variable, items, body: parseNextBlock(cursor, parseStatement) };
}

/** `Next`, with the name of the variable or without. */
function parseNextBlock(cursor: TokenCursor, parseStatement: StatementParser): readonly Statement[] {
  const body = parseStatements(cursor, parseStatement, (each) => each.isKeyword('next'));
  cursor.next();
  if (!isEndOfStatement(cursor)) parsePostfix(cursor, parsePrimary(cursor));
  return body;
}

function parseWhile(cursor: TokenCursor, parseStatement: StatementParser): BareStatement {
  const condition = parseNode(cursor);
  const isEnd = (each: TokenCursor) => isBlockEnd(each, 'while') || each.isKeyword('wend');
  const body = parseStatements(cursor, parseStatement, isEnd);
  if (!cursor.eatKeyword('wend')) eatBlockEnd(cursor, ['while']);
  return { kind: 'loop', loop: 'while', condition, isUntil: false, isTestedFirst: true, body };
}

function parseDo(cursor: TokenCursor, parseStatement: StatementParser): BareStatement {
  const first = parseTest(cursor);
  const body = parseStatements(cursor, parseStatement, (each) => each.isKeyword('loop'));
  cursor.next();
  const last = first ?? parseTest(cursor);
  return {
    kind: 'loop',
    loop: 'do',
    condition: last?.condition,
    isUntil: last?.isUntil ?? false,
    isTestedFirst: first !== undefined,
    body,
  };
}

function parseTest(cursor: TokenCursor): { readonly condition: Node; readonly isUntil: boolean } | undefined {
  if (cursor.eatKeyword('while')) return { condition: parseNode(cursor), isUntil: false };
  if (cursor.eatKeyword('until')) return { condition: parseNode(cursor), isUntil: true };
  return undefined;
}
