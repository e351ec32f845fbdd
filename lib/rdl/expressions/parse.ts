import type { Expression } from './ast.ts';

/** Why a text is no expression; `position` is the UTF-16 offset in the source where the parser gave up. */
export type SyntaxFault = { readonly ok: false; readonly message: string; readonly position: number };

export type ParsedExpression = { readonly ok: true; readonly expression: Expression } | SyntaxFault;
