import type { Frame } from '../expressions/bind/bound.ts';
import { compileError } from '../expressions/bind/context.ts';
import { convertBound } from '../expressions/bind/convert-bound.ts';
import { conditionOf } from '../expressions/bind/operators.ts';
import { BudgetFault } from '../expressions/faults.ts';
import { exceptionValue, faultOfValue } from '../expressions/library/exception-members.ts';
import { derives } from '../expressions/library/hierarchy.ts';
import { EvaluationFault } from '../values/fault.ts';
import { type Action, Flow } from './flow.ts';
import type { StatementBinder } from './statement-binder.ts';
import type { CatchSyntax, Statement } from './syntax.ts';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** Try and Throw. @throws CompileFault */
export function bindTry(statement: Of<'try'> | Of<'throw'>, binder: StatementBinder): Action {
  return statement.kind === 'throw' ? bindThrow(statement, binder) : bindBlock(statement, binder);
}

function bindThrow(statement: Of<'throw'>, { binder }: StatementBinder): Action {
  if (statement.value === undefined) {
    return ({ environment }) => {
      throw (
        environment.session.lastFault ??
        new EvaluationFault('Exception', 'There is no exception to throw again.')
      );
    };
  }
  const { run } = convertBound(binder.bind(statement.value), 'Exception');
  return (frame) => {
    throw faultOfValue(run(frame));
  };
}

/** Takes a fault where its type and condition fit, and says how it went on; undefined where it does not take it. */
type Handler = (fault: EvaluationFault, frame: Frame) => number | undefined;

function bindBlock(statement: Of<'try'>, binder: StatementBinder): Action {
  const body = binder.block(statement.body);
  const handlers = statement.catches.map((each) => bindCatch(each, statement, binder));
  const last = binder.block(statement.finally);
  return (frame) => {
    const flow = finished(() => run(body, handlers, frame), last, frame);
    return flow === Flow.exitTry ? Flow.next : flow;
  };
}

/** Finally runs in any case; where it does not end plainly, its own end counts. */
function finished(attempt: () => number, last: Action, frame: Frame): number {
  let flow: number;
  try {
    flow = attempt();
  } catch (error) {
    // What stops the whole expression is not held up.
    if (isStopped(error)) throw error;
    const after = last(frame);
    if (after !== Flow.next) return after;
    throw error;
  }
  const after = last(frame);
  return after === Flow.next ? flow : after;
}

function isStopped(error: unknown): boolean {
  return error instanceof BudgetFault || !(error instanceof EvaluationFault);
}

function run(body: Action, handlers: readonly Handler[], frame: Frame): number {
  try {
    return body(frame);
  } catch (error) {
    if (!(error instanceof EvaluationFault) || isStopped(error)) throw error;
    const { session } = frame.environment;
    const outer = session.lastFault;
    session.lastFault = error;
    for (const handle of handlers) {
      const flow = handle(error, frame);
      if (flow !== undefined) {
        session.lastFault = outer;
        return flow;
      }
    }
    throw error;
  }
}

function bindCatch(one: CatchSyntax, statement: Of<'try'>, outer: StatementBinder): Handler {
  const binder = outer.nested();
  const type = one.type === undefined ? 'Exception' : binder.resolveType(one.type, statement);
  if (!derives(type, 'Exception')) return compileError(`'Catch' cannot catch type '${type}'.`, statement);
  const target = one.name === undefined ? undefined : binder.declareLocal(one.name, type, statement);
  const test = one.when === undefined ? undefined : conditionOf(binder.binder.bind(one.when));
  const body = binder.block(one.body);
  return (fault, frame) => {
    if (!derives(fault.kind, type)) return undefined;
    if (target !== undefined) frame.locals[target.slot] = exceptionValue(fault);
    if (test !== undefined && !test(frame)) return undefined;
    return body(frame);
  };
}
