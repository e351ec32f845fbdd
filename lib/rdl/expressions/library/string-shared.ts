import { stringValue } from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import { argumentNull } from '../faults.ts';
import { type CallContext, withCulture } from './call-context.ts';
import { formatComposite } from './composite.ts';
import { cultureOf } from './culture-info.ts';
import { itemsOf } from './enumerate.ts';
import { objectText } from './object-text.ts';
import { constant, type Overload, shared } from './signature.ts';
import {
  check,
  compare,
  compareOrdinal,
  compareUnits,
  comparisonOf,
  current,
  needed,
} from './string-comparison.ts';

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

/** Shared members of System.String. */
export const STRING_SHARED: readonly Overload[] = [
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
  shared(
    'CompareOrdinal(strA As String, indexA As Int32, strB As String, indexB As Int32, length As Int32) As Int32',
    (a, from, b, other, length) => {
      if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
      check(length >= 0 && from >= 0 && other >= 0 && from <= a.length && other <= b.length, 'indexA');
      return compareUnits(a.slice(from, from + length), b.slice(other, other + length));
    },
  ),
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
