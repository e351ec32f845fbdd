import type { Binder } from '../expressions/bind/binder.ts';
import { dominantType } from '../expressions/bind/casts.ts';
import type { Scope } from '../expressions/bind/context.ts';
import { compileError } from '../expressions/bind/context.ts';
import { convertBound } from '../expressions/bind/convert-bound.ts';
import { newArray } from '../expressions/bind/new.ts';
import { integerOf } from '../expressions/bind/operators.ts';
import type { CallContext } from '../expressions/library/call-context.ts';
import { constant, type Overload, type Parameter } from '../expressions/library/signature.ts';
import { elementOf, type StaticType } from '../expressions/static-type.ts';
import { NOTHING, type Value } from '../values/value.ts';
import { codeObject, copyStructure } from './code-object.ts';
import type { CodeType, FieldSource } from './code-type.ts';
import type { CompiledCode } from './compile.ts';
import { compileMethod, type MethodRunner } from './compile-method.ts';
import type {
  Declarator,
  FieldSyntax,
  MemberSyntax,
  MethodSyntax,
  Modifiers,
  ParameterSyntax,
  PropertySyntax,
} from './syntax.ts';

export type DeclareContext = { readonly module: CompiledCode; readonly scope: Scope };

/** Declares the members of a class; their bodies and initializers are bound later, when all names are known. */
export function declareMembers(
  type: CodeType,
  members: readonly MemberSyntax[],
  context: DeclareContext,
): void {
  for (const member of members) {
    if (member.kind === 'field') declareFields(type, member, context);
    else if (member.kind === 'method') declareMethod(type, member, context);
    else if (member.kind === 'property') declareProperty(type, member, context);
  }
}

function binderOf(type: CodeType, { module, scope }: DeclareContext): Binder {
  return module.binder(type, scope, { count: 0 });
}

function declareFields(
  type: CodeType,
  { modifiers, declarators }: FieldSyntax,
  context: DeclareContext,
): void {
  for (const declarator of declarators) {
    if (modifiers.isConst) declareConstant(type, declarator, modifiers, context);
    else declareField(type, declarator, modifiers, context);
  }
}

/** A constant's type and value are those of its initializer, unless it says a type. */
function declareConstant(
  type: CodeType,
  declarator: Declarator,
  modifiers: Modifiers,
  context: DeclareContext,
): void {
  const binder = binderOf(type, context);
  const bound = binder.bind(
    declarator.initializer ?? compileError('Constants must have a value.', declarator),
  );
  const declared =
    declarator.type === undefined ? bound.type : binder.resolveType(declarator.type, declarator);
  const value =
    convertBound(bound, declared).constant ?? compileError('Constant expression is required.', declarator);
  type.declare(constant(declarator.name, declared, value), {
    isShared: true,
    isPublic: isPublicField(type, modifiers),
  });
}

/** Fields of a class are private where nothing is said, those of a structure public. */
function isPublicField(type: CodeType, { access }: Modifiers): boolean {
  return access === undefined ? type.isStructure : access === 'public';
}

function declareField(
  type: CodeType,
  declarator: Declarator,
  modifiers: Modifiers,
  context: DeclareContext,
): void {
  const binder = binderOf(type, context);
  const fieldType = fieldTypeOf(declarator, binder);
  const source: FieldSource = { zero: context.module.initial(fieldType), initialize: undefined };
  const list = modifiers.isShared ? type.shared : type.fields;
  const index = list.push(source) - 1;
  context.module.later(() => {
    source.initialize = initializerOf(declarator, fieldType, binder, context);
  });
  const isPublic = isPublicField(type, modifiers);
  type.declare(fieldAccess(type, declarator.name, fieldType, index, modifiers.isShared), {
    isShared: modifiers.isShared,
    isPublic,
  });
}

function fieldTypeOf(declarator: Declarator, binder: Binder): StaticType {
  if (declarator.type !== undefined) return binder.resolveType(declarator.type, declarator);
  if (declarator.initializer === undefined) return 'Object';
  return dominantType([binder.bind(declarator.initializer)]);
}

function initializerOf(
  { initializer, sizes }: Declarator,
  fieldType: StaticType,
  binder: Binder,
  { module }: DeclareContext,
): FieldSource['initialize'] {
  const run =
    initializer === undefined
      ? arrayMaker(sizes, fieldType, binder, module)
      : convertBound(binder.bind(initializer), fieldType).run;
  if (run === undefined) return undefined;
  return (self, session) => copyStructure(run({ environment: session.environment, locals: [], self }));
}

function arrayMaker(sizes: Declarator['sizes'], fieldType: StaticType, binder: Binder, module: CompiledCode) {
  if (sizes === undefined) return undefined;
  const bounds = sizes.map((size) => integerOf(binder.bind(size)));
  const element = elementOf(fieldType);
  const zero = module.initial(element);
  return (frame: Parameters<NonNullable<(typeof bounds)[number]>>[0]) =>
    newArray(
      zero,
      element,
      bounds.map((bound) => bound(frame)),
      frame,
    );
}

function fieldAccess(
  type: CodeType,
  name: string,
  fieldType: StaticType,
  index: number,
  isShared: boolean,
): Overload {
  const valuesOf = isShared
    ? (_target: Value, context: CallContext) => type.sharedValues(context.session)
    : (target: Value) => codeObject(target).fields;
  return {
    name,
    parameters: [],
    returns: fieldType,
    isProperty: true,
    invoke: (target, _args, context) => valuesOf(target, context)[index] ?? NOTHING,
    assign: (target, _args, value, context) => {
      valuesOf(target, context)[index] = copyStructure(value);
    },
  };
}

/** The parameters of a method with their types and constant defaults. */
function parametersOf(list: readonly ParameterSyntax[], binder: Binder): readonly Parameter[] {
  return list.map((parameter) => {
    const span = { start: 0, end: 0 };
    const type = parameter.type === undefined ? 'Object' : binder.resolveType(parameter.type, span);
    const { defaultValue } = parameter;
    const isOptional = parameter.isOptional && defaultValue !== undefined;
    return {
      name: parameter.name,
      type,
      defaultValue: isOptional ? defaultOf(convertBound(binder.bind(defaultValue), type), span) : undefined,
      isParamArray: parameter.isParamArray,
      isByRef: parameter.isByRef,
    };
  });
}

function defaultOf(bound: ReturnType<typeof convertBound>, span: { start: number; end: number }): Value {
  return bound.constant ?? compileError('Constant expression is required.', span);
}

function declareMethod(type: CodeType, method: MethodSyntax, context: DeclareContext): void {
  const binder = binderOf(type, context);
  const parameters = parametersOf(method.parameters, binder);
  const returns = method.isFunction
    ? method.returns === undefined
      ? 'Object'
      : binder.resolveType(method.returns, method)
    : 'Void';
  const isConstructor = method.name === 'New' && !method.isFunction;
  let runner: MethodRunner | undefined;
  context.module.later(() => {
    runner = compileMethod({
      name: method.name,
      parameters,
      returns,
      body: method.body,
      owner: type,
      context,
    });
  });
  const overload: Overload = {
    name: method.name,
    parameters,
    returns: isConstructor ? type.name : returns,
    isProperty: false,
    invoke: (target, args, callContext) => {
      const self = isConstructor
        ? type.makeObject(callContext.session)
        : method.modifiers.isShared
          ? NOTHING
          : target;
      const result = run(runner, self, args, callContext);
      return isConstructor ? self : result;
    },
  };
  if (isConstructor) type.constructors.push(overload);
  else
    type.declare(overload, {
      isShared: method.modifiers.isShared,
      isPublic: method.modifiers.access !== 'private',
    });
}

function run(runner: MethodRunner | undefined, self: Value, args: Value[], context: CallContext): Value {
  if (runner === undefined) throw new Error('The method is not compiled yet.');
  return runner(self, args, context.session);
}

function declareProperty(type: CodeType, property: PropertySyntax, context: DeclareContext): void {
  const { modifiers } = property;
  const traits = { isShared: modifiers.isShared, isPublic: modifiers.access !== 'private' };
  if (modifiers.isDefault) type.defaultMember = property.name;
  if (property.getter === undefined && property.setter === undefined) {
    declareAutomatic(type, property, context);
    return;
  }
  const binder = binderOf(type, context);
  const parameters = parametersOf(property.parameters, binder);
  const returns = property.returns === undefined ? 'Object' : binder.resolveType(property.returns, property);
  let get: MethodRunner | undefined;
  let set: MethodRunner | undefined;
  const { getter, setter } = property;
  context.module.later(() => {
    const shape = { owner: type, context };
    if (getter !== undefined)
      get = compileMethod({ name: property.name, parameters, returns, body: getter, ...shape });
    if (setter !== undefined) {
      const value = {
        name: setter.valueName,
        type: returns,
        defaultValue: undefined,
        isParamArray: false,
        isByRef: false,
      };
      set = compileMethod({
        name: '',
        parameters: [...parameters, value],
        returns: 'Void',
        body: setter.body,
        ...shape,
      });
    }
  });
  const selfOf = (target: Value) => (modifiers.isShared ? NOTHING : target);
  const overload: Overload = {
    name: property.name,
    parameters,
    returns,
    isProperty: true,
    invoke: (target, args, callContext) => run(get, selfOf(target), args, callContext),
    ...(setter === undefined
      ? {}
      : {
          assign: (target: Value, args: readonly Value[], value: Value, callContext: CallContext) => {
            run(set, selfOf(target), [...args, value], callContext);
          },
        }),
  };
  type.declare(overload, traits);
}

/** `Property X As T`: a field of its own. */
function declareAutomatic(type: CodeType, property: PropertySyntax, context: DeclareContext): void {
  const { name, returns, initializer, modifiers, start, end } = property;
  const declarator = { name, type: returns, sizes: undefined, initializer, start, end };
  const access = modifiers.access ?? 'public';
  declareField(type, declarator, { ...modifiers, access }, context);
}
