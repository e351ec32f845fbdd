import type { TokenCursor } from '../expressions/cursor.ts';
import { RESERVED } from '../expressions/keywords.ts';
import type { Statement } from './syntax.ts';

/** Parses one statement at the cursor, without what ends it. */
export type StatementParser = (cursor: TokenCursor) => Statement;

/** Skips ends of line and colons. */
export function skipEnds(cursor: TokenCursor): void {
  while (cursor.token.kind === 'newline' || cursor.isPunctuation(':')) cursor.next();
}

export function isEndOfStatement(cursor: TokenCursor): boolean {
  const { kind } = cursor.token;
  return kind === 'newline' || kind === 'end' || cursor.isPunctuation(':') || cursor.isKeyword('else');
}

/** `End If` and its like; `EndIf` is the old spelling of one of them. */
export function isBlockEnd(cursor: TokenCursor, word: string): boolean {
  if (word === 'if' && cursor.isKeyword('endif')) return true;
  return cursor.isKeyword('end') && cursor.peek(1).kind === 'identifier' && cursor.peek(1).keyword === word;
}

export function eatBlockEnd(cursor: TokenCursor, words: readonly string[]): void {
  if (!words.some((word) => isBlockEnd(cursor, word))) cursor.fail(`'End ${words[0]}' expected.`);
  if (!cursor.eatKeyword('endif')) {
    cursor.next();
    cursor.next();
  }
}

/** Statements up to where `isEnd` holds, which is left unread. @throws ParseError */
export function parseStatements(
  cursor: TokenCursor,
  parseStatement: StatementParser,
  isEnd: (cursor: TokenCursor) => boolean,
): readonly Statement[] {
  return cursor.nested(() => {
    const list: Statement[] = [];
    for (;;) {
      skipEnds(cursor);
      if (cursor.token.kind === 'end') cursor.fail('A block is not closed.');
      if (isEnd(cursor)) return list;
      const label = readLabel(cursor);
      if (label !== undefined) list.push(label);
      else {
        list.push(parseStatement(cursor));
        if (!isEndOfStatement(cursor)) cursor.fail('End of statement expected.');
      }
    }
  });
}

/** `name:` at the start of a line. */
function readLabel(cursor: TokenCursor): Statement | undefined {
  const { token } = cursor;
  const isName = token.kind === 'identifier' && !RESERVED.has(token.keyword);
  const isNumber = token.kind === 'literal' && token.value?.type === 'Int32';
  const colon = cursor.peek(1);
  const before = cursor.peek(-1);
  const startsLine = before.kind === 'newline' || before === token;
  if (!(isName || isNumber) || !startsLine || colon.kind !== 'punctuation' || colon.text !== ':')
    return undefined;
  cursor.next();
  cursor.next();
  const name = token.value?.type === 'Int32' ? String(token.value.value) : token.text;
  return { kind: 'label', name, start: token.start, end: colon.end };
}
