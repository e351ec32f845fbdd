import type { TypeReference } from './ast.ts';
import type { TokenCursor } from './cursor.ts';
import { RESERVED, TYPE_KEYWORDS } from './keywords.ts';

/** `System.Collections.Generic.List(Of Integer)()`. @throws ParseError */
export function parseTypeReference(cursor: TokenCursor): TypeReference {
  const base = parseTypeName(cursor);
  return { ...base, ranks: parseRanks(cursor) };
}

/** A type without array suffixes, as after `New`. */
export function parseTypeName(cursor: TokenCursor): TypeReference {
  let name = parseTypeWord(cursor);
  let typeArguments = parseTypeArguments(cursor);
  while (cursor.eatPunctuation('.')) {
    cursor.eatNewline();
    name = `${name}.${cursor.next().text}`;
    typeArguments = parseTypeArguments(cursor);
  }
  const nullable = cursor.eatPunctuation('?');
  return { name, typeArguments, ranks: [], nullable };
}

function parseTypeWord(cursor: TokenCursor): string {
  const { token } = cursor;
  if (token.kind !== 'identifier') cursor.fail('Type expected.');
  const keyword = TYPE_KEYWORDS.get(token.keyword);
  if (keyword === undefined && RESERVED.has(token.keyword) && token.keyword !== 'global')
    cursor.fail('Type expected.');
  cursor.next();
  return keyword ?? token.text;
}

/** `(Of T, U)`, or nothing. */
export function parseTypeArguments(cursor: TokenCursor): readonly TypeReference[] {
  const of = cursor.peek(1);
  if (!cursor.isPunctuation('(') || of.kind !== 'identifier' || of.keyword !== 'of') return [];
  cursor.next();
  cursor.next();
  const list = [parseTypeReference(cursor)];
  while (cursor.eatPunctuation(',')) list.push(parseTypeReference(cursor));
  cursor.expectPunctuation(')');
  return list;
}

/** `()`, `(,)`, `()()`: the ranks of array suffixes. */
export function parseRanks(cursor: TokenCursor): readonly number[] {
  const ranks: number[] = [];
  while (isRank(cursor)) {
    cursor.next();
    let rank = 1;
    while (cursor.eatPunctuation(',')) rank++;
    cursor.expectPunctuation(')');
    ranks.push(rank);
  }
  return ranks;
}

function isRank(cursor: TokenCursor): boolean {
  const next = cursor.peek(1);
  return cursor.isPunctuation('(') && next.kind === 'punctuation' && (next.text === ')' || next.text === ',');
}
