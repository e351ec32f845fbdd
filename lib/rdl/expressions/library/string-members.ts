import { stringValue } from '../../values/make.ts';
import { argumentFault, indexOutOfRange } from '../faults.ts';
import { charArray, charactersOf } from './enumerate.ts';
import { instance, type Overload, shared } from './signature.ts';
import { STRING_CHANGES, STRING_SPLITS } from './string-changes.ts';
import { check, compare, comparisonOf, current, substring } from './string-comparison.ts';
import { STRING_SEARCHES } from './string-search.ts';
import { STRING_SHARED } from './string-shared.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

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

/** Members of System.String. */
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
    shared: STRING_SHARED,
    instance: [...STRING_SEARCHES, ...STRING_CHANGES, ...STRING_SPLITS, ...others],
    defaultMember: 'Chars',
  });
}
