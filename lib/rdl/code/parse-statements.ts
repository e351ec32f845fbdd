import type { BinaryOperator, Node } from '../expressions/ast.ts';
import type { TokenCursor } from '../expressions/cursor.ts';
import { parseNode } from '../expressions/parse-node.ts';
import { parsePostfix, parsePrimary } from '../expressions/parse-term.ts';
import {
  eatBlockEnd,
  isBlockEnd,
  isEndOfStatement,
  parseStatements,
  type StatementParser,
  skipEnds,
} from './blocks.ts';
import { parseDeclarators } from './parse-declarators.ts';
import { parseErrorStatement, parseTry } from './parse-errors.ts';
import { parseLoop } from './parse-loops.ts';
import type { Branch, CaseClause, Statement } from './syntax.ts';

/** Statements up to `End Function` and its like, which is read too. @throws ParseError */
export function parseBlock(cursor: TokenCursor, closing: readonly string[]): readonly Statement[] {
  const body = parseStatements(cursor, parseStatement, (each) =>
    closing.some((word) => isBlockEnd(each, word)),
  );
  eatBlockEnd(cursor, closing);
  return body;
}

/** One statement, without its end. */
const parseStatement: StatementParser = (cursor) => {
  const { start } = cursor.token;
  const parsed = parseKeyword(cursor) ?? parseAssignment(cursor);
  return { ...parsed, start, end: cursor.previousEnd };
};

type Bare<T> = T extends unknown ? Omit<T, 'start' | 'end'> : never;
export type BareStatement = Bare<Statement>;

function parseKeyword(cursor: TokenCursor): BareStatement | undefined {
  const { token } = cursor;
  if (token.kind !== 'identifier') return undefined;
  switch (token.keyword) {
    case 'dim':
    case 'static':
    case 'const':
      return parseDim(cursor);
    case 'if':
      return parseIf(cursor);
    case 'select':
      return parseSelect(cursor);
    case 'for':
    case 'do':
    case 'while':
      return parseLoop(cursor, parseStatement);
    case 'with':
      cursor.next();
      return { kind: 'with', target: parseNode(cursor), body: parseBlock(cursor, ['with']) };
    case 'synclock':
      cursor.next();
      parseNode(cursor);
      return { kind: 'if', branches: [], otherwise: parseBlock(cursor, ['synclock']) };
    case 'using':
      cursor.next();
      return { kind: 'using', declarators: parseDeclarators(cursor), body: parseBlock(cursor, ['using']) };
    case 'try':
      return parseTry(cursor, parseStatement);
    case 'throw':
      cursor.next();
      return { kind: 'throw', value: isEndOfStatement(cursor) ? undefined : parseNode(cursor) };
    case 'return':
      cursor.next();
      return { kind: 'return', value: isEndOfStatement(cursor) ? undefined : parseNode(cursor) };
    case 'exit':
      return parseExit(cursor);
    case 'continue':
      return parseContinue(cursor);
    case 'redim':
      return parseRedim(cursor);
    case 'erase':
      return parseErase(cursor);
    case 'call':
      cursor.next();
      return { kind: 'call', call: parseNode(cursor) };
    default:
      return parseErrorStatement(cursor);
  }
}

function parseDim(cursor: TokenCursor): BareStatement {
  const { keyword } = cursor.next();
  cursor.eatKeyword('dim');
  return {
    kind: 'dim',
    declarators: parseDeclarators(cursor),
    isStatic: keyword === 'static',
    isConst: keyword === 'const',
  };
}

/** A call, or an assignment with `=`, `+=` and its like. */
function parseAssignment(cursor: TokenCursor): BareStatement {
  const target = parsePostfix(cursor, parsePrimary(cursor));
  const { token } = cursor;
  if (token.kind === 'punctuation' && token.text === '=') {
    cursor.next();
    cursor.eatNewline();
    return { kind: 'assign', target, operator: undefined, value: parseNode(cursor) };
  }
  const operator = token.kind === 'punctuation' ? compoundOperator(token.text) : undefined;
  if (operator !== undefined) {
    cursor.next();
    cursor.eatNewline();
    return { kind: 'assign', target, operator, value: parseNode(cursor) };
  }
  return { kind: 'call', call: withArguments(cursor, target) };
}

const COMPOUND: Readonly<Record<string, BinaryOperator>> = {
  '+=': '+',
  '-=': '-',
  '*=': '*',
  '/=': '/',
  '\\=': '\\',
  '^=': '^',
  '&=': '&',
  '<<=': '<<',
  '>>=': '>>',
};

function compoundOperator(text: string): BinaryOperator | undefined {
  return COMPOUND[text];
}

/** A statement that is no call, such as a number alone, is refused here. */
function withArguments(cursor: TokenCursor, target: Node): Node {
  const isCall = ['call', 'member', 'name', 'bang'].includes(target.kind);
  if (!isCall || !isEndOfStatement(cursor)) cursor.fail('Syntax error.');
  return target;
}

function parseIf(cursor: TokenCursor): BareStatement {
  cursor.next();
  const condition = parseNode(cursor);
  cursor.eatKeyword('then');
  if (cursor.token.kind !== 'newline' && !cursor.isPunctuation(':')) return parseLineIf(cursor, condition);
  const branches: Branch[] = [{ condition, body: parseBranch(cursor) }];
  let otherwise: readonly Statement[] = [];
  for (;;) {
    if (cursor.eatKeyword('elseif') || eatElseIf(cursor)) {
      const next = parseNode(cursor);
      cursor.eatKeyword('then');
      branches.push({ condition: next, body: parseBranch(cursor) });
    } else if (cursor.eatKeyword('else')) otherwise = parseBranch(cursor);
    else {
      eatBlockEnd(cursor, ['if']);
      return { kind: 'if', branches, otherwise };
    }
  }
}

/** `Else If` on one line means ElseIf. */
function eatElseIf(cursor: TokenCursor): boolean {
  if (!cursor.isKeyword('else') || cursor.peek(1).keyword !== 'if') return false;
  cursor.next();
  cursor.next();
  return true;
}

function parseBranch(cursor: TokenCursor): readonly Statement[] {
  return parseStatements(
    cursor,
    parseStatement,
    (each) => each.isKeyword('elseif') || each.isKeyword('else') || isBlockEnd(each, 'if'),
  );
}

/** `If a Then b : c Else d` on one line. */
function parseLineIf(cursor: TokenCursor, condition: Node): BareStatement {
  const body = parseLine(cursor);
  const otherwise = cursor.eatKeyword('else') ? parseLine(cursor) : [];
  return { kind: 'if', branches: [{ condition, body }], otherwise };
}

function parseLine(cursor: TokenCursor): readonly Statement[] {
  const list: Statement[] = [];
  for (;;) {
    while (cursor.eatPunctuation(':'));
    if (cursor.token.kind === 'newline' || cursor.token.kind === 'end' || cursor.isKeyword('else'))
      return list;
    list.push(parseStatement(cursor));
    if (!isEndOfStatement(cursor) && !cursor.isKeyword('else')) cursor.fail('End of statement expected.');
  }
}

function parseSelect(cursor: TokenCursor): BareStatement {
  cursor.next();
  cursor.eatKeyword('case');
  const subject = parseNode(cursor);
  const cases: { clauses: readonly CaseClause[]; body: readonly Statement[] }[] = [];
  let otherwise: readonly Statement[] = [];
  skipEnds(cursor);
  while (cursor.eatKeyword('case')) {
    const isElse = cursor.eatKeyword('else');
    const clauses = isElse ? [] : parseClauses(cursor);
    const body = parseStatements(
      cursor,
      parseStatement,
      (each) => each.isKeyword('case') || isBlockEnd(each, 'select'),
    );
    if (isElse) otherwise = body;
    else cases.push({ clauses, body });
  }
  eatBlockEnd(cursor, ['select']);
  return { kind: 'select', subject, cases, otherwise };
}

function parseClauses(cursor: TokenCursor): readonly CaseClause[] {
  const clauses: CaseClause[] = [];
  do {
    cursor.eatNewline();
    clauses.push(parseClause(cursor));
  } while (cursor.eatPunctuation(','));
  return clauses;
}

const COMPARISONS: readonly BinaryOperator[] = ['=', '<>', '<', '>', '<=', '>='];

function parseClause(cursor: TokenCursor): CaseClause {
  const hasIs = cursor.eatKeyword('is');
  const operator = COMPARISONS.find((each) => cursor.isPunctuation(each));
  if (operator !== undefined) {
    cursor.next();
    return { kind: 'comparison', operator, value: parseNode(cursor) };
  }
  if (hasIs) cursor.fail('Relational operator expected.');
  const value = parseNode(cursor);
  return cursor.eatKeyword('to')
    ? { kind: 'range', from: value, to: parseNode(cursor) }
    : { kind: 'value', value };
}

function parseExit(cursor: TokenCursor): BareStatement {
  cursor.next();
  const { keyword } = cursor.next();
  switch (keyword) {
    case 'for':
    case 'do':
    case 'while':
    case 'select':
    case 'try':
      return { kind: 'exit', what: keyword };
    case 'function':
    case 'sub':
    case 'property':
      return { kind: 'exit', what: 'method' };
    default:
      return cursor.fail("'Exit' needs the kind of the block to leave.");
  }
}

function parseContinue(cursor: TokenCursor): BareStatement {
  cursor.next();
  const { keyword } = cursor.next();
  if (keyword !== 'for' && keyword !== 'do' && keyword !== 'while')
    return cursor.fail("'Continue' needs For, Do or While.");
  return { kind: 'continue', what: keyword };
}

function parseRedim(cursor: TokenCursor): BareStatement {
  cursor.next();
  const isPreserving = cursor.eatKeyword('preserve');
  const targets: { target: Node; sizes: readonly Node[] }[] = [];
  do {
    const node = parsePostfix(cursor, parsePrimary(cursor));
    if (node.kind !== 'call') return cursor.fail("'ReDim' needs the new bounds.");
    const sizes = node.arguments.flatMap(({ value }) => (value === undefined ? [] : [value]));
    targets.push({ target: node.target, sizes });
  } while (cursor.eatPunctuation(','));
  return { kind: 'redim', isPreserving, targets };
}

function parseErase(cursor: TokenCursor): BareStatement {
  cursor.next();
  const targets = [parseNode(cursor)];
  while (cursor.eatPunctuation(',')) targets.push(parseNode(cursor));
  return { kind: 'erase', targets };
}
