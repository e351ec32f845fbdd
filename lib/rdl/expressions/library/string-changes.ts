import { INVARIANT } from '../../formats/culture.ts';
import { toLower, toUpper } from '../../formats/text-culture.ts';
import { argumentFault } from '../faults.ts';
import type { CallContext } from './call-context.ts';
import { cultureOf } from './culture-info.ts';
import { textsOf } from './enumerate.ts';
import { instance, type Overload } from './signature.ts';
import { splitText } from './split.ts';
import { type Comparison, check, comparisonOf, indexIn, needed, substring } from './string-comparison.ts';

const WHITE_BEFORE = /^[\s\u0085\u200b]+/;
const WHITE_AFTER = /[\s\u0085\u200b]+$/;

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

/** Members that make another text. */
export const STRING_CHANGES: readonly Overload[] = [
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

export const STRING_SPLITS: readonly Overload[] = [
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
