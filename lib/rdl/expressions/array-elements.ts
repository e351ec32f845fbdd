import { EvaluationFault } from '../values/fault.ts';
import { NOTHING, type Value } from '../values/value.ts';
import { indexOutOfRange } from './faults.ts';

type ArrayValue = Extract<Value, { type: 'Array' }>;

/** @throws EvaluationFault IndexOutOfRangeException, RankException */
export function elementAt(array: ArrayValue, indices: readonly number[]): Value {
  return array.items[offsetOf(array, indices)] ?? NOTHING;
}

/** Arrays are shared by reference, so that an element that one holder sets is set for all. */
export function setElement(array: ArrayValue, indices: readonly number[], value: Value): void {
  mutableItems(array)[offsetOf(array, indices)] = value;
}

/** The elements for writing; only code that runs inside the report may write them. */
export function mutableItems(array: ArrayValue): Value[] {
  return array.items as Value[];
}

function offsetOf(array: ArrayValue, indices: readonly number[]): number {
  const lengths = array.lengths ?? [array.items.length];
  if (lengths.length !== indices.length) {
    throw new EvaluationFault('RankException', 'The array has another number of dimensions.');
  }
  let offset = 0;
  for (const [dimension, index] of indices.entries()) {
    const length = lengths[dimension] ?? 0;
    if (index < 0 || index >= length) throw indexOutOfRange();
    offset = offset * length + index;
  }
  return offset;
}
