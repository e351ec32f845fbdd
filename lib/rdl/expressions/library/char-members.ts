import { INVARIANT } from '../../formats/culture.ts';
import { toLower, toUpper } from '../../formats/text-culture.ts';
import { argumentFault, argumentNull, outOfRange } from '../faults.ts';
import { cultureOf } from './culture-info.ts';
import { constant, instance, type Overload, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** Members of System.Char. */

const CATEGORIES: Readonly<Record<string, RegExp>> = {
  IsControl: /\p{Cc}/u,
  IsDigit: /\p{Nd}/u,
  IsLetter: /\p{L}/u,
  IsLetterOrDigit: /[\p{L}\p{Nd}]/u,
  IsLower: /\p{Ll}/u,
  IsNumber: /\p{N}/u,
  IsPunctuation: /\p{P}/u,
  IsSeparator: /\p{Z}/u,
  IsSymbol: /\p{S}/u,
  IsUpper: /\p{Lu}/u,
  IsWhiteSpace: /[\s\u0085]/u,
};

const tests: readonly Overload[] = Object.entries(CATEGORIES).flatMap(([name, pattern]) => [
  shared(`${name}(c As Char) As Boolean`, (char) => pattern.test(char)),
  shared(`${name}(s As String, index As Int32) As Boolean`, (text, index) => {
    if (text === undefined) throw argumentNull('s');
    if (index < 0 || index >= text.length) throw outOfRange('index');
    return pattern.test(text.charAt(index));
  }),
]);

export function charMembers(): TypeMembers {
  return typeMembers('Char', {
    shared: [
      constant('MaxValue', 'Char', { type: 'Char', value: '\uffff' }),
      constant('MinValue', 'Char', { type: 'Char', value: '\0' }),
      ...tests,
      shared('GetNumericValue(c As Char) As Double', (char) => (/^[0-9]$/.test(char) ? Number(char) : -1)),
      shared('Parse(s As String) As Char', (text = '') => {
        if (text.length !== 1) throw argumentFault('String must be exactly one character long.');
        return text;
      }),
      shared('ToLower(c As Char) As Char', (char, { culture }) => toLower(char, culture)),
      shared('ToLower(c As Char, culture As CultureInfo) As Char', (char, culture, context) =>
        toLower(char, cultureOf(culture, context)),
      ),
      shared('ToLowerInvariant(c As Char) As Char', (char) => toLower(char, INVARIANT)),
      shared('ToUpper(c As Char) As Char', (char, { culture }) => toUpper(char, culture)),
      shared('ToUpper(c As Char, culture As CultureInfo) As Char', (char, culture, context) =>
        toUpper(char, cultureOf(culture, context)),
      ),
      shared('ToUpperInvariant(c As Char) As Char', (char) => toUpper(char, INVARIANT)),
      shared('ToString(c As Char) As String', (char) => char),
    ],
    instance: [
      instance('Char', 'ToString() As String', (self) => self),
      instance('Char', 'ToString(provider As IFormatProvider) As String', (self) => self),
      instance(
        'Char',
        'CompareTo(value As Char) As Int32',
        (self, other) => self.charCodeAt(0) - other.charCodeAt(0),
      ),
      instance('Char', 'Equals(obj As Char) As Boolean', (self, other) => self === other),
      instance(
        'Char',
        'Equals(obj As Object) As Boolean',
        (self, other) => other.type === 'Char' && other.value === self,
      ),
    ],
  });
}
