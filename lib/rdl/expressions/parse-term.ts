import type { Argument, CastNode, LambdaNode, Node, TypeReference } from './ast.ts';
import type { TokenCursor } from './cursor.ts';
import { CONVERSION_KEYWORDS, RESERVED, TYPE_KEYWORDS } from './keywords.ts';
import { parseNew } from './parse-new.ts';
import { parseNode } from './parse-node.ts';
import { parseTypeArguments, parseTypeReference } from './parse-type.ts';

const CAST_KEYWORDS: ReadonlyMap<string, CastNode['operation']> = new Map([
  ['ctype', 'CType'],
  ['directcast', 'DirectCast'],
  ['trycast', 'TryCast'],
]);
const NAMES_OF_INSTANCES = new Set(['me', 'mybase', 'myclass', 'global']);

/** A literal, a name, or what begins with a keyword or an opening parenthesis or brace. @throws ParseError */
export function parsePrimary(cursor: TokenCursor): Node {
  const { token } = cursor;
  const { start } = token;
  if (token.kind === 'literal' && token.value !== undefined) {
    cursor.next();
    return { kind: 'literal', value: token.value, start, end: token.end };
  }
  if (token.kind === 'punctuation') return parsePunctuated(cursor);
  if (token.kind !== 'identifier') return cursor.fail('Expression expected.');
  const cast = CAST_KEYWORDS.get(token.keyword);
  if (cast !== undefined) return parseCast(cursor, cast);
  const conversion = CONVERSION_KEYWORDS.get(token.keyword);
  if (conversion !== undefined) return parseConversion(cursor, conversion);
  const type = TYPE_KEYWORDS.get(token.keyword);
  if (type !== undefined) {
    cursor.next();
    return { kind: 'predefinedType', type, start, end: token.end };
  }
  if (RESERVED.has(token.keyword) && !NAMES_OF_INSTANCES.has(token.keyword)) return parseKeyword(cursor);
  cursor.next();
  const typeArguments = parseTypeArguments(cursor);
  return { kind: 'name', name: token.text, typeArguments, start, end: cursor.previousEnd };
}

function parsePunctuated(cursor: TokenCursor): Node {
  const { start } = cursor.token;
  if (cursor.eatPunctuation('(')) {
    cursor.eatNewline();
    const inner = parseNode(cursor);
    cursor.eatNewlineBefore(')');
    cursor.expectPunctuation(')');
    return { kind: 'parenthesized', inner, start, end: cursor.previousEnd };
  }
  if (cursor.isPunctuation('{')) {
    const items = parseBraces(cursor);
    return { kind: 'arrayLiteral', items, start, end: cursor.previousEnd };
  }
  const next = cursor.peek(1);
  if ((cursor.isPunctuation('.') || cursor.isPunctuation('!')) && next.kind === 'identifier') {
    // `.name` and `!name` of an enclosing With; the binder refuses them elsewhere.
    const isMember = cursor.next().text === '.';
    cursor.next();
    const span = { start, end: next.end };
    return isMember
      ? { kind: 'member', target: undefined, name: next.text, typeArguments: [], ...span }
      : { kind: 'bang', target: undefined, name: next.text, ...span };
  }
  return cursor.fail('Expression expected.');
}

/** `{a, b}`; the cursor stands on the opening brace. */
export function parseBraces(cursor: TokenCursor): readonly Node[] {
  cursor.expectPunctuation('{');
  cursor.eatNewline();
  const items: Node[] = [];
  if (!cursor.isPunctuation('}')) {
    do {
      cursor.eatNewline();
      items.push(parseNode(cursor));
    } while (cursor.eatPunctuation(','));
  }
  cursor.eatNewlineBefore('}');
  cursor.expectPunctuation('}');
  return items;
}

function parseKeyword(cursor: TokenCursor): Node {
  const { token } = cursor;
  const { start, end } = token;
  switch (token.keyword) {
    case 'true':
    case 'false':
      cursor.next();
      return { kind: 'literal', value: { type: 'Boolean', value: token.keyword === 'true' }, start, end };
    case 'nothing':
      cursor.next();
      return { kind: 'literal', value: { type: 'Nothing' }, start, end };
    case 'new':
      return parseNew(cursor);
    case 'gettype':
      return parseGetType(cursor);
    case 'if':
      return parseIf(cursor);
    case 'function':
      return parseLambda(cursor);
    default:
      return cursor.fail('Expression expected.');
  }
}

function parseGetType(cursor: TokenCursor): Node {
  const { start } = cursor.next();
  cursor.expectPunctuation('(');
  const type = parseTypeReference(cursor);
  cursor.expectPunctuation(')');
  return { kind: 'getType', type, start, end: cursor.previousEnd };
}

function parseIf(cursor: TokenCursor): Node {
  const { start } = cursor.next();
  const list = parseArguments(cursor);
  const operands = list.flatMap((argument) => (argument.value === undefined ? [] : [argument.value]));
  const isPlain = list.every((argument) => argument.name === undefined && argument.value !== undefined);
  if (!isPlain || operands.length < 2 || operands.length > 3) {
    return cursor.fail("'If' operator requires either two or three operands.");
  }
  return { kind: 'if', operands, start, end: cursor.previousEnd };
}

function parseConversion(cursor: TokenCursor, typeName: string): Node {
  const { start } = cursor.next();
  cursor.expectPunctuation('(');
  cursor.eatNewline();
  const operand = parseNode(cursor);
  cursor.eatNewlineBefore(')');
  cursor.expectPunctuation(')');
  const type: TypeReference = { name: typeName, typeArguments: [], ranks: [], nullable: false };
  return { kind: 'cast', operation: 'Conversion', operand, type, start, end: cursor.previousEnd };
}

function parseCast(cursor: TokenCursor, operation: CastNode['operation']): Node {
  const { start } = cursor.next();
  cursor.expectPunctuation('(');
  cursor.eatNewline();
  const operand = parseNode(cursor);
  cursor.expectPunctuation(',');
  cursor.eatNewline();
  const type = parseTypeReference(cursor);
  cursor.eatNewlineBefore(')');
  cursor.expectPunctuation(')');
  return { kind: 'cast', operation, operand, type, start, end: cursor.previousEnd };
}

function parseLambda(cursor: TokenCursor): LambdaNode {
  const { start } = cursor.next();
  cursor.expectPunctuation('(');
  const parameters: LambdaNode['parameters'][number][] = [];
  if (!cursor.isPunctuation(')')) {
    do {
      cursor.eatNewline();
      if (!cursor.eatKeyword('byval')) cursor.eatKeyword('byref');
      const name = parseName(cursor);
      parameters.push({ name, type: cursor.eatKeyword('as') ? parseTypeReference(cursor) : undefined });
    } while (cursor.eatPunctuation(','));
  }
  cursor.expectPunctuation(')');
  if (cursor.token.kind === 'newline') cursor.fail('Only lambdas of one expression are supported.');
  const body = parseNode(cursor);
  return { kind: 'lambda', parameters, body, start, end: body.end };
}

/** A declared name. @throws ParseError for keywords */
export function parseName(cursor: TokenCursor): string {
  const { token } = cursor;
  if (token.kind !== 'identifier' || RESERVED.has(token.keyword)) cursor.fail('Identifier expected.');
  cursor.next();
  return token.text;
}

/** What follows a term: `.name`, `!name`, `(arguments)`, any number of times. */
export function parsePostfix(cursor: TokenCursor, term: Node): Node {
  let node = term;
  for (let length = 0; length < 1000; length++) {
    const { start } = node;
    if (cursor.eatPunctuation('.')) {
      cursor.eatNewline();
      const name = cursor.next();
      if (name.kind !== 'identifier') cursor.fail('Identifier expected.');
      const typeArguments = parseTypeArguments(cursor);
      node = { kind: 'member', target: node, name: name.text, typeArguments, start, end: cursor.previousEnd };
    } else if (cursor.isPunctuation('!') && cursor.peek(1).kind === 'identifier') {
      cursor.next();
      const name = cursor.next();
      node = { kind: 'bang', target: node, name: name.text, start, end: name.end };
    } else if (cursor.isPunctuation('(')) {
      const list = parseArguments(cursor);
      node = { kind: 'call', target: node, arguments: list, start, end: cursor.previousEnd };
    } else return node;
  }
  return cursor.fail('The expression is too long.');
}

/** `(a, , name:=b)`; the cursor stands on the opening parenthesis. */
export function parseArguments(cursor: TokenCursor): readonly Argument[] {
  cursor.expectPunctuation('(');
  cursor.eatNewline();
  const list: Argument[] = [];
  if (!cursor.isPunctuation(')')) {
    do {
      cursor.eatNewline();
      list.push(parseArgument(cursor));
    } while (cursor.eatPunctuation(','));
  }
  cursor.eatNewlineBefore(')');
  cursor.expectPunctuation(')');
  return list;
}

function parseArgument(cursor: TokenCursor): Argument {
  if (cursor.isPunctuation(',') || cursor.isPunctuation(')')) return { name: undefined, value: undefined };
  const { token } = cursor;
  const next = cursor.peek(1);
  if (token.kind === 'identifier' && next.kind === 'punctuation' && next.text === ':=') {
    cursor.next();
    cursor.next();
    cursor.eatNewline();
    return { name: token.text, value: parseNode(cursor) };
  }
  return { name: undefined, value: parseNode(cursor) };
}
