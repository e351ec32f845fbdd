import { characterOf, codeOf } from '../../formats/code-page.ts';
import type { Culture } from '../../formats/culture.ts';
import { toLower, toUpper } from '../../formats/text-culture.ts';
import { arrayValue, stringValue } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { textOf, toText } from '../conversions/convert.ts';
import { argumentFault, argumentNull, invalidCast, nullReference, outOfRange, overflow } from '../faults.ts';
import { runtimeType, visualBasicName } from '../runtime-type.ts';
import type { CallContext } from './call-context.ts';
import { formatFunction } from './format.ts';
import { formatCurrency, formatDateTime, formatNumberFunction, formatPercent } from './format-functions.ts';
import { inStr, inStrRev, replace, split, strComp } from './search.ts';
import { type Overload, shared } from './signature.ts';
import { strConv } from './str-conv.ts';

/** Module Microsoft.VisualBasic.Strings. */

function checkLength(length: number, name = 'Length'): number {
  if (length < 0) throw argumentFault(`Argument '${name}' must be greater or equal to zero.`);
  return length;
}

function checkStart(start: number): number {
  if (start < 1) throw argumentFault("Argument 'Start' must be greater than zero.");
  return start;
}

const BLANKS_BEFORE = /^[ \u3000]+/;
const BLANKS_AFTER = /[ \u3000]+$/;

/** The size of a value in memory, which `Len` gives for all but texts. */
const SIZES: Readonly<Record<string, number>> = {
  Boolean: 2,
  SByte: 1,
  Byte: 1,
  Int16: 2,
  UInt16: 2,
  Int32: 4,
  UInt32: 4,
  Int64: 8,
  UInt64: 8,
  Single: 4,
  Double: 8,
  Decimal: 16,
  DateTime: 8,
  Char: 2,
  Enum: 4,
};

function lengthOf(value: Value): number {
  if (value.type === 'Nothing') return 0;
  if (value.type === 'String') return value.value.length;
  const size = SIZES[value.type];
  if (size !== undefined) return size;
  if (value.type === 'Array') return lengthOfCharacters(value);
  if (value.type === 'TimeSpan' || value.type === 'Guid' || value.type === 'DateTimeOffset') return 0;
  throw new TypeMismatch(value).fault;
}

function lengthOfCharacters(value: Extract<Value, { type: 'Array' }>): number {
  if (value.element === 'Char') return value.items.length;
  throw new TypeMismatch(value).fault;
}

class TypeMismatch {
  readonly fault;

  constructor(value: Value) {
    this.fault = invalidCast(visualBasicName(runtimeType(value)), 'String');
  }
}

function joined(
  items: readonly Value[],
  delimiter: string | undefined,
  { culture, session }: CallContext,
): Value {
  const text = items.map((item) => itemText(item, culture)).join(delimiter ?? '');
  session.checkSize(text.length);
  return items.length === 0 ? NOTHING : stringValue(text);
}

function itemText(item: Value, culture: Culture): string {
  const isText =
    item.type !== 'DBNull' && item.type !== 'Object' && item.type !== 'TimeSpan' && item.type !== 'Guid';
  if (!isText) throw argumentFault("Argument 'SourceArray' cannot be converted to type 'String'.");
  return textOf(item, culture) ?? '';
}

function repeated(count: number, text: string, { session }: CallContext): string {
  checkLength(count, 'Number');
  if (text === '') throw argumentFault("Length of argument 'Character' must be greater than zero.");
  session.checkSize(count);
  return text.charAt(0).repeat(count);
}

function padded(text: string | undefined, length: number, { session }: CallContext): string {
  if (length < 0) throw outOfRange('length');
  session.checkSize(length);
  return (text ?? '').slice(0, length);
}

function filtered(
  items: readonly Value[],
  match: string | undefined,
  include: boolean,
  compare: number,
  context: CallContext,
): Value {
  const wanted = match ?? '';
  if (wanted === '') return NOTHING;
  const kept = items
    .map((item) => toText(item, context.culture))
    .filter((item): item is Extract<Value, { type: 'String' }> => item.type === 'String')
    .filter((item) => inStr(1, item.value, wanted, compare, context) > 0 === include);
  return arrayValue('String', kept);
}

const MOST_INTEGER = 2 ** 31 - 1;

const ARRAY_PARAMETERS = ['Object()', 'String()'] as const;

const LEN_TYPES = [
  'Boolean',
  'SByte',
  'Byte',
  'Int16',
  'UInt16',
  'Int32',
  'UInt32',
  'Int64',
  'UInt64',
  'Decimal',
  'Single',
  'Double',
  'DateTime',
  'Char',
] as const;

/** The declared size of Decimal is 8, of the value in an Object 16. */
const lenOverloads: readonly Overload[] = LEN_TYPES.map((type) =>
  shared(`Len(Expression As ${type}) As Int32`, () => (type === 'Decimal' ? 8 : (SIZES[type] ?? 0))),
);

const joinOverloads: readonly Overload[] = ARRAY_PARAMETERS.map((type) =>
  shared(`Join(SourceArray As ${type}, Delimiter As String = " ") As Object`, (source, delimiter, context) =>
    source === undefined ? NOTHING : joined(source.items, delimiter, context),
  ),
).map((overload) => ({ ...overload, returns: 'String' }));

const filterOverloads: readonly Overload[] = ARRAY_PARAMETERS.map((type) => {
  const signature =
    `Filter(Source As ${type}, Match As String, Include As Boolean = True, Compare As CompareMethod = 0) As Object` as const;
  return shared(signature, (source, match, include, compare, context) =>
    filtered(given(source).items, match, include, compare, context),
  );
}).map((overload) => ({ ...overload, returns: 'String()' }));

function given<T>(value: T | undefined): T {
  if (value === undefined) throw nullReference();
  return value;
}

function isEmpty(text: Value): boolean {
  return text.type === 'String' && text.value === '';
}

function isNoUnit(code: number): boolean {
  return code < -32_768 || code > 65_535;
}

export const STRINGS: readonly Overload[] = [
  shared('Asc(String As Char) As Int32', (char, { culture }) => codeOf(char, culture)),
  {
    ...shared('Asc(String As String) As Int32', (text, { culture }) => codeOf(firstOf(text), culture)),
    refusesConstant: isEmpty,
  },
  {
    ...shared('AscW(String As String) As Int32', (text) => firstOf(text).charCodeAt(0)),
    refusesConstant: isEmpty,
  },
  shared('AscW(String As Char) As Int32', (char) => char.charCodeAt(0)),
  {
    ...shared('Chr(CharCode As Int32) As Char', (code, { culture }) => {
      const char = isNoUnit(code) ? undefined : characterOf(code, culture);
      if (char === undefined) throw argumentFault('Procedure call or argument is not valid.');
      return char;
    }),
    refusesConstant: (code) => code.type === 'Int32' && isNoUnit(code.value),
  },
  {
    ...shared('ChrW(CharCode As Int32) As Char', (code) => {
      if (isNoUnit(code)) throw argumentFault('Argument CharCode is out of range.');
      return String.fromCharCode(code & 0xffff);
    }),
    refusesConstant: (code) => code.type === 'Int32' && isNoUnit(code.value),
  },
  ...filterOverloads,
  shared('Format(Expression As Object, Style As String = "") As String', (value, style, context) =>
    formatFunction(value, style ?? '', context),
  ),
  shared(
    'FormatCurrency(Expression As Object, NumDigitsAfterDecimal As Int32 = -1, IncludeLeadingDigit As TriState = -2, UseParensForNegativeNumbers As TriState = -2, GroupDigits As TriState = -2) As String',
    (value, digits, leading, parens, group, context) =>
      formatCurrency(value, { digits, leading, parens, group }, context),
  ),
  shared('FormatDateTime(Expression As DateTime, NamedFormat As DateFormat = 0) As String', formatDateTime),
  shared(
    'FormatNumber(Expression As Object, NumDigitsAfterDecimal As Int32 = -1, IncludeLeadingDigit As TriState = -2, UseParensForNegativeNumbers As TriState = -2, GroupDigits As TriState = -2) As String',
    (value, digits, leading, parens, group, context) =>
      formatNumberFunction(value, { digits, leading, parens, group }, context),
  ),
  shared(
    'FormatPercent(Expression As Object, NumDigitsAfterDecimal As Int32 = -1, IncludeLeadingDigit As TriState = -2, UseParensForNegativeNumbers As TriState = -2, GroupDigits As TriState = -2) As String',
    (value, digits, leading, parens, group, context) =>
      formatPercent(value, { digits, leading, parens, group }, context),
  ),
  shared('GetChar(str As String, Index As Int32) As Char', (text, index) => {
    if (text === undefined || text === '') throw argumentFault("Argument 'str' is empty.");
    if (index < 1) throw argumentFault("Argument 'Index' must be greater than or equal to 1.");
    if (index > text.length) throw argumentFault("Argument 'Index' is past the end of the text.");
    return text.charAt(index - 1);
  }),
  shared(
    'InStr(String1 As String, String2 As String, Compare As CompareMethod = 0) As Int32',
    (text, wanted, compare, context) => inStr(1, text, wanted, compare, context),
  ),
  shared(
    'InStr(Start As Int32, String1 As String, String2 As String, Compare As CompareMethod = 0) As Int32',
    (start, text, wanted, compare, context) => inStr(checkStart(start), text, wanted, compare, context),
  ),
  shared(
    'InStrRev(StringCheck As String, StringMatch As String, Start As Int32 = -1, Compare As CompareMethod = 0) As Int32',
    inStrRev,
  ),
  ...joinOverloads,
  shared('LCase(Value As String) As String', (text, { culture }) =>
    text === undefined ? undefined : toLower(text, culture),
  ),
  shared('LCase(Value As Char) As Char', (char, { culture }) => toLower(char, culture)),
  shared('LSet(Source As String, Length As Int32) As String', (text, length, context) =>
    padded(text, length, context).padEnd(length),
  ),
  shared('RSet(Source As String, Length As Int32) As String', (text, length, context) =>
    padded(text, length, context).padStart(length),
  ),
  shared('LTrim(str As String) As String', (text) => (text ?? '').replace(BLANKS_BEFORE, '')),
  shared('RTrim(str As String) As String', (text) => (text ?? '').replace(BLANKS_AFTER, '')),
  shared('Trim(str As String) As String', (text) =>
    (text ?? '').replace(BLANKS_BEFORE, '').replace(BLANKS_AFTER, ''),
  ),
  shared('Left(str As String, Length As Int32) As String', (text, length) =>
    (text ?? '').slice(0, checkLength(length)),
  ),
  shared('Right(str As String, Length As Int32) As String', (text = '', length) =>
    text.slice(Math.max(0, text.length - checkLength(length))),
  ),
  shared('Mid(str As String, Start As Int32) As String', (text, start) => text?.slice(checkStart(start) - 1)),
  shared('Mid(str As String, Start As Int32, Length As Int32) As String', (text, start, length) => {
    const from = checkStart(start) - 1;
    const size = checkLength(length);
    if (size === 0 || text === undefined || from >= text.length) return '';
    // The sum is an Integer, also where the text ends before it.
    if (start + size > MOST_INTEGER) throw overflow();
    return text.slice(from, from + size);
  }),
  ...lenOverloads,
  shared('Len(Expression As String) As Int32', (text) => text?.length ?? 0),
  shared('Len(Expression As Object) As Int32', lengthOf),
  shared(
    'Replace(Expression As String, Find As String, Replacement As String, Start As Int32 = 1, Count As Int32 = -1, Compare As CompareMethod = 0) As String',
    (text, find, replacement, start, count, compare, context) =>
      replace({ text, find, replacement, start, count, compare }, context),
  ),
  shared('Space(Number As Int32) As String', (count, { session }) => {
    checkLength(count, 'Number');
    session.checkSize(count);
    return ' '.repeat(count);
  }),
  shared(
    'Split(Expression As String, Delimiter As String = " ", Limit As Int32 = -1, Compare As CompareMethod = 0) As String()',
    split,
  ),
  shared('StrComp(String1 As String, String2 As String, Compare As CompareMethod = 0) As Int32', strComp),
  shared('StrConv(str As String, Conversion As VbStrConv, LocaleID As Int32 = 0) As String', strConv),
  shared('StrDup(Number As Int32, Character As Object) As Object', (count, value, context) => {
    if (value.type === 'Nothing') throw argumentNull('Character');
    if (value.type !== 'String' && value.type !== 'Char') {
      throw argumentFault("Argument 'Character' is not a valid value.");
    }
    return stringValue(repeated(count, value.value, context));
  }),
  shared('StrDup(Number As Int32, Character As Char) As String', repeated),
  shared('StrDup(Number As Int32, Character As String) As String', (count, text, context) =>
    repeated(count, text ?? '', context),
  ),
  shared('StrReverse(Expression As String) As String', (text) => [...(text ?? '')].reverse().join('')),
  shared('UCase(Value As String) As String', (text, { culture }) =>
    text === undefined ? '' : toUpper(text, culture),
  ),
  shared('UCase(Value As Char) As Char', (char, { culture }) => toUpper(char, culture)),
];

function firstOf(text: string | undefined): string {
  if (text === undefined || text === '')
    throw argumentFault("Length of argument 'String' must be greater than zero.");
  return text.charAt(0);
}
