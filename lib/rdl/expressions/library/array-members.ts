import { compareTexts } from '../../formats/text-culture.ts';
import { EvaluationFault } from '../../values/fault.ts';
import { arrayValue } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { elementAt, mutableItems, setElement } from '../array-elements.ts';
import { zeroOf } from '../conversions/convert.ts';
import { argumentNull, indexOutOfRange } from '../faults.ts';
import { compareSame } from '../operators/compare.ts';
import type { CallContext } from './call-context.ts';
import { valuesEqual } from './equality.ts';
import { overload } from './number-members.ts';
import { type ArrayValue, instance, type Overload, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** Members of System.Array. */

function arrayOf(value: Value | undefined): ArrayValue {
  if (value?.type === 'Array') return value;
  throw argumentNull('array');
}

function lengthsOf(array: ArrayValue): readonly number[] {
  return array.lengths ?? [array.items.length];
}

function lengthIn(self: Value, dimension: number): number {
  const length = lengthsOf(arrayOf(self))[dimension];
  if (length === undefined) throw indexOutOfRange();
  return length;
}

/** The order of Comparer.Default; texts by the culture. @throws EvaluationFault InvalidOperationException */
export function defaultOrder(left: Value, right: Value, { culture }: CallContext): number {
  if (left.type === 'Nothing' || right.type === 'Nothing') {
    return Number(left.type !== 'Nothing') - Number(right.type !== 'Nothing');
  }
  if (left.type === 'String' && right.type === 'String') {
    return compareTexts(left.value, right.value, culture, { ignoreCase: false });
  }
  if (left.type === 'Boolean' && right.type === 'Boolean') return Number(left.value) - Number(right.value);
  if (left.type !== right.type || left.type === 'Object' || left.type === 'Array') {
    throw new EvaluationFault('InvalidOperationException', 'Failed to compare two elements in the array.');
  }
  return compareSame(left, right) ?? 0;
}

/** Sorts in place; equal elements keep their order, which .NET leaves open. */
export function sortValues(items: Value[], context: CallContext): void {
  context.session.charge(items.length * Math.ceil(Math.log2(items.length + 2)));
  items.sort((left, right) => defaultOrder(left, right, context));
}

function sortArray(_self: Value, [array, other]: readonly Value[], context: CallContext): Value {
  const keys = mutableItems(arrayOf(array));
  if (other?.type !== 'Array') {
    sortValues(keys, context);
    return NOTHING;
  }
  const items = mutableItems(other);
  const pairs = keys.map((key, index) => [key, items[index] ?? NOTHING] as const);
  pairs.sort(([left], [right]) => defaultOrder(left, right, context));
  for (const [index, [key, item]] of pairs.entries()) {
    keys[index] = key;
    items[index] = item;
  }
  return NOTHING;
}

function reverse(items: Value[], start: number, length: number): void {
  const part = items.slice(start, start + length).reverse();
  items.splice(start, length, ...part);
}

function indexOf(array: Value | undefined, value: Value, from = 0): number {
  const { items } = arrayOf(array);
  for (let index = from; index < items.length; index++)
    if (valuesEqual(items[index] ?? NOTHING, value)) return index;
  return -1;
}

function lastIndexOf(array: Value | undefined, value: Value): number {
  const { items } = arrayOf(array);
  for (let index = items.length - 1; index >= 0; index--)
    if (valuesEqual(items[index] ?? NOTHING, value)) return index;
  return -1;
}

function copy(from: ArrayValue, start: number, to: ArrayValue, at: number, count: number): void {
  if (start < 0 || at < 0 || count < 0 || start + count > from.items.length || at + count > to.items.length) {
    throw new EvaluationFault('ArgumentException', 'The array is not long enough.');
  }
  const part = from.items.slice(start, start + count);
  mutableItems(to).splice(at, count, ...part);
}

const sharedMembers: readonly Overload[] = [
  overload('Sort', ['Array'], 'Void', sortArray),
  overload('Sort', ['Array', 'Array'], 'Void', sortArray),
  overload('Reverse', ['Array'], 'Void', (_self, [array]) => {
    const items = mutableItems(arrayOf(array));
    items.reverse();
    return NOTHING;
  }),
  shared('Reverse(array As Array, index As Int32, length As Int32) As Void', (array, index, length) => {
    reverse(mutableItems(arrayOf(array)), index, length);
    return undefined;
  }),
  shared('IndexOf(array As Array, value As Object) As Int32', (array, value) => indexOf(array, value)),
  shared('IndexOf(array As Array, value As Object, startIndex As Int32) As Int32', (array, value, start) =>
    indexOf(array, value, start),
  ),
  shared('LastIndexOf(array As Array, value As Object) As Int32', lastIndexOf),
  shared('Clear(array As Array, index As Int32, length As Int32) As Void', (array, index, length) => {
    const target = arrayOf(array);
    mutableItems(target).fill(zeroOf(target.element), index, index + length);
    return undefined;
  }),
  shared(
    'Copy(sourceArray As Array, destinationArray As Array, length As Int32) As Void',
    (from, to, length) => {
      copy(arrayOf(from), 0, arrayOf(to), 0, length);
      return undefined;
    },
  ),
  shared(
    'Copy(sourceArray As Array, sourceIndex As Int32, destinationArray As Array, destinationIndex As Int32, length As Int32) As Void',
    (from, start, to, at, length) => {
      copy(arrayOf(from), start, arrayOf(to), at, length);
      return undefined;
    },
  ),
  {
    ...overload('Resize', ['Array', 'Int32'], 'Void', (_self, args, context) => {
      const [array, size] = args;
      const target = arrayOf(array);
      const length = size?.type === 'Int32' ? size.value : 0;
      context.session.checkSize(length);
      args[0] = arrayValue(
        target.element,
        Array.from({ length }, (_, index) => target.items[index] ?? zeroOf(target.element)),
      );
      return NOTHING;
    }),
    parameters: [
      { name: 'array', type: 'Array', defaultValue: undefined, isParamArray: false, isByRef: true },
      { name: 'newSize', type: 'Int32', defaultValue: undefined, isParamArray: false, isByRef: false },
    ],
  },
];

const instanceMembers: readonly Overload[] = [
  instance('Array', 'Length As Int32', (self) => arrayOf(self).items.length),
  instance('Array', 'LongLength As Int64', (self) => BigInt(arrayOf(self).items.length)),
  instance('Array', 'Rank As Int32', (self) => lengthsOf(arrayOf(self)).length),
  instance('Array', 'GetLength(dimension As Int32) As Int32', lengthIn),
  instance('Array', 'GetLowerBound(dimension As Int32) As Int32', (self, dimension) => {
    lengthIn(self, dimension);
    return 0;
  }),
  instance(
    'Array',
    'GetUpperBound(dimension As Int32) As Int32',
    (self, dimension) => lengthIn(self, dimension) - 1,
  ),
  instance('Array', 'GetValue(index As Int32) As Object', (self, index) => elementAt(arrayOf(self), [index])),
  instance('Array', 'SetValue(value As Object, index As Int32) As Void', (self, value, index) => {
    setElement(arrayOf(self), [index], value);
    return undefined;
  }),
  instance('Array', 'Clone() As Object', (self) => {
    const array = arrayOf(self);
    return { ...array, items: [...array.items] };
  }),
  instance('Array', 'CopyTo(array As Array, index As Int32) As Void', (self, to, at) => {
    const from = arrayOf(self);
    copy(from, 0, arrayOf(to), at, from.items.length);
    return undefined;
  }),
];

export function arrayMembers(): TypeMembers {
  return typeMembers('Array', { shared: sharedMembers, instance: instanceMembers });
}
