import { cultureOf } from './culture-info.ts';
import { charactersOf } from './enumerate.ts';
import { instance, type Overload } from './signature.ts';
import {
  check,
  comparisonOf,
  current,
  endsWith,
  indexIn,
  lastIndexIn,
  needed,
  startsWith,
} from './string-comparison.ts';

function indexOfAny(text: string, characters: string, start: number): number {
  for (let index = start; index < text.length; index++)
    if (characters.includes(text.charAt(index))) return index;
  return -1;
}

/** `Contains`, `IndexOf` and their like. */
export const STRING_SEARCHES: readonly Overload[] = [
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
