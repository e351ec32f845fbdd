import { type Culture, INVARIANT } from '../../formats/culture.ts';
import { compareTexts, findLastText, findText, matchAt, toUpper } from '../../formats/text-culture.ts';
import { argumentFault, argumentNull, outOfRange } from '../faults.ts';
import type { CallContext } from './call-context.ts';

export type Comparison = { readonly culture: Culture | undefined; readonly ignoreCase: boolean };

/** StringComparison: 0–1 the current culture, 2–3 the invariant one, 4–5 code units; the odd ones ignore case. */
export function comparisonOf(kind: number, context: CallContext): Comparison {
  if (kind < 0 || kind > 5)
    throw argumentFault('The string comparison type passed in is currently not supported.');
  const cultures = [context.culture, INVARIANT, undefined];
  return { culture: cultures[kind >> 1], ignoreCase: (kind & 1) === 1 };
}

/** By code unit, in upper case where case does not count. */
function folded(text: string, { ignoreCase }: Comparison): string {
  return ignoreCase ? toUpper(text, INVARIANT) : text;
}

export function compare(left: string | undefined, right: string | undefined, comparison: Comparison): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  if (comparison.culture !== undefined) return compareTexts(left, right, comparison.culture, comparison);
  return comparison.ignoreCase
    ? compareUnits(folded(left, comparison), folded(right, comparison))
    : compareOrdinal(left, right);
}

/**
 * The difference of the first two units that differ. .NET reads two units at a time, so that a text of odd length
 * is compared with its zero terminator too; else the lengths decide.
 */
export function compareOrdinal(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  const shortest = Math.min(left.length, right.length);
  const endsAlone = shortest === 0 || shortest % 2 === 1;
  const isStart = left.length !== right.length && left.slice(0, shortest) === right.slice(0, shortest);
  if (endsAlone && isStart) return unitAt(left, shortest) - unitAt(right, shortest);
  return compareUnits(left, right);
}

/** The difference of the first two units that differ, or of the lengths. */
export function compareUnits(left: string, right: string): number {
  const shortest = Math.min(left.length, right.length);
  for (let index = 0; index < shortest; index++) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function unitAt(text: string, index: number): number {
  return index < text.length ? text.charCodeAt(index) : 0;
}

export function indexIn(text: string, wanted: string, start: number, comparison: Comparison): number {
  if (comparison.culture === undefined)
    return folded(text, comparison).indexOf(folded(wanted, comparison), start);
  return findText(text, wanted, start, comparison.culture, comparison)?.index ?? -1;
}

export function lastIndexIn(text: string, wanted: string, end: number, comparison: Comparison): number {
  if (wanted === '') return end;
  if (comparison.culture === undefined) {
    return folded(text, comparison).slice(0, end).lastIndexOf(folded(wanted, comparison));
  }
  return findLastText(text, wanted, end, comparison.culture, comparison)?.index ?? -1;
}

export function current({ culture }: CallContext): Comparison {
  return { culture, ignoreCase: false };
}

export function startsWith(text: string, wanted: string, comparison: Comparison): boolean {
  if (comparison.culture === undefined)
    return folded(text, comparison).startsWith(folded(wanted, comparison));
  return matchAt(text, wanted, 0, comparison.culture, comparison) !== undefined;
}

export function endsWith(text: string, wanted: string, comparison: Comparison): boolean {
  const { culture } = comparison;
  if (culture === undefined) return folded(text, comparison).endsWith(folded(wanted, comparison));
  const ends = [wanted.length, wanted.length - 1, wanted.length + 1];
  return (
    wanted === '' ||
    ends.some((length) => {
      const start = text.length - length;
      return length > 0 && start >= 0 && matchAt(text, wanted, start, culture, comparison) === length;
    })
  );
}

/** @throws EvaluationFault ArgumentOutOfRangeException */
export function check(condition: boolean, name: string): void {
  if (!condition) throw outOfRange(name);
}

export function needed(text: string | undefined, name = 'value'): string {
  if (text === undefined) throw argumentNull(name);
  return text;
}

export function substring(text: string, start: number, length: number): string {
  check(start >= 0 && start <= text.length, 'startIndex');
  check(length >= 0 && start + length <= text.length, 'length');
  return text.slice(start, start + length);
}
