/**
 * An exception of the evaluated expression: what a text box shows as #Error.
 * `kind` is the .NET exception type without namespace (`InvalidCastException`), `code` the report engine's, if any;
 * `cause` is the inner exception.
 */
export class EvaluationFault extends Error {
  readonly kind: string;
  readonly code: string | undefined;

  constructor(kind: string, message: string, code?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EvaluationFault';
    this.kind = kind;
    this.code = code;
  }
}
