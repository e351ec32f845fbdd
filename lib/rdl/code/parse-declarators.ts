import type { Node, TypeReference } from '../expressions/ast.ts';
import type { TokenCursor } from '../expressions/cursor.ts';
import { parseNew } from '../expressions/parse-new.ts';
import { parseNode } from '../expressions/parse-node.ts';
import { parseName } from '../expressions/parse-term.ts';
import { parseRanks, parseTypeReference } from '../expressions/parse-type.ts';
import type { Declarator } from './syntax.ts';

type Named = {
  readonly name: string;
  readonly ranks: readonly number[];
  readonly sizes: readonly Node[] | undefined;
  readonly start: number;
  readonly end: number;
};

/** `a, b As Integer, c(3) As String = …`: names before one `As` share its type. @throws ParseError */
export function parseDeclarators(cursor: TokenCursor): readonly Declarator[] {
  const list: Declarator[] = [];
  do {
    cursor.eatNewline();
    list.push(...parseGroup(cursor));
  } while (cursor.eatPunctuation(','));
  return list;
}

function parseGroup(cursor: TokenCursor): readonly Declarator[] {
  const names = [parseVariable(cursor)];
  while (cursor.isPunctuation(',') && isPlainName(cursor)) {
    cursor.next();
    names.push(parseVariable(cursor));
  }
  if (!cursor.eatKeyword('as'))
    return names.map((each) => declare(each, undefined, parseInitializer(cursor)));
  if (cursor.isKeyword('new')) {
    const made = parseNew(cursor);
    return names.map((each) => declare(each, made.kind === 'new' ? made.type : undefined, made));
  }
  const type = parseTypeReference(cursor);
  const initializer = parseInitializer(cursor);
  return names.map((each) => declare(each, type, initializer));
}

/** Whether the next declarator is one of the names before the same `As`. */
function isPlainName(cursor: TokenCursor): boolean {
  for (let offset = 1, depth = 0; ; offset++) {
    const token = cursor.peek(offset);
    if (token.kind === 'newline' && offset === 1) continue;
    if (token.kind === 'newline' || token.kind === 'end') return false;
    if (token.kind === 'punctuation') {
      if (token.text === '(') depth++;
      else if (token.text === ')') depth--;
      else if (token.text === '=') return false;
    }
    if (depth === 0 && token.kind === 'identifier' && token.keyword === 'as') return true;
  }
}

function parseVariable(cursor: TokenCursor): Named {
  const { start } = cursor.token;
  const name = parseName(cursor);
  const ranks = parseRanks(cursor);
  const sizes = ranks.length === 0 && cursor.isPunctuation('(') ? parseSizes(cursor) : undefined;
  return { name, ranks, sizes, start, end: cursor.previousEnd };
}

/** `(3)`, `(0 To 3, n)`: upper bounds; the lower one is always 0. */
export function parseSizes(cursor: TokenCursor): readonly Node[] {
  cursor.expectPunctuation('(');
  const sizes: Node[] = [];
  do {
    const bound = parseNode(cursor);
    sizes.push(cursor.eatKeyword('to') ? parseNode(cursor) : bound);
  } while (cursor.eatPunctuation(','));
  cursor.expectPunctuation(')');
  return sizes;
}

function parseInitializer(cursor: TokenCursor): Node | undefined {
  if (!cursor.eatPunctuation('=')) return undefined;
  cursor.eatNewline();
  return parseNode(cursor);
}

function declare(named: Named, type: TypeReference | undefined, initializer: Node | undefined): Declarator {
  const { name, ranks, sizes, start, end } = named;
  const suffix = sizes === undefined ? ranks : [sizes.length];
  const base =
    type ??
    (suffix.length > 0 ? { name: 'Object', typeArguments: [], ranks: [], nullable: false } : undefined);
  const full =
    base === undefined || suffix.length === 0 ? base : { ...base, ranks: [...base.ranks, ...suffix] };
  return { name, type: full, sizes, initializer, start, end };
}
