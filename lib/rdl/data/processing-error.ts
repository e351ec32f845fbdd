import { RdlError } from '../errors.ts';
import type { Evaluated } from '../values/value.ts';

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

/**
 * A picture with values that were not computed would be untrue: past the budget of steps the item is refused.
 * @throws RdlError BUDGET_EXCEEDED
 */
export function refuseOverBudget(evaluated: Evaluated): void {
  if (!evaluated.ok && evaluated.kind === 'BudgetExceeded')
    throw new RdlError('BUDGET_EXCEEDED', evaluated.message);
}
