import type { Meaning, Scope } from '../expressions/bind/context.ts';
import { BudgetFault } from '../expressions/faults.ts';
import type { Parameter } from '../expressions/library/signature.ts';
import type { Session } from '../expressions/session.ts';
import type { StaticType } from '../expressions/static-type.ts';
import { NOTHING, type Value } from '../values/value.ts';
import { copyStructure } from './code-object.ts';
import type { CodeType } from './code-type.ts';
import type { DeclareContext } from './declare.ts';
import { BlockScope, Variables, variable } from './method-scope.ts';
import { StatementBinder } from './statement-binder.ts';
import type { Statement } from './syntax.ts';

/** Runs a method on an object; ByRef arguments are written back to `args`. */
export type MethodRunner = (self: Value, args: Value[], session: Session) => Value;

export type MethodParts = {
  /** The name that stands for the result inside the body; empty where there is none. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: StaticType;
  readonly body: readonly Statement[];
  readonly owner: CodeType;
  readonly context: DeclareContext;
};

/** The first variable of every method is its result. */
const RESULT = 0;

/** Binds the body of a method. @throws CompileFault */
export function compileMethod(parts: MethodParts): MethodRunner {
  const { parameters, returns, owner, context } = parts;
  const { module } = context;
  const variables = new Variables();
  const isFunction = returns !== 'Void';
  variables.add(isFunction ? module.initial(returns) : () => NOTHING);
  const scope = new BlockScope(isFunction ? resultScope(parts) : context.scope);
  const slots = parameters.map((parameter) => {
    const slot = variables.add(module.initial(parameter.type));
    scope.declare(parameter.name, (span) => variable(slot, parameter.type, span));
    return slot;
  });
  const binder = new StatementBinder({
    module,
    owner,
    variables,
    binder: module.binder(owner, scope, variables.counter),
    scope,
    resultType: isFunction ? returns : undefined,
  });
  const action = binder.methodBody(parts.body);
  return (self, args, session) =>
    session.nested(() => {
      session.charge(1);
      const locals = variables.make();
      for (const [index, slot] of slots.entries()) locals[slot] = copyStructure(args[index] ?? NOTHING);
      try {
        action({ environment: session.environment, locals, self });
      } catch (error) {
        // The stack may end before the count of nested calls does.
        if (error instanceof RangeError)
          throw new BudgetFault('The custom code of the report calls itself too deeply.');
        throw error;
      } finally {
        writeBack(parameters, slots, locals, args);
      }
      return locals[RESULT] ?? NOTHING;
    });
}

function writeBack(
  parameters: readonly Parameter[],
  slots: readonly number[],
  locals: readonly Value[],
  args: Value[],
): void {
  for (const [index, parameter] of parameters.entries()) {
    const slot = slots[index];
    if (parameter.isByRef && slot !== undefined) args[index] = locals[slot] ?? NOTHING;
  }
}

/** The function's own name is its result, but with arguments a call of it. */
function resultScope({ name, returns, context }: MethodParts): Scope {
  const { scope } = context;
  const isName = (other: string) => name !== '' && other.toLowerCase() === name.toLowerCase();
  return {
    lookup: (other, span): Meaning | undefined =>
      isName(other) ? { kind: 'value', value: variable(RESULT, returns, span) } : scope.lookup(other, span),
    lookupCall: (other, span) =>
      isName(other) ? scope.lookup(other, span) : scope.lookupCall?.(other, span),
  };
}
