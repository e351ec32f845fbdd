import type { Value } from '../../values/value.ts';
import type { LambdaNode, Span } from '../ast.ts';
import { convertValue } from '../conversions/convert.ts';
import type { StaticType } from '../static-type.ts';
import { type Bound, boundValue, type Frame } from './bound.ts';
import { type BindContext, compileError, type Meaning, type Scope } from './context.ts';
import { convertBound } from './convert-bound.ts';

/** A lambda expression when it runs: it keeps the variables of the place where it was made. */
export class LambdaObject {
  readonly parameterTypes: readonly StaticType[];
  readonly #slots: readonly number[];
  readonly #body: Bound;
  readonly #frame: Frame;

  constructor(parts: {
    readonly parameterTypes: readonly StaticType[];
    readonly slots: readonly number[];
    readonly body: Bound;
    readonly frame: Frame;
  }) {
    this.parameterTypes = parts.parameterTypes;
    this.#slots = parts.slots;
    this.#body = parts.body;
    this.#frame = parts.frame;
  }

  call(values: readonly Value[]): Value {
    const locals = [...this.#frame.locals];
    for (const [index, slot] of this.#slots.entries()) {
      const type = this.parameterTypes[index] ?? 'Object';
      locals[slot] = convertValue(values[index] ?? { type: 'Nothing' }, type, this.#frame.environment);
    }
    return this.#body.run({ ...this.#frame, locals });
  }
}

/** `Function(x) x + 1`; a parameter without a type is an Object. @throws CompileFault */
export function bindLambda(node: LambdaNode, context: BindContext): Bound {
  const parameters = node.parameters.map(({ name, type }) => ({
    name,
    type: type === undefined ? 'Object' : context.resolveType(type, node),
    slot: context.reserveLocal(),
  }));
  const scope: Scope = {
    lookup: (name, span) => {
      const found = parameters.find((each) => each.name.toLowerCase() === name.toLowerCase());
      return found === undefined ? context.scope.lookup(name, span) : parameterMeaning(found, span);
    },
  };
  const body = context.within(scope).bind(node.body);
  const slots = parameters.map((each) => each.slot);
  const parameterTypes = parameters.map((each) => each.type);
  return boundValue('Delegate', node, (frame) => ({
    type: 'Object',
    className: 'Delegate',
    value: new LambdaObject({ parameterTypes, slots, body, frame }),
  }));
}

function parameterMeaning(
  parameter: { readonly type: StaticType; readonly slot: number },
  span: Span,
): Meaning {
  const { slot, type } = parameter;
  return {
    kind: 'value',
    value: boundValue(type, span, (frame) => frame.locals[slot] ?? { type: 'Nothing' }),
  };
}

/** The call of a lambda expression. @throws CompileFault */
export function bindLambdaCall(
  target: Bound,
  list: readonly { readonly name: string | undefined; readonly bound: Bound | undefined }[],
  span: Span,
): Bound {
  const runs = list.map(({ bound }) => {
    if (bound === undefined) return compileError('An argument is missing.', span);
    return convertBound(bound, 'Object').run;
  });
  return boundValue('Object', span, (frame) => {
    const value = target.run(frame);
    if (value.type !== 'Object' || !(value.value instanceof LambdaObject)) {
      return compileError('Only a lambda expression can be called.', span);
    }
    return value.value.call(runs.map((run) => run(frame)));
  });
}
