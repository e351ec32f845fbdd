import type { Node } from '../../expressions/ast.ts';
import type { InnerEvaluate } from '../../expressions/environment.ts';
import { ExpressionAbort } from '../../expressions/environment.ts';
import type { Evaluated, Value } from '../../values/value.ts';
import type { Accumulator } from '../aggregates/accumulator.ts';
import { AggregateFault } from '../aggregates/accumulator.ts';
import { AggregateOverflow } from '../aggregates/numeric.ts';
import type { PlaceEnvironment } from '../environments/place-environment.ts';

export function success(value: Value): Evaluated {
  return { ok: true, value };
}

export function failure(kind: string, code: string, message: string): Evaluated {
  return { ok: false, kind, code, message };
}

/**
 * Evaluates an argument at a place of its own. What ends an expression there (a field without a row) is the value of
 * the argument alone, not of the expression around it.
 */
export function evaluateAt(evaluate: InnerEvaluate, node: Node, place: PlaceEnvironment): Evaluated {
  try {
    return evaluate(node, place);
  } catch (error) {
    if (error instanceof ExpressionAbort) return error.outcome;
    throw error;
  }
}

/** Adds a value to an aggregate; the failure that the aggregate then has, if any. */
export function feed(accumulator: Accumulator, evaluated: Evaluated): Evaluated | undefined {
  if (!evaluated.ok) return evaluated;
  return guard(() => {
    accumulator.add(evaluated.value);
    return undefined;
  });
}

/** The aggregate of what was added so far. */
export function resultOf(accumulator: Accumulator): Evaluated {
  return guard(() => success(accumulator.result()));
}

function guard<Result>(action: () => Result): Result | Evaluated {
  try {
    return action();
  } catch (error) {
    if (error instanceof AggregateFault)
      return failure('ReportProcessingException', error.code, error.message);
    if (error instanceof AggregateOverflow) {
      return failure('OverflowException', 'rsRuntimeErrorInExpression', error.message);
    }
    throw error;
  }
}
