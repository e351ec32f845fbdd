import type { Node } from '../expressions/ast.ts';
import { type Bound, boundValue, type Frame } from '../expressions/bind/bound.ts';
import { compileError } from '../expressions/bind/context.ts';
import { convertBound } from '../expressions/bind/convert-bound.ts';
import { newArray } from '../expressions/bind/new.ts';
import { integerOf } from '../expressions/bind/operators.ts';
import { elementOf, type StaticType } from '../expressions/static-type.ts';
import type { Value } from '../values/value.ts';
import { codeObject, copyStructure } from './code-object.ts';
import { type Action, Flow, sequence } from './flow.ts';
import type { StatementBinder } from './statement-binder.ts';
import { store } from './store.ts';
import type { Declarator, Statement } from './syntax.ts';

type Dim = Extract<Statement, { kind: 'dim' }>;

/** `Dim`, `Const` and `Static`. @throws CompileFault */
export function bindDim(statement: Dim, binder: StatementBinder): Action {
  const actions = statement.declarators.map((each) => bindDeclarator(each, statement, binder));
  return sequence(actions, new Map());
}

function bindDeclarator(declarator: Declarator, { isStatic, isConst }: Dim, binder: StatementBinder): Action {
  const type = binder.typeOf(declarator);
  if (isConst) return declareConstant(declarator, type, binder);
  if (isStatic) return declareStatic(declarator, type, binder);
  const initial = initializer(declarator, type, binder);
  const target = binder.declareLocal(declarator.name, type, declarator);
  // Without an initializer a variable of a loop keeps its value from turn to turn.
  return initial === undefined ? () => Flow.next : store(target, initial);
}

function initializer(
  declarator: Declarator,
  type: StaticType,
  binder: StatementBinder,
): Bound['run'] | undefined {
  if (declarator.initializer !== undefined)
    return convertBound(binder.binder.bind(declarator.initializer), type).run;
  if (declarator.sizes === undefined) return undefined;
  return arrayOf(elementOf(type), declarator.sizes, binder);
}

/** Makes an array of the zeros of its type. */
export function arrayOf(
  element: StaticType,
  sizes: readonly Node[],
  { binder, method }: StatementBinder,
): Bound['run'] {
  const bounds = sizes.map((size) => integerOf(binder.bind(size)));
  const zero = method.module.initial(element);
  return (frame) =>
    newArray(
      zero,
      element,
      bounds.map((bound) => bound(frame)),
      frame,
    );
}

function declareConstant(declarator: Declarator, type: StaticType, binder: StatementBinder): Action {
  if (declarator.initializer === undefined) return compileError('Constants must have a value.', declarator);
  const { constant } = convertBound(binder.binder.bind(declarator.initializer), type);
  if (constant === undefined) return compileError('Constant expression is required.', declarator);
  binder.scope.declareConstant(declarator.name, constant, type);
  return () => Flow.next;
}

/** A Static variable belongs to the object, or to the session in a shared method; it is initialized once. */
function declareStatic(declarator: Declarator, type: StaticType, binder: StatementBinder): Action {
  const key = declarator;
  const zero = binder.method.module.initial(type);
  const initial = initializer(declarator, type, binder);
  const place = (frame: Frame) => {
    const statics = staticsOf(frame);
    return {
      get: () => statics.get(key) ?? zero(),
      set: (value: Value) => {
        statics.set(key, copyStructure(value));
      },
    };
  };
  binder.scope.declare(declarator.name, (span) => ({
    ...boundValue(type, span, (frame) => place(frame).get()),
    place,
  }));
  return (frame) => {
    if (!staticsOf(frame).has(key)) place(frame).set(initial === undefined ? zero() : initial(frame));
    return Flow.next;
  };
}

function staticsOf({ self, environment }: Frame): Map<object, Value> {
  if (self.type !== 'Nothing') return codeObject(self).statics;
  return environment.session.sharedStatics;
}
