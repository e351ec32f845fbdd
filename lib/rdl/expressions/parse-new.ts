import type { Argument, Node } from './ast.ts';
import type { TokenCursor } from './cursor.ts';
import { parseNode } from './parse-node.ts';
import { parseArguments, parseBraces, parseName } from './parse-term.ts';
import { parseRanks, parseTypeName } from './parse-type.ts';

/**
 * `New T(arguments)`, `New T() {items}`, `New T(size) {}`, `New T From {items}`, `New T With {.A = 1}`.
 * What stands in the parentheses is an array's size where braces follow. @throws ParseError
 */
export function parseNew(cursor: TokenCursor): Node {
  const { start } = cursor.next();
  const name = parseTypeName(cursor);
  const hasArguments = cursor.isPunctuation('(');
  const list: readonly Argument[] = hasArguments && !isEmptyRank(cursor) ? parseArguments(cursor) : [];
  const ranks = list.length === 0 ? parseRanks(cursor) : [];
  if (hasArguments && cursor.isPunctuation('{')) {
    const type = { ...name, ranks: list.length === 0 ? ranks : [list.length] };
    const items = parseBraces(cursor);
    return arrayOrObject(cursor, { type, arguments: list, isArray: true, items, start });
  }
  if (ranks.length > 1 || (ranks[0] ?? 1) > 1) cursor.fail("'{' expected.");
  const items = cursor.eatKeyword('from') ? parseBraces(cursor) : undefined;
  const members = items === undefined && cursor.eatKeyword('with') ? parseMembers(cursor) : undefined;
  return {
    ...arrayOrObject(cursor, { type: name, arguments: list, isArray: false, items, start }),
    ...(members === undefined ? {} : { members }),
  };
}

function isEmptyRank(cursor: TokenCursor): boolean {
  const next = cursor.peek(1);
  return next.kind === 'punctuation' && (next.text === ')' || next.text === ',');
}

function arrayOrObject(
  cursor: TokenCursor,
  parts: Pick<Extract<Node, { kind: 'new' }>, 'type' | 'arguments' | 'isArray' | 'items' | 'start'>,
): Extract<Node, { kind: 'new' }> {
  return { kind: 'new', ...parts, members: undefined, end: cursor.previousEnd };
}

function parseMembers(cursor: TokenCursor): readonly { readonly name: string; readonly value: Node }[] {
  cursor.expectPunctuation('{');
  const members: { readonly name: string; readonly value: Node }[] = [];
  do {
    cursor.eatNewline();
    cursor.expectPunctuation('.');
    const name = parseName(cursor);
    cursor.expectPunctuation('=');
    members.push({ name, value: parseNode(cursor) });
  } while (cursor.eatPunctuation(','));
  cursor.eatNewlineBefore('}');
  cursor.expectPunctuation('}');
  return members;
}
