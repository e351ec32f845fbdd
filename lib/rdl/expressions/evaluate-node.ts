import { EvaluationFault } from '../values/fault.ts';
import { type Evaluated, NOTHING } from '../values/value.ts';
import type { Node } from './ast.ts';
import { type Environment, ExpressionAbort } from './environment.ts';
import { CompileFault } from './faults.ts';

/** Evaluates a node. Throws an ExpressionAbort of the environment, and nothing else. */
export function evaluateNode(node: Node, environment: Environment): Evaluated {
  try {
    const { session } = environment;
    const bound = session.bind(node);
    const frame = { environment, locals: [], self: NOTHING };
    return { ok: true, value: session.within(environment, () => bound.run(frame)) };
  } catch (error) {
    return faultOf(error);
  }
}

/** The outcome that stands for what was thrown; what is no fault of the expression is thrown on. */
export function faultOf(error: unknown): Evaluated {
  if (error instanceof EvaluationFault) {
    const { kind, code, message } = error;
    return { ok: false, kind, message, ...(code === undefined ? {} : { code }) };
  }
  if (error instanceof CompileFault) return { ok: false, kind: 'compile', message: error.message };
  // The stack ended, or a text outgrew the runtime.
  if (error instanceof RangeError) return { ok: false, kind: 'BudgetExceeded', message: error.message };
  throw error;
}

export function isAbort(error: unknown): error is ExpressionAbort {
  return error instanceof ExpressionAbort;
}
