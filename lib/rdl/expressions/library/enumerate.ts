import { EvaluationFault } from '../../values/fault.ts';
import { arrayValue } from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import type { CallContext } from './call-context.ts';
import type { ArrayValue } from './signature.ts';

/** What `For Each` would go through. @throws EvaluationFault */
export function itemsOf(value: Value, context: CallContext): readonly Value[] {
  const items = enumerate(value);
  if (items === undefined) throw new EvaluationFault('InvalidCastException', 'The value is no collection.');
  context.session.charge(items.length);
  return items;
}

/** A collection of the library. */
export interface Enumerable {
  enumerate(): readonly Value[];
}

/** The items of an array, a text or a collection; undefined where the value is none. */
export function enumerate(value: Value): readonly Value[] | undefined {
  switch (value.type) {
    case 'Array':
      return value.items;
    case 'Bytes':
      return Array.from(value.value, (byte) => ({ type: 'Byte', value: byte }));
    case 'String':
      return charArray(value.value).items;
    case 'Object':
      return isEnumerable(value.value) ? value.value.enumerate() : undefined;
    default:
      return undefined;
  }
}

function isEnumerable(object: object): object is Enumerable {
  return 'enumerate' in object && typeof object.enumerate === 'function';
}

export function charactersOf(array: ArrayValue | undefined): string {
  return (array?.items ?? []).map((item) => (item.type === 'Char' ? item.value : '')).join('');
}

export function charArray(text: string): ArrayValue {
  const array = arrayValue(
    'Char',
    Array.from({ length: text.length }, (_, index) => ({ type: 'Char', value: text.charAt(index) })),
  );
  if (array.type !== 'Array') throw new TypeError('An array was made.');
  return array;
}

export function textsOf(items: readonly Value[] | undefined): readonly string[] {
  return (items ?? []).map((item) => (item.type === 'String' || item.type === 'Char' ? item.value : ''));
}
