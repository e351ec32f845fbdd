import { arrayValue, stringValue } from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import { LambdaObject } from '../bind/lambda.ts';
import { argumentNull } from '../faults.ts';
import { type RegexMatch, RegexMatcher } from '../regex/matcher.ts';
import { parsePattern } from '../regex/pattern.ts';
import type { CallContext } from './call-context.ts';
import { ListView } from './list-view.ts';
import { type MatchSource, matchValue } from './regex-match.ts';
import { type ArrayValue, instance, type Overload, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** System.Text.RegularExpressions.Regex, on the engine's own matcher. */
class RegexObject {
  readonly pattern: string;
  readonly options: number;
  readonly groupNames: readonly string[];
  readonly #matcher: RegexMatcher;

  constructor(pattern: string | undefined, options: number) {
    if (pattern === undefined) throw argumentNull('pattern');
    const parsed = parsePattern(pattern, options);
    this.pattern = pattern;
    this.options = options;
    this.groupNames = parsed.groupNames;
    this.#matcher = new RegexMatcher(parsed);
  }

  toText(): string {
    return this.pattern;
  }

  find(text: string, from: number, context: CallContext): RegexMatch | undefined {
    return this.#matcher.find(text, from, (steps) => context.session.charge(steps));
  }

  /** All matches from left to right; after an empty one the search goes on a character later. */
  findAll(text: string, context: CallContext, most = Number.POSITIVE_INFINITY): readonly RegexMatch[] {
    const found: RegexMatch[] = [];
    for (let from = 0; from <= text.length && found.length < most; ) {
      const match = this.find(text, from, context);
      if (match === undefined) break;
      found.push(match);
      from = match.end > match.start ? match.end : match.end + 1;
    }
    context.session.charge(found.length);
    return found;
  }
}

/** Patterns of shared calls, kept as .NET keeps them. */
const cache = new Map<string, RegexObject>();
const CACHE_SIZE = 64;

function regexOf(pattern: string | undefined, options = 0): RegexObject {
  const key = `${options}:${pattern}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = new RegexObject(pattern, options);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(key, made);
  return made;
}

function held(self: Value): RegexObject {
  if (self.type === 'Object' && self.value instanceof RegexObject) return self.value;
  throw new TypeError('A Regex was expected.');
}

function inputOf(text: string | undefined): string {
  if (text === undefined) throw argumentNull('input');
  return text;
}

function sourceOf(regex: RegexObject, input: string): MatchSource {
  return { input, groupNames: regex.groupNames, next: (from, context) => regex.find(input, from, context) };
}

function match(regex: RegexObject, text: string | undefined, context: CallContext, from = 0): Value {
  const input = inputOf(text);
  return matchValue(regex.find(input, from, context), sourceOf(regex, input));
}

function matches(regex: RegexObject, text: string | undefined, context: CallContext): Value {
  const input = inputOf(text);
  const source = sourceOf(regex, input);
  const items = regex.findAll(input, context).map((each) => matchValue(each, source));
  return { type: 'Object', className: 'MatchCollection', value: new ListView(items, 'Match') };
}

type Replacing = {
  readonly text: string | undefined;
  readonly replacement: string | undefined;
  readonly count?: number;
};

function replace(
  regex: RegexObject,
  { text, replacement, count = -1 }: Replacing,
  context: CallContext,
): string {
  const pattern = replacement ?? '';
  if (replacement === undefined) throw argumentNull('replacement');
  return replaceEach(regex, text, count, context, (each, input) =>
    expand(pattern, each, input, regex.groupNames),
  );
}

function replaceEach(
  regex: RegexObject,
  text: string | undefined,
  count: number,
  context: CallContext,
  by: (match: RegexMatch, input: string) => string,
): string {
  const input = inputOf(text);
  let result = '';
  let from = 0;
  for (const each of regex.findAll(input, context, count < 0 ? Number.POSITIVE_INFINITY : count)) {
    result += input.slice(from, each.start) + by(each, input);
    from = each.end;
    context.session.checkSize(result.length);
  }
  return result + input.slice(from);
}

function callback(regex: RegexObject, evaluator: Value, input: string): (match: RegexMatch) => string {
  const lambda =
    evaluator.type === 'Object' && evaluator.value instanceof LambdaObject ? evaluator.value : undefined;
  if (lambda === undefined) throw argumentNull('evaluator');
  return (each) => {
    const value = lambda.call([matchValue(each, sourceOf(regex, input))]);
    return value.type === 'String' || value.type === 'Char' ? value.value : '';
  };
}

const SUBSTITUTION = /\$(?:(\d+)|\{(\w+)\}|([$&`'+_]))/g;

/** `$1`, `${name}`, `$&`, `$$` and their like in a replacement; what names no group stays as it is. */
function expand(pattern: string, each: RegexMatch, input: string, names: readonly string[]): string {
  const group = (index: number) => {
    const capture = each.groups[index];
    return capture === undefined ? '' : input.slice(capture.start, capture.end);
  };
  return pattern.replace(SUBSTITUTION, (whole: string, number?: string, name?: string, mark?: string) => {
    if (number !== undefined || name !== undefined) {
      const index = names.indexOf(number ?? name ?? '');
      return index < 0 ? whole : group(index);
    }
    if (mark === '$') return '$';
    if (mark === '&') return group(0);
    if (mark === '`') return input.slice(0, each.start);
    if (mark === "'") return input.slice(each.end);
    return mark === '_' ? input : group(names.length - 1);
  });
}

/** The texts between the matches, with what the groups matched among them. */
function split(regex: RegexObject, text: string | undefined, context: CallContext): ArrayValue {
  const input = inputOf(text);
  const parts: string[] = [];
  let from = 0;
  for (const each of regex.findAll(input, context)) {
    parts.push(input.slice(from, each.start));
    for (const capture of each.groups.slice(1)) {
      if (capture !== undefined) parts.push(input.slice(capture.start, capture.end));
    }
    from = each.end;
  }
  parts.push(input.slice(from));
  const array = arrayValue('String', parts.map(stringValue));
  if (array.type !== 'Array') throw new TypeError('An array was made.');
  return array;
}

const sharedMembers: readonly Overload[] = [
  shared('Escape(str As String) As String', (text) =>
    inputOf(text)
      .replace(/[\\*+?|{[()^$.# ]/g, '\\$&')
      .replaceAll('\n', '\\n')
      .replaceAll('\t', '\\t')
      .replaceAll('\r', '\\r'),
  ),
  shared('Unescape(str As String) As String', (text) => inputOf(text).replace(/\\(.)/g, '$1')),
  shared(
    'IsMatch(input As String, pattern As String) As Boolean',
    (text, pattern, context) => regexOf(pattern).find(inputOf(text), 0, context) !== undefined,
  ),
  shared(
    'IsMatch(input As String, pattern As String, options As RegexOptions) As Boolean',
    (text, pattern, options, context) =>
      regexOf(pattern, options).find(inputOf(text), 0, context) !== undefined,
  ),
  shared('Match(input As String, pattern As String) As Match', (text, pattern, context) =>
    match(regexOf(pattern), text, context),
  ),
  shared(
    'Match(input As String, pattern As String, options As RegexOptions) As Match',
    (text, pattern, options, context) => match(regexOf(pattern, options), text, context),
  ),
  shared('Matches(input As String, pattern As String) As MatchCollection', (text, pattern, context) =>
    matches(regexOf(pattern), text, context),
  ),
  shared(
    'Matches(input As String, pattern As String, options As RegexOptions) As MatchCollection',
    (text, pattern, options, context) => matches(regexOf(pattern, options), text, context),
  ),
  shared(
    'Replace(input As String, pattern As String, replacement As String) As String',
    (text, pattern, replacement, context) => replace(regexOf(pattern), { text, replacement }, context),
  ),
  shared(
    'Replace(input As String, pattern As String, replacement As String, options As RegexOptions) As String',
    (text, pattern, replacement, options, context) =>
      replace(regexOf(pattern, options), { text, replacement }, context),
  ),
  shared(
    'Replace(input As String, pattern As String, evaluator As Delegate) As String',
    (text, pattern, evaluator, context) => {
      const regex = regexOf(pattern);
      return replaceEach(regex, text, -1, context, callback(regex, evaluator, inputOf(text)));
    },
  ),
  shared('Split(input As String, pattern As String) As String()', (text, pattern, context) =>
    split(regexOf(pattern), text, context),
  ),
  shared(
    'Split(input As String, pattern As String, options As RegexOptions) As String()',
    (text, pattern, options, context) => split(regexOf(pattern, options), text, context),
  ),
];

function made(pattern: string | undefined, options: number): Value {
  return { type: 'Object', className: 'Regex', value: new RegexObject(pattern, options) };
}

export function regexMembers(): TypeMembers {
  return typeMembers('Regex', {
    constructors: [
      shared('New(pattern As String) As Regex', (pattern) => made(pattern, 0)),
      shared('New(pattern As String, options As RegexOptions) As Regex', (pattern, options) =>
        made(pattern, options),
      ),
    ],
    shared: sharedMembers,
    instance: [
      instance(
        'Regex',
        'IsMatch(input As String) As Boolean',
        (self, text, context) => held(self).find(inputOf(text), 0, context) !== undefined,
      ),
      instance('Regex', 'Match(input As String) As Match', (self, text, context) =>
        match(held(self), text, context),
      ),
      instance('Regex', 'Match(input As String, startat As Int32) As Match', (self, text, from, context) =>
        match(held(self), text, context, from),
      ),
      instance('Regex', 'Matches(input As String) As MatchCollection', (self, text, context) =>
        matches(held(self), text, context),
      ),
      instance(
        'Regex',
        'Replace(input As String, replacement As String) As String',
        (self, text, replacement, context) => replace(held(self), { text, replacement }, context),
      ),
      instance(
        'Regex',
        'Replace(input As String, replacement As String, count As Int32) As String',
        (self, text, replacement, count, context) =>
          replace(held(self), { text, replacement, count }, context),
      ),
      instance(
        'Regex',
        'Replace(input As String, evaluator As Delegate) As String',
        (self, text, evaluator, context) =>
          replaceEach(held(self), text, -1, context, callback(held(self), evaluator, inputOf(text))),
      ),
      instance('Regex', 'Split(input As String) As String()', (self, text, context) =>
        split(held(self), text, context),
      ),
      instance('Regex', 'ToString() As String', (self) => held(self).pattern),
    ],
  });
}
