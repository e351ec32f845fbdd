import { type Culture, INVARIANT } from '../../formats/culture.ts';
import {
  compareTexts,
  findLastText,
  findText,
  matchAt,
  toLower,
  toUpper,
} from '../../formats/text-culture.ts';
import { EvaluationFault } from '../../values/fault.ts';
import { arrayValue, stringValue } from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import { argumentFault, argumentNull, indexOutOfRange, outOfRange } from '../faults.ts';
import { type CallContext, withCulture } from './call-context.ts';
import { formatComposite } from './composite.ts';
import { cultureOf } from './culture-info.ts';
import { objectText } from './object-text.ts';

import { type ArrayValue, constant, instance, type Overload, shared } from './signature.ts';
import { splitText } from './split.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** Members of System.String. */

const WHITE_BEFORE = /^[\s\u0085\u200b]+/;
const WHITE_AFTER = /[\s\u0085\u200b]+$/;

/** @throws EvaluationFault ArgumentOutOfRangeException */
function check(condition: boolean, name: string): void {
  if (!condition) throw outOfRange(name);
}

function needed(text: string | undefined, name = 'value'): string {
  if (text === undefined) throw argumentNull(name);
  return text;
}

type Comparison = { readonly culture: Culture | undefined; readonly ignoreCase: boolean };

/** StringComparison: 0–1 the current culture, 2–3 the invariant one, 4–5 code units; the odd ones ignore case. */
function comparisonOf(kind: number, context: CallContext): Comparison {
  if (kind < 0 || kind > 5)
    throw argumentFault('The string comparison type passed in is currently not supported.');
  const cultures = [context.culture, INVARIANT, undefined];
  return { culture: cultures[kind >> 1], ignoreCase: (kind & 1) === 1 };
}

/** By code unit, in upper case where case does not count. */
function folded(text: string, { ignoreCase }: Comparison): string {
  return ignoreCase ? toUpper(text, INVARIANT) : text;
}

function compare(left: string | undefined, right: string | undefined, comparison: Comparison): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  if (comparison.culture !== undefined) return compareTexts(left, right, comparison.culture, comparison);
  return compareOrdinal(folded(left, comparison), folded(right, comparison));
}

/** The difference of the first two units that differ, or of the lengths. */
function compareOrdinal(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  const shortest = Math.min(left.length, right.length);
  for (let index = 0; index < shortest; index++) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function indexIn(text: string, wanted: string, start: number, comparison: Comparison): number {
  if (comparison.culture === undefined)
    return folded(text, comparison).indexOf(folded(wanted, comparison), start);
  return findText(text, wanted, start, comparison.culture, comparison)?.index ?? -1;
}

function lastIndexIn(text: string, wanted: string, end: number, comparison: Comparison): number {
  if (wanted === '') return end;
  if (comparison.culture === undefined) {
    return folded(text, comparison).slice(0, end).lastIndexOf(folded(wanted, comparison));
  }
  return findLastText(text, wanted, end, comparison.culture, comparison)?.index ?? -1;
}

function current({ culture }: CallContext): Comparison {
  return { culture, ignoreCase: false };
}

function startsWith(text: string, wanted: string, comparison: Comparison): boolean {
  if (comparison.culture === undefined)
    return folded(text, comparison).startsWith(folded(wanted, comparison));
  return matchAt(text, wanted, 0, comparison.culture, comparison) !== undefined;
}

function endsWith(text: string, wanted: string, comparison: Comparison): boolean {
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

function substring(text: string, start: number, length: number): string {
  check(start >= 0 && start <= text.length, 'startIndex');
  check(length >= 0 && start + length <= text.length, 'length');
  return text.slice(start, start + length);
}

function removed(text: string, start: number, count: number): string {
  check(start >= 0 && start <= text.length, 'startIndex');
  check(count >= 0 && start + count <= text.length, 'count');
  return text.slice(0, start) + text.slice(start + count);
}

function replaced(
  text: string,
  wanted: string | undefined,
  by: string | undefined,
  context: CallContext,
): string {
  if (needed(wanted, 'oldValue') === '') throw argumentFault('The value cannot be an empty string.');
  const result = text.split(needed(wanted)).join(by ?? '');
  context.session.checkSize(result.length);
  return result;
}

function replacedBy(
  text: string,
  wanted: string | undefined,
  by: string | undefined,
  comparison: Comparison,
): string {
  if (needed(wanted, 'oldValue') === '') throw argumentFault('The value cannot be an empty string.');
  const find = needed(wanted);
  let result = '';
  let from = 0;
  for (;;) {
    const at = indexIn(text, find, from, comparison);
    if (at < 0) return result + text.slice(from);
    result += text.slice(from, at) + (by ?? '');
    from = at + find.length;
  }
}

function padded(
  text: string,
  width: number,
  char: string,
  side: 'start' | 'end',
  context: CallContext,
): string {
  check(width >= 0, 'totalWidth');
  context.session.checkSize(width);
  return side === 'start' ? text.padStart(width, char) : text.padEnd(width, char);
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

type Sides = { readonly start: boolean; readonly end: boolean };

function trimmed(text: string, characters: string, { start, end }: Sides): string {
  if (characters === '') {
    const left = start ? text.replace(WHITE_BEFORE, '') : text;
    return end ? left.replace(WHITE_AFTER, '') : left;
  }
  let [from, to] = [0, text.length];
  while (start && from < to && characters.includes(text.charAt(from))) from++;
  while (end && to > from && characters.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

const TRIMS: readonly (readonly ['Trim' | 'TrimStart' | 'TrimEnd', Sides])[] = [
  ['Trim', { start: true, end: true }],
  ['TrimStart', { start: true, end: false }],
  ['TrimEnd', { start: false, end: true }],
];

const trims: readonly Overload[] = TRIMS.flatMap(([name, sides]) => [
  instance('String', `${name}() As String`, (self) => trimmed(self, '', sides)),
  instance('String', `${name}(trimChar As Char) As String`, (self, char) => trimmed(self, char, sides)),
  instance('String', `${name}(ParamArray trimChars As Char()) As String`, (self, list) =>
    trimmed(self, list.map((item) => (item.type === 'Char' ? item.value : '')).join(''), sides),
  ),
]);

function indexOfAny(text: string, characters: string, start: number): number {
  for (let index = start; index < text.length; index++)
    if (characters.includes(text.charAt(index))) return index;
  return -1;
}

const searches: readonly Overload[] = [
  instance('String', 'Contains(value As String) As Boolean', (self, text) => self.includes(needed(text))),
  instance(
    'String',
    'Contains(value As String, comparisonType As StringComparison) As Boolean',
    (self, text, kind, context) => indexIn(self, needed(text), 0, comparisonOf(kind, context)) >= 0,
  ),
  instance('String', 'Contains(value As Char) As Boolean', (self, char) => self.includes(char)),
  instance('String', 'StartsWith(value As String) As Boolean', (self, text, context) =>
    startsWith(self, needed(text), current(context)),
  ),
  instance(
    'String',
    'StartsWith(value As String, comparisonType As StringComparison) As Boolean',
    (self, text, kind, context) => startsWith(self, needed(text), comparisonOf(kind, context)),
  ),
  instance(
    'String',
    'StartsWith(value As String, ignoreCase As Boolean, culture As CultureInfo) As Boolean',
    (self, text, ignoreCase, culture, context) =>
      startsWith(self, needed(text), { culture: cultureOf(culture, context), ignoreCase }),
  ),
  instance('String', 'StartsWith(value As Char) As Boolean', (self, char) => self.startsWith(char)),
  instance('String', 'EndsWith(value As String) As Boolean', (self, text, context) =>
    endsWith(self, needed(text), current(context)),
  ),
  instance(
    'String',
    'EndsWith(value As String, comparisonType As StringComparison) As Boolean',
    (self, text, kind, context) => endsWith(self, needed(text), comparisonOf(kind, context)),
  ),
  instance(
    'String',
    'EndsWith(value As String, ignoreCase As Boolean, culture As CultureInfo) As Boolean',
    (self, text, ignoreCase, culture, context) =>
      endsWith(self, needed(text), { culture: cultureOf(culture, context), ignoreCase }),
  ),
  instance('String', 'EndsWith(value As Char) As Boolean', (self, char) => self.endsWith(char)),
  instance('String', 'IndexOf(value As Char) As Int32', (self, char) => self.indexOf(char)),
  instance('String', 'IndexOf(value As Char, startIndex As Int32) As Int32', (self, char, start) => {
    check(start >= 0 && start <= self.length, 'startIndex');
    return self.indexOf(char, start);
  }),
  instance(
    'String',
    'IndexOf(value As Char, startIndex As Int32, count As Int32) As Int32',
    (self, char, start, count) => {
      check(start >= 0 && start <= self.length, 'startIndex');
      check(count >= 0 && start + count <= self.length, 'count');
      return self.slice(0, start + count).indexOf(char, start);
    },
  ),
  instance('String', 'IndexOf(value As String) As Int32', (self, text, context) =>
    indexIn(self, needed(text), 0, current(context)),
  ),
  instance(
    'String',
    'IndexOf(value As String, startIndex As Int32) As Int32',
    (self, text, start, context) => {
      check(start >= 0 && start <= self.length, 'startIndex');
      return indexIn(self, needed(text), start, current(context));
    },
  ),
  instance(
    'String',
    'IndexOf(value As String, startIndex As Int32, count As Int32) As Int32',
    (self, text, start, count, context) => {
      check(start >= 0 && start <= self.length, 'startIndex');
      check(count >= 0 && start + count <= self.length, 'count');
      return indexIn(self.slice(0, start + count), needed(text), start, current(context));
    },
  ),
  instance(
    'String',
    'IndexOf(value As String, comparisonType As StringComparison) As Int32',
    (self, text, kind, context) => indexIn(self, needed(text), 0, comparisonOf(kind, context)),
  ),
  instance(
    'String',
    'IndexOf(value As String, startIndex As Int32, comparisonType As StringComparison) As Int32',
    (self, text, start, kind, context) => {
      check(start >= 0 && start <= self.length, 'startIndex');
      return indexIn(self, needed(text), start, comparisonOf(kind, context));
    },
  ),
  instance('String', 'IndexOfAny(anyOf As Char()) As Int32', (self, list) =>
    indexOfAny(self, charactersOf(list), 0),
  ),
  instance('String', 'IndexOfAny(anyOf As Char(), startIndex As Int32) As Int32', (self, list, start) =>
    indexOfAny(self, charactersOf(list), start),
  ),
  instance('String', 'LastIndexOf(value As Char) As Int32', (self, char) => self.lastIndexOf(char)),
  instance('String', 'LastIndexOf(value As Char, startIndex As Int32) As Int32', (self, char, start) => {
    if (self === '') return -1;
    check(start >= 0 && start < self.length, 'startIndex');
    return self.lastIndexOf(char, start);
  }),
  instance('String', 'LastIndexOf(value As String) As Int32', (self, text, context) =>
    lastIndexIn(self, needed(text), self.length, current(context)),
  ),
  instance(
    'String',
    'LastIndexOf(value As String, startIndex As Int32) As Int32',
    (self, text, start, context) => {
      if (self === '') return needed(text) === '' ? 0 : -1;
      check(start >= 0 && start <= self.length, 'startIndex');
      return lastIndexIn(self, needed(text), Math.min(start + 1, self.length), current(context));
    },
  ),
  instance(
    'String',
    'LastIndexOf(value As String, comparisonType As StringComparison) As Int32',
    (self, text, kind, context) => lastIndexIn(self, needed(text), self.length, comparisonOf(kind, context)),
  ),
];

const changes: readonly Overload[] = [
  instance('String', 'Insert(startIndex As Int32, value As String) As String', (self, start, text) => {
    check(start >= 0 && start <= self.length, 'startIndex');
    return self.slice(0, start) + needed(text) + self.slice(start);
  }),
  instance('String', 'Remove(startIndex As Int32, count As Int32) As String', removed),
  instance('String', 'Remove(startIndex As Int32) As String', (self, start) =>
    removed(self, start, Math.max(0, self.length - start)),
  ),
  instance('String', 'Replace(oldChar As Char, newChar As Char) As String', (self, wanted, by) =>
    self.replaceAll(wanted, () => by),
  ),
  instance('String', 'Replace(oldValue As String, newValue As String) As String', replaced),
  instance(
    'String',
    'Replace(oldValue As String, newValue As String, comparisonType As StringComparison) As String',
    (self, wanted, by, kind, context) => replacedBy(self, wanted, by, comparisonOf(kind, context)),
  ),
  instance('String', 'PadLeft(totalWidth As Int32) As String', (self, width, context) =>
    padded(self, width, ' ', 'start', context),
  ),
  instance(
    'String',
    'PadLeft(totalWidth As Int32, paddingChar As Char) As String',
    (self, width, char, context) => padded(self, width, char, 'start', context),
  ),
  instance('String', 'PadRight(totalWidth As Int32) As String', (self, width, context) =>
    padded(self, width, ' ', 'end', context),
  ),
  instance(
    'String',
    'PadRight(totalWidth As Int32, paddingChar As Char) As String',
    (self, width, char, context) => padded(self, width, char, 'end', context),
  ),
  instance('String', 'Substring(startIndex As Int32) As String', (self, start) => {
    check(start >= 0 && start <= self.length, 'startIndex');
    return self.slice(start);
  }),
  instance('String', 'Substring(startIndex As Int32, length As Int32) As String', substring),
  instance('String', 'ToLower() As String', (self, { culture }) => toLower(self, culture)),
  instance('String', 'ToLower(culture As CultureInfo) As String', (self, culture, context) =>
    toLower(self, cultureOf(culture, context)),
  ),
  instance('String', 'ToLowerInvariant() As String', (self) => toLower(self, INVARIANT)),
  instance('String', 'ToUpper() As String', (self, { culture }) => toUpper(self, culture)),
  instance('String', 'ToUpper(culture As CultureInfo) As String', (self, culture, context) =>
    toUpper(self, cultureOf(culture, context)),
  ),
  instance('String', 'ToUpperInvariant() As String', (self) => toUpper(self, INVARIANT)),
  ...trims,
];

const splits: readonly Overload[] = [
  instance(
    'String',
    'Split(separator As Char, options As StringSplitOptions = 0) As String()',
    (self, char, options) => splitText(self, [char], { options }),
  ),
  instance(
    'String',
    'Split(separator As Char, count As Int32, options As StringSplitOptions = 0) As String()',
    (self, char, count, options) => splitText(self, [char], { count, options }),
  ),
  instance('String', 'Split(ParamArray separator As Char()) As String()', (self, list) =>
    splitText(self, textsOf(list), {}),
  ),
  instance('String', 'Split(separator As Char(), count As Int32) As String()', (self, list, count) =>
    splitText(self, textsOf(list?.items), { count }),
  ),
  instance(
    'String',
    'Split(separator As Char(), options As StringSplitOptions) As String()',
    (self, list, options) => splitText(self, textsOf(list?.items), { options }),
  ),
  instance(
    'String',
    'Split(separator As Char(), count As Int32, options As StringSplitOptions) As String()',
    (self, list, count, options) => splitText(self, textsOf(list?.items), { count, options }),
  ),
  instance(
    'String',
    'Split(separator As String, options As StringSplitOptions = 0) As String()',
    (self, text, options) => splitText(self, [text ?? ''], { options }),
  ),
  instance(
    'String',
    'Split(separator As String, count As Int32, options As StringSplitOptions = 0) As String()',
    (self, text, count, options) => splitText(self, [text ?? ''], { count, options }),
  ),
  instance(
    'String',
    'Split(separator As String(), options As StringSplitOptions) As String()',
    (self, list, options) => splitText(self, textsOf(list?.items), { options }),
  ),
  instance(
    'String',
    'Split(separator As String(), count As Int32, options As StringSplitOptions) As String()',
    (self, list, count, options) => splitText(self, textsOf(list?.items), { count, options }),
  ),
];

export function textsOf(items: readonly Value[] | undefined): readonly string[] {
  return (items ?? []).map((item) => (item.type === 'String' || item.type === 'Char' ? item.value : ''));
}

const others: readonly Overload[] = [
  instance('String', 'Chars(index As Int32) As Char', (self, index) => {
    if (index < 0 || index >= self.length) throw indexOutOfRange();
    return self.charAt(index);
  }),
  instance('String', 'Length As Int32', (self) => self.length),
  instance('String', 'Clone() As Object', (self) => stringValue(self)),
  instance('String', 'CompareTo(value As Object) As Int32', (self, value, context) => {
    if (value.type === 'Nothing') return 1;
    if (value.type !== 'String') throw argumentFault('Object must be of type String.');
    return compare(self, value.value, current(context));
  }),
  instance('String', 'CompareTo(strB As String) As Int32', (self, text, context) =>
    compare(self, text, current(context)),
  ),
  instance(
    'String',
    'Equals(obj As Object) As Boolean',
    (self, value) => value.type === 'String' && value.value === self,
  ),
  instance('String', 'Equals(value As String) As Boolean', (self, text) => self === text),
  instance(
    'String',
    'Equals(value As String, comparisonType As StringComparison) As Boolean',
    (self, text, kind, context) =>
      text !== undefined && compare(self, text, comparisonOf(kind, context)) === 0,
  ),
  instance('String', 'IsNormalized() As Boolean', (self) => self === self.normalize()),
  instance('String', 'Normalize() As String', (self) => self.normalize()),
  instance('String', 'ToCharArray() As Char()', (self) => charArray(self)),
  instance('String', 'ToCharArray(startIndex As Int32, length As Int32) As Char()', (self, start, length) =>
    charArray(substring(self, start, length)),
  ),
  instance('String', 'ToString() As String', (self) => self),
  instance('String', 'ToString(provider As IFormatProvider) As String', (self) => self),
];

function concatenated(values: readonly Value[], { culture, session }: CallContext): string {
  const text = values.map((value) => objectText(value, culture)).join('');
  session.checkSize(text.length);
  return text;
}

function joined(separator: string, values: readonly Value[], { culture, session }: CallContext): string {
  const text = values.map((value) => objectText(value, culture)).join(separator);
  session.checkSize(text.length);
  return text;
}

function composed(format: string | undefined, values: readonly Value[], context: CallContext): string {
  return formatComposite(needed(format, 'format'), values, context);
}

/** The arguments of a ParamArray that was passed as Nothing do not exist. */
function given(values: Value): readonly Value[] {
  if (values.type === 'Nothing') throw argumentNull('args');
  return values.type === 'Array' ? values.items : [];
}

const formats: readonly Overload[] = [
  shared('Format(format As String, arg0 As Object) As String', (format, a, context) =>
    composed(format, [a], context),
  ),
  shared('Format(format As String, arg0 As Object, arg1 As Object) As String', (format, a, b, context) =>
    composed(format, [a, b], context),
  ),
  shared(
    'Format(format As String, arg0 As Object, arg1 As Object, arg2 As Object) As String',
    (format, a, b, c, context) => composed(format, [a, b, c], context),
  ),
  withRest(
    shared('Format(format As String, args As Object) As String', (format, list, context) =>
      composed(format, given(list), context),
    ),
  ),
  shared(
    'Format(provider As IFormatProvider, format As String, arg0 As Object) As String',
    (provider, format, a, context) =>
      composed(format, [a], withCulture(context, cultureOf(provider, context))),
  ),
  withRest(
    shared(
      'Format(provider As IFormatProvider, format As String, args As Object) As String',
      (provider, format, list, context) =>
        composed(format, given(list), withCulture(context, cultureOf(provider, context))),
    ),
  ),
];

/** Makes the last parameter a ParamArray, whose body tells Nothing from an empty list. */
function withRest(overload: Overload): Overload {
  const parameters = overload.parameters.map((parameter, index) =>
    index === overload.parameters.length - 1
      ? { ...parameter, type: 'Object()', isParamArray: true }
      : parameter,
  );
  return { ...overload, parameters };
}

const sharedMembers: readonly Overload[] = [
  constant('Empty', 'String', stringValue('')),
  shared('Compare(strA As String, strB As String) As Int32', (a, b, context) =>
    compare(a, b, current(context)),
  ),
  shared(
    'Compare(strA As String, strB As String, ignoreCase As Boolean) As Int32',
    (a, b, ignoreCase, { culture }) => compare(a, b, { culture, ignoreCase }),
  ),
  shared(
    'Compare(strA As String, strB As String, comparisonType As StringComparison) As Int32',
    (a, b, kind, context) => compare(a, b, comparisonOf(kind, context)),
  ),
  shared(
    'Compare(strA As String, strB As String, ignoreCase As Boolean, culture As CultureInfo) As Int32',
    (a, b, ignoreCase, culture, context) =>
      compare(a, b, { culture: cultureOf(culture, context), ignoreCase }),
  ),
  shared('CompareOrdinal(strA As String, strB As String) As Int32', compareOrdinal),
  shared('Concat(arg0 As Object) As String', (a, context) => concatenated([a], context)),
  shared('Concat(arg0 As Object, arg1 As Object) As String', (a, b, context) =>
    concatenated([a, b], context),
  ),
  shared('Concat(arg0 As Object, arg1 As Object, arg2 As Object) As String', (a, b, c, context) =>
    concatenated([a, b, c], context),
  ),
  shared('Concat(ParamArray args As Object()) As String', concatenated),
  shared('Concat(str0 As String, str1 As String) As String', (a = '', b = '') => a + b),
  shared(
    'Concat(str0 As String, str1 As String, str2 As String) As String',
    (a = '', b = '', c = '') => a + b + c,
  ),
  shared(
    'Concat(str0 As String, str1 As String, str2 As String, str3 As String) As String',
    (a = '', b = '', c = '', d = '') => a + b + c + d,
  ),
  shared('Concat(ParamArray values As String()) As String', concatenated),
  shared('Copy(str As String) As String', (text) => needed(text, 'str')),
  shared('Equals(a As String, b As String) As Boolean', (a, b) => a === b),
  shared(
    'Equals(a As String, b As String, comparisonType As StringComparison) As Boolean',
    (a, b, kind, context) =>
      a === undefined || b === undefined ? a === b : compare(a, b, comparisonOf(kind, context)) === 0,
  ),
  ...formats,
  shared('IsNullOrEmpty(value As String) As Boolean', (text) => text === undefined || text === ''),
  shared('IsNullOrWhiteSpace(value As String) As Boolean', (text) => (text ?? '').trim() === ''),
  shared('Join(separator As Char, ParamArray value As String()) As String', joined),
  shared('Join(separator As String, ParamArray value As String()) As String', (separator, list, context) =>
    joined(separator ?? '', list, context),
  ),
  shared('Join(separator As Char, ParamArray values As Object()) As String', joined),
  shared('Join(separator As String, ParamArray values As Object()) As String', (separator, list, context) =>
    joined(separator ?? '', list, context),
  ),
  shared('Join(separator As String, values As IEnumerable) As String', (separator, values, context) =>
    joined(separator ?? '', itemsOf(values, context), context),
  ),
  shared(
    'Join(separator As String, value As String(), startIndex As Int32, count As Int32) As String',
    (separator, list, start, count, context) => {
      const items = list?.items ?? [];
      check(start >= 0 && count >= 0 && start + count <= items.length, 'startIndex');
      return joined(separator ?? '', items.slice(start, start + count), context);
    },
  ),
];

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

export function stringMembers(): TypeMembers {
  return typeMembers('String', {
    constructors: [
      shared('New(value As Char()) As String', (list) => charactersOf(list)),
      shared('New(c As Char, count As Int32) As String', (char, count, { session }) => {
        check(count >= 0, 'count');
        session.checkSize(count);
        return char.repeat(count);
      }),
      shared('New(value As Char(), startIndex As Int32, length As Int32) As String', (list, start, length) =>
        substring(charactersOf(list), start, length),
      ),
    ],
    shared: sharedMembers,
    instance: [...searches, ...changes, ...splits, ...others],
    defaultMember: 'Chars',
  });
}
