import { RdlError } from '../errors.ts';

/**
 * Where a report server aborts the whole report: a filter that compares a number with text, a grouping expression that
 * fails. `engineCode` is the report engine's (`rsComparisonTypeError`).
 */
export class ProcessingError extends RdlError {
  readonly engineCode: string;

  constructor(engineCode: string, message: string, element?: string) {
    super('EXPRESSION_INVALID', message, element === undefined ? {} : { element });
    this.name = 'ProcessingError';
    this.engineCode = engineCode;
  }
}
