import type { Value } from '../values/value.ts';
import { type LanguageVersion, readDate } from './date-literal.ts';
import { readNumber } from './number-literal.ts';
import { ParseError, type Token } from './token.ts';

const QUOTES = new Set(['"', '\u201c', '\u201d', '\uff02']);
const COMMENT_MARKS = new Set(["'", '\u2018', '\u2019', '\uff07']);
const IDENTIFIER = /[\p{L}\p{Nl}\p{Pc}][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}]*/uy;
const BRACKETED = /\[([\p{L}\p{Nl}\p{Pc}][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}]*)\]/uy;
const IDENTIFIER_START = /[\p{L}\p{Nl}\p{Pc}[]/u;
const BLANK = /[ \t\u00a0\u3000\p{Zs}]/u;
const CONTINUATION = /_[ \t]*(?:\r\n|\r|\n)/y;
const PUNCTUATION = /:=|<<=|>>=|<<|>>|[-+*/\\^&]=|<[ \t]*>|<[ \t]*=|>[ \t]*=|[-+*/\\^&=<>()[\]{}.,!:?@]/y;

/** Splits an expression or custom code into tokens, the last one of kind `end`. @throws ParseError */
export function tokenize(source: string, version: LanguageVersion, from = 0): readonly Token[] {
  const tokens: Token[] = [];
  let at = from;
  while (at < source.length) {
    at = skipBlanks(source, at);
    if (at >= source.length) break;
    const token = readToken(source, at, version);
    if (token.text === 'REM' && token.kind === 'identifier') at = endOfLine(source, at);
    else {
      tokens.push(token);
      at = token.end;
    }
  }
  tokens.push(plain('end', '', source.length, source.length));
  return tokens;
}

/** Skips blanks, line continuations (a blank, `_`, end of line) and comments. */
function skipBlanks(source: string, from: number): number {
  let at = from;
  while (at < source.length) {
    const char = source.charAt(at);
    if (COMMENT_MARKS.has(char)) return endOfLine(source, at);
    if (char === '_' && (at === 0 || BLANK.test(source.charAt(at - 1)))) {
      CONTINUATION.lastIndex = at;
      if (!CONTINUATION.test(source)) return at;
      at = CONTINUATION.lastIndex;
    } else if (BLANK.test(char)) at++;
    else return at;
  }
  return at;
}

function endOfLine(source: string, from: number): number {
  let at = from;
  while (at < source.length && source[at] !== '\n' && source[at] !== '\r') at++;
  return at;
}

function readToken(source: string, at: number, version: LanguageVersion): Token {
  const char = source.charAt(at);
  if (char === '\r' || char === '\n') {
    return plain('newline', '\n', at, at + (source.startsWith('\r\n', at) ? 2 : 1));
  }
  if (QUOTES.has(char)) return readString(source, at);
  if (char === '#') {
    const date = readDate(source, at, version);
    if (date === undefined) throw new ParseError('Expression expected.', at);
    return literal(date.value, at, date.end);
  }
  const number = readNumber(source, at);
  if (number !== undefined) return literal(number.value, at, number.end);
  return readIdentifier(source, at) ?? readPunctuation(source, at);
}

function readString(source: string, start: number): Token {
  let text = '';
  let at = start + 1;
  for (;;) {
    const char = source[at];
    if (char === undefined || char === '\n' || char === '\r') {
      throw new ParseError('String constants must end with a double quote.', start);
    }
    if (!QUOTES.has(char)) {
      text += char;
      at++;
    } else if (QUOTES.has(source.charAt(at + 1))) {
      text += '"';
      at += 2;
    } else break;
  }
  const suffix = source.charAt(at + 1);
  if (suffix === 'c' || suffix === 'C') {
    if (text.length !== 1) throw new ParseError('A character constant holds exactly one character.', start);
    return literal({ type: 'Char', value: text }, start, at + 2);
  }
  return literal({ type: 'String', value: text }, start, at + 1);
}

function readIdentifier(source: string, at: number): Token | undefined {
  BRACKETED.lastIndex = at;
  const bracketed = BRACKETED.exec(source);
  if (bracketed?.[1] !== undefined) {
    return { ...plain('identifier', bracketed[1], at, BRACKETED.lastIndex), keyword: '' };
  }
  IDENTIFIER.lastIndex = at;
  const name = IDENTIFIER.exec(source)?.[0];
  if (name === undefined || name === '_') return undefined;
  const keyword = name.toLowerCase();
  if (keyword === 'rem') return plain('identifier', 'REM', at, at + name.length);
  const end = at + name.length + typeCharacterLength(source, at + name.length);
  return { kind: 'identifier', text: name, keyword, value: undefined, start: at, end };
}

/** `Left$`, `n%`: the character belongs to the name, except `!` before a name (`Fields!A`) and `&` of `&HFF`. */
function typeCharacterLength(source: string, at: number): number {
  const char = source.charAt(at);
  const next = source.charAt(at + 1);
  if (char === '!') return IDENTIFIER_START.test(next) ? 0 : 1;
  if (char === '&') return /[hHoO]/.test(next) && /[0-9a-fA-F]/.test(source.charAt(at + 2)) ? 0 : 1;
  return char === '$' || char === '%' || char === '@' || char === '#' ? 1 : 0;
}

function readPunctuation(source: string, at: number): Token {
  PUNCTUATION.lastIndex = at;
  const text = PUNCTUATION.exec(source)?.[0];
  if (text === undefined) throw new ParseError('Character is not valid.', at);
  return plain('punctuation', text.replace(/[ \t]/g, ''), at, PUNCTUATION.lastIndex);
}

function literal(value: Value, start: number, end: number): Token {
  return { kind: 'literal', text: '', keyword: '', value, start, end };
}

function plain(kind: Token['kind'], text: string, start: number, end: number): Token {
  return { kind, text, keyword: text.toLowerCase(), value: undefined, start, end };
}
