import type { DatabaseKind } from '../connection/provider-kind.ts';

/** A piece of SQL text: what stands in quotes or comments is `fixed`, everything else `open`. */
export type SqlPart = { readonly kind: 'open' | 'fixed'; readonly text: string };

const LINE_COMMENT = /--[^\n]*/y;
const HASH_COMMENT = /#[^\n]*/y;
const SINGLE = /'(?:[^']|'')*(?:'|$)/y;
const SINGLE_ESCAPED = /'(?:[^'\\]|''|\\[\s\S])*(?:'|$)/y;
const DOUBLE = /"(?:[^"]|"")*(?:"|$)/y;
const DOUBLE_ESCAPED = /"(?:[^"\\]|""|\\[\s\S])*(?:"|$)/y;
const BACKTICK = /`(?:[^`]|``)*(?:`|$)/y;
const BRACKET = /\[(?:[^\]]|\]\])*(?:\]|$)/y;
const ESCAPED_TEXT = /(?<![\w$])[eE]'(?:[^'\\]|''|\\[\s\S])*(?:'|$)/y;
const DOLLAR = /(?<![\w$])\$((?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?)\$/y;

const FIXED: Readonly<Record<DatabaseKind, readonly RegExp[]>> = {
  'sql-server': [LINE_COMMENT, SINGLE, DOUBLE, BRACKET],
  postgres: [LINE_COMMENT, ESCAPED_TEXT, SINGLE, DOUBLE],
  mysql: [LINE_COMMENT, HASH_COMMENT, SINGLE_ESCAPED, DOUBLE_ESCAPED, BACKTICK],
};

/** Splits SQL by the lexical rules of its database, so that parameters are looked for only where they can stand. */
export function sqlParts(text: string, kind: DatabaseKind): readonly SqlPart[] {
  const parts: SqlPart[] = [];
  let open = 0;
  let position = 0;
  while (position < text.length) {
    const end = fixedEnd(text, position, kind);
    if (end === undefined) {
      position += 1;
      continue;
    }
    if (position > open) parts.push({ kind: 'open', text: text.slice(open, position) });
    parts.push({ kind: 'fixed', text: text.slice(position, end) });
    position = end;
    open = end;
  }
  if (open < text.length) parts.push({ kind: 'open', text: text.slice(open) });
  return parts;
}

function fixedEnd(text: string, start: number, kind: DatabaseKind): number | undefined {
  const character = text.charAt(start);
  if (!/['"`[\-#/$eE]/.test(character)) return undefined;
  if (character === '/' && text[start + 1] === '*') return commentEnd(text, start, kind !== 'mysql');
  if (character === '$') return kind === 'postgres' ? dollarEnd(text, start) : undefined;
  for (const pattern of FIXED[kind]) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (match) return start + match[0].length;
  }
  return undefined;
}

/** SQL Server and PostgreSQL nest their comments. */
function commentEnd(text: string, start: number, nested: boolean): number {
  let depth = 1;
  for (let index = start + 2; index < text.length; index += 1) {
    if (text.startsWith('*/', index)) {
      depth -= 1;
      index += 1;
      if (depth === 0) return index + 1;
    } else if (nested && text.startsWith('/*', index)) {
      depth += 1;
      index += 1;
    }
  }
  return text.length;
}

function dollarEnd(text: string, start: number): number | undefined {
  DOLLAR.lastIndex = start;
  const tag = DOLLAR.exec(text)?.[0];
  if (tag === undefined) return undefined;
  const end = text.indexOf(tag, start + tag.length);
  return end < 0 ? text.length : end + tag.length;
}
