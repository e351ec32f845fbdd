import { type Culture, findCulture, INVARIANT } from '../../formats/culture.ts';
import { toLower, toUpper } from '../../formats/text-culture.ts';
import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';
import type { CallContext } from './call-context.ts';
import { instance, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** A System.Globalization.CultureInfo; its formats are the same object. */
class CultureObject {
  readonly culture: Culture;

  constructor(culture: Culture) {
    this.culture = culture;
  }

  toText(): string {
    return this.culture.name;
  }
}

function cultureValue(culture: Culture, className = 'CultureInfo'): Value {
  return { type: 'Object', className, value: new CultureObject(culture) };
}

function named(name: string | undefined): Value {
  const culture = findCulture(name ?? '');
  if (culture === undefined)
    throw new EvaluationFault('CultureNotFoundException', `Culture '${name}' is not supported.`);
  return cultureValue(culture);
}

/** The culture that an IFormatProvider stands for; the current one for Nothing. */
export function cultureOf(provider: Value | undefined, context: CallContext): Culture {
  return provider?.type === 'Object' && provider.value instanceof CultureObject
    ? provider.value.culture
    : context.culture;
}

function held(self: Value): Culture {
  return self.type === 'Object' && self.value instanceof CultureObject ? self.value.culture : INVARIANT;
}

export function cultureInfoMembers(): TypeMembers {
  return typeMembers('CultureInfo', {
    constructors: [
      shared('New(name As String) As CultureInfo', (name) => named(name)),
      shared('New(name As String, useUserOverride As Boolean) As CultureInfo', (name) => named(name)),
    ],
    shared: [
      shared('CurrentCulture As CultureInfo', ({ culture }) => cultureValue(culture)),
      shared('CurrentUICulture As CultureInfo', ({ culture }) => cultureValue(culture)),
      shared('InvariantCulture As CultureInfo', () => cultureValue(INVARIANT)),
      shared('GetCultureInfo(name As String) As CultureInfo', (name) => named(name)),
      shared('CreateSpecificCulture(name As String) As CultureInfo', (name) => named(name)),
    ],
    instance: [
      instance('CultureInfo', 'Name As String', (self) => held(self).name),
      instance('CultureInfo', 'ToString() As String', (self) => held(self).name),
      instance(
        'CultureInfo',
        'TwoLetterISOLanguageName As String',
        (self) => held(self).name.split('-')[0] || 'iv',
      ),
      instance('CultureInfo', 'NumberFormat As NumberFormatInfo', (self) =>
        cultureValue(held(self), 'NumberFormatInfo'),
      ),
      instance('CultureInfo', 'DateTimeFormat As DateTimeFormatInfo', (self) =>
        cultureValue(held(self), 'DateTimeFormatInfo'),
      ),
      instance('CultureInfo', 'TextInfo As TextInfo', (self) => cultureValue(held(self), 'TextInfo')),
    ],
  });
}

export function numberFormatMembers(): TypeMembers {
  return typeMembers('NumberFormatInfo', {
    shared: [
      shared('CurrentInfo As NumberFormatInfo', ({ culture }) => cultureValue(culture, 'NumberFormatInfo')),
      shared('InvariantInfo As NumberFormatInfo', () => cultureValue(INVARIANT, 'NumberFormatInfo')),
    ],
    instance: [
      instance('NumberFormatInfo', 'CurrencySymbol As String', (self) => held(self).numbers.currency.symbol),
      instance('NumberFormatInfo', 'NumberDecimalSeparator As String', (self) => held(self).numbers.decimal),
      instance('NumberFormatInfo', 'NumberGroupSeparator As String', (self) => held(self).numbers.group),
      instance(
        'NumberFormatInfo',
        'CurrencyDecimalSeparator As String',
        (self) => held(self).numbers.currency.decimal,
      ),
      instance(
        'NumberFormatInfo',
        'CurrencyGroupSeparator As String',
        (self) => held(self).numbers.currency.group,
      ),
      instance(
        'NumberFormatInfo',
        'CurrencyDecimalDigits As Int32',
        (self) => held(self).numbers.currency.digits,
      ),
      instance('NumberFormatInfo', 'NumberDecimalDigits As Int32', () => 2),
      instance('NumberFormatInfo', 'PercentSymbol As String', (self) => held(self).numbers.percent.symbol),
      instance('NumberFormatInfo', 'NegativeSign As String', (self) => held(self).numbers.negative),
      instance('NumberFormatInfo', 'PositiveSign As String', (self) => held(self).numbers.positive),
    ],
  });
}

function nameAt(list: readonly string[], index: number): string {
  const name = list[index];
  if (name === undefined)
    throw new EvaluationFault('ArgumentOutOfRangeException', 'The index is out of range.');
  return name;
}

export function dateFormatMembers(): TypeMembers {
  return typeMembers('DateTimeFormatInfo', {
    shared: [
      shared('CurrentInfo As DateTimeFormatInfo', ({ culture }) =>
        cultureValue(culture, 'DateTimeFormatInfo'),
      ),
      shared('InvariantInfo As DateTimeFormatInfo', () => cultureValue(INVARIANT, 'DateTimeFormatInfo')),
    ],
    instance: [
      instance('DateTimeFormatInfo', 'ShortDatePattern As String', (self) => held(self).dates.shortDate),
      instance('DateTimeFormatInfo', 'LongDatePattern As String', (self) => held(self).dates.longDate),
      instance('DateTimeFormatInfo', 'ShortTimePattern As String', (self) => held(self).dates.shortTime),
      instance('DateTimeFormatInfo', 'LongTimePattern As String', (self) => held(self).dates.longTime),
      instance('DateTimeFormatInfo', 'DateSeparator As String', (self) => held(self).dates.dateSeparator),
      instance('DateTimeFormatInfo', 'TimeSeparator As String', (self) => held(self).dates.timeSeparator),
      instance('DateTimeFormatInfo', 'AMDesignator As String', (self) => held(self).dates.am),
      instance('DateTimeFormatInfo', 'PMDesignator As String', (self) => held(self).dates.pm),
      instance('DateTimeFormatInfo', 'FirstDayOfWeek As DayOfWeek', (self) => held(self).dates.firstDay),
      instance('DateTimeFormatInfo', 'GetMonthName(month As Int32) As String', (self, month) =>
        nameAt(held(self).dates.months, month - 1),
      ),
      instance('DateTimeFormatInfo', 'GetAbbreviatedMonthName(month As Int32) As String', (self, month) =>
        nameAt(held(self).dates.shortMonths, month - 1),
      ),
      instance('DateTimeFormatInfo', 'GetDayName(dayofweek As DayOfWeek) As String', (self, day) =>
        nameAt(held(self).dates.days, day),
      ),
      instance('DateTimeFormatInfo', 'GetAbbreviatedDayName(dayofweek As DayOfWeek) As String', (self, day) =>
        nameAt(held(self).dates.shortDays, day),
      ),
    ],
  });
}

export function textInfoMembers(): TypeMembers {
  return typeMembers('TextInfo', {
    instance: [
      instance('TextInfo', 'ToTitleCase(str As String) As String', (self, text) =>
        (text ?? '').replace(/\p{L}[\p{L}\p{M}'’]*/gu, (word) => titleCase(word, held(self))),
      ),
      instance('TextInfo', 'ToUpper(str As String) As String', (self, text) =>
        toUpper(text ?? '', held(self)),
      ),
      instance('TextInfo', 'ToLower(str As String) As String', (self, text) =>
        toLower(text ?? '', held(self)),
      ),
    ],
  });
}

/** A word all in capitals counts as an acronym and stays. */
function titleCase(word: string, culture: Culture): string {
  if (word.length > 1 && word === toUpper(word, culture)) return word;
  return toUpper(word.charAt(0), culture) + toLower(word.slice(1), culture);
}
