import type { Evaluated } from '../values/value.ts';
import type { Expression } from './ast.ts';
import type { Environment } from './environment.ts';
import { evaluateNode, faultOf, isAbort } from './evaluate-node.ts';
import type { Session } from './session.ts';

/**
 * Evaluates a parsed expression. Never throws for faults of the expression: they come back with the name of the .NET
 * exception, `compile` where Visual Basic would not compile it, or `BudgetExceeded`.
 */
export function evaluate(expression: Expression, environment: Environment): Evaluated {
  try {
    return evaluateNode(expression.root, environment);
  } catch (error) {
    if (isAbort(error)) return error.outcome;
    throw error;
  }
}

/** Looks for what Visual Basic would not compile, without running anything; undefined where there is nothing. */
export function checkExpression(expression: Expression, session: Session): Evaluated | undefined {
  try {
    session.bind(expression.root);
    return undefined;
  } catch (error) {
    return faultOf(error);
  }
}
