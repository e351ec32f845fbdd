import type { Node, TypeReference } from '../expressions/ast.ts';
import { TokenCursor } from '../expressions/cursor.ts';
import { tokenize } from '../expressions/lexer.ts';
import { parseNode } from '../expressions/parse-node.ts';
import { parseName } from '../expressions/parse-term.ts';
import { parseRanks, parseTypeReference } from '../expressions/parse-type.ts';
import { skipEnds } from './blocks.ts';
import { parseDeclarators } from './parse-declarators.ts';
import { parseBlock } from './parse-statements.ts';
import type {
  ClassSyntax,
  EnumSyntax,
  FieldSyntax,
  MemberSyntax,
  MethodSyntax,
  Modifiers,
  ParameterSyntax,
  PropertySyntax,
} from './syntax.ts';

/** Parses the custom code of a report: the members of one class. @throws ParseError */
export function parseCode(source: string): readonly MemberSyntax[] {
  const cursor = new TokenCursor(tokenize(withoutDirectives(source), 11));
  const members = parseMembers(cursor, undefined);
  if (cursor.token.kind !== 'end') cursor.fail('Declaration expected.');
  return members;
}

/** Blanks out `#Region` and its like, so that offsets stay. */
function withoutDirectives(source: string): string {
  return source.replace(/^[ \t]*#[ \t]*(?:region|end[ \t]+region|const)\b[^\r\n]*/gim, (line) =>
    ' '.repeat(line.length),
  );
}

/** Members up to `End Class` and its like, or to the end of the source. */
function parseMembers(
  cursor: TokenCursor,
  closing: 'class' | 'structure' | 'module' | undefined,
): readonly MemberSyntax[] {
  const members: MemberSyntax[] = [];
  for (;;) {
    skipEnds(cursor);
    if (cursor.token.kind === 'end') {
      if (closing !== undefined) cursor.fail(`'End ${closing}' expected.`);
      return members;
    }
    if (closing !== undefined && cursor.isKeyword('end') && cursor.peek(1).keyword === closing) {
      cursor.next();
      cursor.next();
      return members;
    }
    const member = parseMember(cursor);
    if (member !== undefined) members.push(member);
  }
}

function parseMember(cursor: TokenCursor): MemberSyntax | undefined {
  skipAttributes(cursor);
  if (cursor.isKeyword('imports') || cursor.isKeyword('option')) {
    cursor.fail('The custom code stands within a class, where there are no Imports and no Option.');
  }
  const start = cursor.token.start;
  const modifiers = parseModifiers(cursor);
  if (cursor.eatKeyword('function')) return parseMethod(cursor, modifiers, { start, isFunction: true });
  if (cursor.eatKeyword('sub')) return parseMethod(cursor, modifiers, { start, isFunction: false });
  if (cursor.eatKeyword('property')) return parseProperty(cursor, modifiers, start);
  if (cursor.eatKeyword('class')) return parseClass(cursor, 'class', start);
  if (cursor.eatKeyword('structure')) return parseClass(cursor, 'structure', start);
  if (cursor.eatKeyword('enum')) return parseEnum(cursor, start);
  return parseField(cursor, modifiers);
}

/** `<System.Serializable()> _` before a member. */
function skipAttributes(cursor: TokenCursor): void {
  while (cursor.isPunctuation('<')) {
    while (!cursor.eatPunctuation('>')) {
      if (cursor.token.kind === 'end') cursor.fail("'>' expected.");
      cursor.next();
    }
    cursor.eatNewline();
  }
}

const MODIFIERS = new Set([
  'public',
  'private',
  'protected',
  'friend',
  'shared',
  'dim',
  'const',
  'readonly',
  'writeonly',
  'static',
  'overloads',
  'overridable',
  'overrides',
  'notoverridable',
  'shadows',
  'default',
  'withevents',
  'mustinherit',
  'notinheritable',
  'partial',
]);

function parseModifiers(cursor: TokenCursor): Modifiers {
  const words = new Set<string>();
  while (cursor.token.kind === 'identifier' && MODIFIERS.has(cursor.token.keyword))
    words.add(cursor.next().keyword);
  const isPrivate = words.has('private') || words.has('protected');
  return {
    isShared: words.has('shared') || words.has('const'),
    access: isPrivate ? 'private' : words.has('public') || words.has('friend') ? 'public' : undefined,
    isConst: words.has('const'),
    isReadOnly: words.has('readonly') || words.has('const'),
    isDefault: words.has('default'),
  };
}

function parseField(cursor: TokenCursor, modifiers: Modifiers): FieldSyntax {
  const declarators = parseDeclarators(cursor);
  endOfStatement(cursor);
  return { kind: 'field', modifiers, declarators };
}

/** @throws ParseError where something else follows */
function endOfStatement(cursor: TokenCursor): void {
  const isEnd = cursor.token.kind === 'newline' || cursor.token.kind === 'end' || cursor.isPunctuation(':');
  if (!isEnd) cursor.fail('End of statement expected.');
}

function parseParameters(cursor: TokenCursor): readonly ParameterSyntax[] {
  if (!cursor.eatPunctuation('(')) return [];
  const list: ParameterSyntax[] = [];
  cursor.eatNewline();
  if (!cursor.isPunctuation(')')) {
    do {
      cursor.eatNewline();
      list.push(parseParameter(cursor));
    } while (cursor.eatPunctuation(','));
  }
  cursor.eatNewlineBefore(')');
  cursor.expectPunctuation(')');
  return list;
}

function parseParameter(cursor: TokenCursor): ParameterSyntax {
  const words = new Set<string>();
  while (['optional', 'byval', 'byref', 'paramarray'].includes(cursor.token.keyword))
    words.add(cursor.next().keyword);
  const name = parseName(cursor);
  const suffix = parseRanks(cursor);
  const declared = cursor.eatKeyword('as') ? parseTypeReference(cursor) : undefined;
  const defaultValue = cursor.eatPunctuation('=') ? parseNode(cursor) : undefined;
  return {
    name,
    type: withRanks(declared, suffix),
    isByRef: words.has('byref'),
    isParamArray: words.has('paramarray'),
    isOptional: words.has('optional'),
    defaultValue,
  };
}

/** `a() As Integer` is `a As Integer()`. */
function withRanks(type: TypeReference | undefined, ranks: readonly number[]): TypeReference | undefined {
  if (ranks.length === 0) return type;
  const base = type ?? { name: 'Object', typeArguments: [], ranks: [], nullable: false };
  return { ...base, ranks: [...base.ranks, ...ranks] };
}

type MethodStart = { readonly start: number; readonly isFunction: boolean };

function parseMethod(
  cursor: TokenCursor,
  modifiers: Modifiers,
  { start, isFunction }: MethodStart,
): MethodSyntax {
  const name = cursor.isKeyword('new') ? cursor.next().text : parseName(cursor);
  const parameters = parseParameters(cursor);
  const declared = cursor.eatKeyword('as') ? parseTypeReference(cursor) : undefined;
  const body = parseBlock(cursor, [isFunction ? 'function' : 'sub']);
  const plainName = name.toLowerCase() === 'new' ? 'New' : name;
  const span = { start, end: cursor.previousEnd };
  return {
    kind: 'method',
    name: plainName,
    modifiers,
    parameters,
    returns: declared,
    isFunction,
    body,
    ...span,
  };
}

function parseProperty(cursor: TokenCursor, modifiers: Modifiers, start: number): PropertySyntax {
  const name = parseName(cursor);
  const parameters = parseParameters(cursor);
  const returns = cursor.eatKeyword('as') ? parseTypeReference(cursor) : undefined;
  const initializer: Node | undefined = cursor.eatPunctuation('=') ? parseNode(cursor) : undefined;
  let getter: PropertySyntax['getter'];
  let setter: PropertySyntax['setter'];
  if (initializer === undefined && hasAccessors(cursor)) {
    for (skipEnds(cursor); !isEndOf(cursor, 'property'); skipEnds(cursor)) {
      parseModifiers(cursor);
      if (cursor.eatKeyword('get')) getter = parseBlock(cursor, ['get']);
      else {
        cursor.expectKeyword('set');
        const [value] = cursor.isPunctuation('(') ? parseParameters(cursor) : [];
        setter = { valueName: value?.name ?? 'Value', body: parseBlock(cursor, ['set']) };
      }
    }
    cursor.next();
    cursor.next();
  }
  const span = { start, end: cursor.previousEnd };
  return { kind: 'property', name, modifiers, parameters, returns, getter, setter, initializer, ...span };
}

/** An automatic property has no lines of its own. */
function hasAccessors(cursor: TokenCursor): boolean {
  for (let offset = 0; ; offset++) {
    const token = cursor.peek(offset);
    if (token.kind === 'newline') continue;
    if (token.kind !== 'identifier') return false;
    return (
      ['get', 'set'].includes(token.keyword) ||
      (token.keyword === 'end' && cursor.peek(offset + 1).keyword === 'property')
    );
  }
}

function isEndOf(cursor: TokenCursor, word: string): boolean {
  return cursor.isKeyword('end') && cursor.peek(1).keyword === word;
}

function parseClass(cursor: TokenCursor, kind: 'class' | 'structure', start: number): ClassSyntax {
  const name = parseName(cursor);
  endOfStatement(cursor);
  skipEnds(cursor);
  if (cursor.isKeyword('inherits') || cursor.isKeyword('implements'))
    cursor.fail('Inheritance is not supported.');
  const members = cursor.nested(() => parseMembers(cursor, kind));
  return { kind: 'class', name, isStructure: kind === 'structure', members, start, end: cursor.previousEnd };
}

function parseEnum(cursor: TokenCursor, start: number): EnumSyntax {
  const name = parseName(cursor);
  if (cursor.eatKeyword('as')) parseTypeReference(cursor);
  const members: EnumSyntax['members'][number][] = [];
  for (skipEnds(cursor); !isEndOf(cursor, 'enum'); skipEnds(cursor)) {
    const member = parseName(cursor);
    members.push({ name: member, value: cursor.eatPunctuation('=') ? parseNode(cursor) : undefined });
    endOfStatement(cursor);
  }
  cursor.next();
  cursor.next();
  return { kind: 'enum', name, members, start, end: cursor.previousEnd };
}
