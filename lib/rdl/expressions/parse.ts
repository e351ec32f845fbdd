import type { Expression } from './ast.ts';
import { TokenCursor } from './cursor.ts';
import type { LanguageVersion } from './date-literal.ts';
import { tokenize } from './lexer.ts';
import { parseNode } from './parse-node.ts';
import { ParseError } from './token.ts';

/** Why a text is no expression; `position` is the UTF-16 offset in the source where the parser gave up. */
export type SyntaxFault = { readonly ok: false; readonly message: string; readonly position: number };

export type ParsedExpression = { readonly ok: true; readonly expression: Expression } | SyntaxFault;

/** Longest source that is read, in UTF-16 units; the longest seen in public reports has 9,000. */
export const MAX_SOURCE_LENGTH = 200_000;

/**
 * Parses a report expression, with or without its leading `=`, as Visual Basic reads it. Ends of line around
 * the expression are skipped, as report designers write `=` on a line of its own.
 */
export function parseExpression(source: string, version: LanguageVersion = 14): ParsedExpression {
  if (source.length > MAX_SOURCE_LENGTH) {
    return { ok: false, message: 'The expression is too long.', position: MAX_SOURCE_LENGTH };
  }
  try {
    const start = /^\s*=?\s*/.exec(source)?.[0].length ?? 0;
    const cursor = new TokenCursor(tokenize(source, version, start));
    const root = parseNode(cursor);
    while (cursor.token.kind === 'newline') cursor.next();
    if (cursor.token.kind !== 'end') cursor.fail('End of statement expected.');
    return { ok: true, expression: { source, root } };
  } catch (error) {
    if (error instanceof ParseError) return { ok: false, message: error.message, position: error.position };
    throw error;
  }
}
