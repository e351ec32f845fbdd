import type { Value } from '../../values/value.ts';
import { elementAt, setElement } from '../array-elements.ts';
import type { Span } from '../ast.ts';
import { nullReference } from '../faults.ts';
import { elementOf } from '../static-type.ts';
import type { Bound, Frame } from './bound.ts';
import { compileError } from './context.ts';
import { integerOf } from './operators.ts';

type Index = { readonly name: string | undefined; readonly bound: Bound | undefined };

/** An element of an array whose type is known; it can be assigned to. @throws CompileFault */
export function elementPlace(array: Bound, list: readonly Index[], span: Span): Bound {
  const rank = array.type.slice(elementOf(array.type).length).length - 1;
  if (list.length !== rank) return compileError('The number of indices does not fit the array.', span);
  const indices = list.map(({ bound }) => {
    if (bound === undefined) return compileError('An index is missing.', span);
    return integerOf(bound);
  });
  const held = (frame: Frame) => arrayOf(array.run(frame));
  return {
    type: elementOf(array.type),
    constant: undefined,
    span,
    run: (frame) => {
      const value = held(frame);
      return elementAt(
        value,
        indices.map((index) => index(frame)),
      );
    },
    place: (frame) => {
      const value = held(frame);
      const at = indices.map((index) => index(frame));
      return { get: () => elementAt(value, at), set: (element) => setElement(value, at, element) };
    },
  };
}

function arrayOf(value: Value): Extract<Value, { type: 'Array' }> {
  if (value.type === 'Array') return value;
  if (value.type === 'Nothing') throw nullReference();
  throw new TypeError(`A ${value.type} is no array.`);
}
