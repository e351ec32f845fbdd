import type { Value } from '../../values/value.ts';
import type { Span } from '../ast.ts';
import type { Environment } from '../environment.ts';
import type { StaticType } from '../static-type.ts';

/** Where bound code runs: the environment of the expression, and the variables of a function of custom code. */
export type Frame = {
  readonly environment: Environment;
  readonly locals: Value[];
  /** The instance that `Me` is, in custom code. */
  readonly self: Value;
};

/** A place that a value is read from and written to, its operands evaluated once. */
export type Place = { get(): Value; set(value: Value): void };

/** An expression with its type and all names resolved, ready to run any number of times. */
export type Bound = {
  readonly type: StaticType;
  readonly run: (frame: Frame) => Value;
  /** The value, where it is the same each time by the rules of the language. */
  readonly constant: Value | undefined;
  /** Set where the expression can be assigned to or passed by reference. */
  readonly place?: (frame: Frame) => Place;
  readonly span: Span;
};

export function boundConstant(value: Value, type: StaticType, span: Span): Bound {
  return { type, run: () => value, constant: value, span };
}

export function boundValue(type: StaticType, span: Span, run: (frame: Frame) => Value): Bound {
  return { type, run, constant: undefined, span };
}

/** The literal Nothing, which takes the type of what it meets. */
export function isNothing(bound: Bound): boolean {
  return bound.type === 'Nothing';
}
