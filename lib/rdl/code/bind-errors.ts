import type { Frame } from '../expressions/bind/bound.ts';
import { compileError } from '../expressions/bind/context.ts';
import { BudgetFault } from '../expressions/faults.ts';
import { EvaluationFault } from '../values/fault.ts';
import { int32 } from '../values/make.ts';
import { type Action, Flow, sequence } from './flow.ts';
import type { Variables } from './method-scope.ts';
import type { Statement } from './syntax.ts';

type ErrorStatement = Extract<Statement, { kind: 'label' | 'goto' | 'onError' | 'resume' }>;

/** What On Error says at the moment: nothing, go on with the next statement, or the number of a label. */
const OFF = 0;
const RESUME_NEXT = -1;

/** The labels of a method and the state of its On Error, which each call has of its own. */
export class ErrorState {
  readonly #labels = new Map<string, number>();
  readonly #variables: Variables;
  /** Variables of the call: the mode, and the statement that failed. */
  #mode = -1;
  #failed = -1;
  isUsed = false;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  /** Looks through a body for labels and On Error before it is bound. */
  prepare(body: readonly Statement[]): void {
    this.isUsed = usesOnError(body);
    if (!this.isUsed) return;
    this.#mode = this.#variables.add(() => int32(OFF));
    this.#failed = this.#variables.add(() => int32(0));
  }

  label(name: string): number {
    const key = name.toLowerCase();
    const known = this.#labels.get(key) ?? Flow.firstLabel + this.#labels.size;
    this.#labels.set(key, known);
    return known;
  }

  /** Where the labels of a list of statements stand in it. */
  labelsOf(body: readonly Statement[]): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    for (const [index, statement] of body.entries()) {
      if (statement.kind === 'label') found.set(this.label(statement.name), index);
    }
    return found;
  }

  setMode(frame: Frame, mode: number): void {
    frame.locals[this.#mode] = int32(mode);
    frame.environment.session.lastFault = undefined;
  }

  mode({ locals }: Frame): number {
    const mode = locals[this.#mode];
    return mode?.type === 'Int32' ? mode.value : OFF;
  }

  /** The statements of a method whose On Error may lead from any of them to a label. */
  guardMethod(actions: readonly Action[], labels: ReadonlyMap<number, number>): Action {
    const guardedActions = actions.map((action, index) => this.#guardAt(action, index));
    const body = sequence(guardedActions, labels.size === 0 ? new Map([[-1, 0]]) : labels);
    return (frame) => this.#run(guardedActions, body, labels, frame);
  }

  #guardAt(action: Action, index: number): Action {
    return (frame) => {
      try {
        return action(frame);
      } catch (error) {
        if (!(error instanceof EvaluationFault) || error instanceof BudgetFault) throw error;
        const mode = this.mode(frame);
        if (mode === OFF) throw error;
        frame.locals[this.#failed] = int32(index);
        frame.environment.session.lastFault = error;
        // In the handler a second fault leaves the method.
        frame.locals[this.#mode] = int32(OFF);
        return mode;
      }
    };
  }

  #run(actions: readonly Action[], body: Action, labels: ReadonlyMap<number, number>, frame: Frame): number {
    let flow = body(frame);
    while (flow === Flow.resumeNext || flow === Flow.resumeAgain) {
      frame.environment.session.charge(1);
      const failed = frame.locals[this.#failed];
      const from = (failed?.type === 'Int32' ? failed.value : 0) + (flow === Flow.resumeNext ? 1 : 0);
      frame.environment.session.lastFault = undefined;
      flow = this.#from(actions, from, labels, frame);
    }
    return flow;
  }

  #from(
    actions: readonly Action[],
    start: number,
    labels: ReadonlyMap<number, number>,
    frame: Frame,
  ): number {
    for (let index = start; index < actions.length; index++) {
      frame.environment.session.charge(1);
      const flow = actions[index]?.(frame) ?? Flow.next;
      const target = labels.get(flow);
      if (target !== undefined) index = target - 1;
      else if (flow !== Flow.next) return flow;
    }
    return Flow.next;
  }
}

function usesOnError(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case 'onError':
        return true;
      case 'if':
        return (
          statement.branches.some((branch) => usesOnError(branch.body)) || usesOnError(statement.otherwise)
        );
      case 'for':
      case 'forEach':
      case 'loop':
      case 'with':
      case 'using':
        return usesOnError(statement.body);
      default:
        return false;
    }
  });
}

/** Under On Error Resume Next a statement that fails is passed over. */
export function guarded(action: Action, errors: ErrorState): Action {
  return (frame) => {
    try {
      return action(frame);
    } catch (error) {
      const isHandled = error instanceof EvaluationFault && !(error instanceof BudgetFault);
      if (!isHandled || errors.mode(frame) !== RESUME_NEXT) throw error;
      frame.environment.session.lastFault = error;
      return Flow.next;
    }
  };
}

/** Labels, GoTo, On Error and Resume. @throws CompileFault */
export function bindErrorStatement(statement: ErrorStatement, errors: ErrorState): Action {
  switch (statement.kind) {
    case 'label':
      return () => Flow.next;
    case 'goto': {
      const label = errors.label(statement.label);
      return () => label;
    }
    case 'onError': {
      const mode =
        statement.mode === 'off'
          ? OFF
          : statement.mode === 'resumeNext'
            ? RESUME_NEXT
            : errors.label(statement.label ?? '');
      return (frame) => {
        errors.setMode(frame, mode);
        return Flow.next;
      };
    }
    default:
      return bindResume(statement, errors);
  }
}

function bindResume(statement: Extract<Statement, { kind: 'resume' }>, errors: ErrorState): Action {
  if (!errors.isUsed) return compileError("'Resume' needs an 'On Error' in the same method.", statement);
  if (statement.mode === 'goto') {
    const label = errors.label(statement.label ?? '');
    return () => label;
  }
  return () => (statement.mode === 'next' ? Flow.resumeNext : Flow.resumeAgain);
}
