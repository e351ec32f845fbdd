import type { Value } from '../../values/value.ts';
import type { StaticType } from '../static-type.ts';

/** A System.Type. */
export class TypeObject {
  readonly type: StaticType;

  constructor(type: StaticType) {
    this.type = type;
  }

  toText(): string {
    return fullName(this.type);
  }
}

const known = new Map<StaticType, Value>();

/** The one object that stands for a type, so that `Is` holds between two of them. */
export function typeObject(type: StaticType): Value {
  const found = known.get(type);
  if (found !== undefined) return found;
  const made: Value = { type: 'Object', className: 'Type', value: new TypeObject(type) };
  known.set(type, made);
  return made;
}

const NAMESPACES: readonly (readonly [RegExp, string])[] = [
  [/^(StringBuilder)$/, 'System.Text'],
  [
    /^(Regex|Match|MatchCollection|Group|GroupCollection|Capture|RegexOptions)$/,
    'System.Text.RegularExpressions',
  ],
  [/^(List|Dictionary|KeyValuePair|HashSet|SortedDictionary)\b/, 'System.Collections.Generic'],
  [/^(ArrayList|Hashtable|SortedList|Queue|Stack|DictionaryEntry)$/, 'System.Collections'],
  [/^(CultureInfo|NumberStyles|DateTimeStyles|CalendarWeekRule)$/, 'System.Globalization'],
  [/^Xml/, 'System.Xml'],
  [
    /^(Compare|FirstDay|FirstWeek|Date(Format|Interval)|TriState|VariantType|VbStrConv)/,
    'Microsoft.VisualBasic',
  ],
];

/** `System.String[]`, `System.Int32`. */
export function fullName(type: StaticType): string {
  const suffix = /(?:\(,*\))*$/.exec(type)?.[0] ?? '';
  const name = type.slice(0, type.length - suffix.length);
  const namespace = NAMESPACES.find(([pattern]) => pattern.test(name))?.[1] ?? 'System';
  return `${namespace}.${name}${clrSuffix(suffix)}`;
}

/** `String()` -> `String[]`. */
export function clrName(type: StaticType): string {
  const suffix = /(?:\(,*\))*$/.exec(type)?.[0] ?? '';
  return type.slice(0, type.length - suffix.length) + clrSuffix(suffix);
}

function clrSuffix(suffix: string): string {
  return suffix.replaceAll('(', '[').replaceAll(')', ']');
}
