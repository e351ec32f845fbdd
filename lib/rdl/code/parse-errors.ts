import type { TokenCursor } from '../expressions/cursor.ts';
import { parseNode } from '../expressions/parse-node.ts';
import { parseName } from '../expressions/parse-term.ts';
import { parseTypeReference } from '../expressions/parse-type.ts';
import {
  eatBlockEnd,
  isBlockEnd,
  isEndOfStatement,
  parseStatements,
  type StatementParser,
} from './blocks.ts';
import type { BareStatement } from './parse-statements.ts';
import type { CatchSyntax, Statement } from './syntax.ts';

/** Try … Catch … Finally. @throws ParseError */
export function parseTry(cursor: TokenCursor, parseStatement: StatementParser): BareStatement {
  cursor.next();
  const part = (): readonly Statement[] =>
    parseStatements(
      cursor,
      parseStatement,
      (each) => each.isKeyword('catch') || each.isKeyword('finally') || isBlockEnd(each, 'try'),
    );
  const body = part();
  const catches: CatchSyntax[] = [];
  while (cursor.eatKeyword('catch')) {
    const isNamed = !isEndOfStatement(cursor) && !cursor.isKeyword('when');
    const name = isNamed ? parseName(cursor) : undefined;
    const type = cursor.eatKeyword('as') ? parseTypeReference(cursor) : undefined;
    const when = cursor.eatKeyword('when') ? parseNode(cursor) : undefined;
    catches.push({ name, type, when, body: part() });
  }
  const last = cursor.eatKeyword('finally') ? part() : [];
  eatBlockEnd(cursor, ['try']);
  return { kind: 'try', body, catches, finally: last };
}

/** On Error, Resume and GoTo; undefined where none of them stands. */
export function parseErrorStatement(cursor: TokenCursor): BareStatement | undefined {
  if (cursor.isKeyword('on') && cursor.peek(1).keyword === 'error') return parseOnError(cursor);
  if (cursor.eatKeyword('resume')) {
    if (cursor.eatKeyword('next')) return { kind: 'resume', mode: 'next', label: undefined };
    if (isEndOfStatement(cursor)) return { kind: 'resume', mode: 'again', label: undefined };
    return { kind: 'resume', mode: 'goto', label: parseLabel(cursor) };
  }
  return cursor.eatKeyword('goto') ? { kind: 'goto', label: parseLabel(cursor) } : undefined;
}

function parseOnError(cursor: TokenCursor): BareStatement {
  cursor.next();
  cursor.next();
  if (cursor.eatKeyword('resume')) {
    cursor.expectKeyword('next');
    return { kind: 'onError', mode: 'resumeNext', label: undefined };
  }
  cursor.expectKeyword('goto');
  cursor.eatPunctuation('-');
  const label = parseLabel(cursor);
  return label === '0' || label === '1'
    ? { kind: 'onError', mode: 'off', label: undefined }
    : { kind: 'onError', mode: 'goto', label };
}

function parseLabel(cursor: TokenCursor): string {
  const { token } = cursor;
  if (token.kind === 'literal' && token.value?.type === 'Int32') {
    cursor.next();
    return String(token.value.value);
  }
  return parseName(cursor);
}
