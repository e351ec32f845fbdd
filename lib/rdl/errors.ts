/** Stable reasons for which a definition, an item or an input is refused. */
export type RdlErrorCode =
  | 'NOT_XML'
  | 'NOT_RDL'
  | 'DOCTYPE_REFUSED'
  | 'TOO_LARGE'
  | 'TOO_DEEP'
  | 'ITEM_NOT_FOUND'
  | 'ITEM_NOT_DRAWABLE'
  | 'PARAMETER_INVALID'
  | 'DATA_INVALID'
  | 'DATA_UNAVAILABLE'
  | 'EXPRESSION_INVALID'
  | 'BUDGET_EXCEEDED';

/** A refusal with the place in the definition it concerns; `line` counts from 1. */
export class RdlError extends Error {
  readonly code: RdlErrorCode;
  readonly element: string | undefined;
  readonly line: number | undefined;

  constructor(
    code: RdlErrorCode,
    message: string,
    options: { readonly element?: string; readonly line?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'RdlError';
    this.code = code;
    this.element = options.element;
    this.line = options.line;
  }
}
