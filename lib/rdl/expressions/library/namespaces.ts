import type { StaticType } from '../static-type.ts';
import { findEnum } from './enums.ts';
import { IMPORTED_MEMBERS, VISUAL_BASIC_MEMBERS } from './modules.ts';
import type { Overload } from './signature.ts';

/** The types that expressions may name, by namespace; those of System and Microsoft.VisualBasic need no prefix. */
const NAMESPACES: Readonly<Record<string, readonly string[]>> = {
  System:
    `Array Boolean Byte Char Convert DateTime DateTimeKind DateTimeOffset DayOfWeek DBNull Decimal Double Enum
    Environment Exception ApplicationException ArgumentException ArgumentNullException ArgumentOutOfRangeException
    ArithmeticException DivideByZeroException FormatException IndexOutOfRangeException InvalidCastException
    InvalidOperationException NotImplementedException NotSupportedException NullReferenceException OverflowException
    SystemException Guid IFormatProvider Int16 Int32 Int64 Math MidpointRounding Object Random SByte Single String
    StringComparer StringComparison StringSplitOptions TimeSpan Type TypeCode UInt16 UInt32 UInt64 Uri`.split(
      /\s+/,
    ),
  'System.Collections':
    'ArrayList DictionaryEntry Hashtable ICollection IDictionary IEnumerable IList Queue SortedList Stack'.split(
      ' ',
    ),
  'System.Collections.Generic':
    'Dictionary HashSet ICollection IDictionary IEnumerable IList KeyValuePair List Queue SortedDictionary Stack'.split(
      ' ',
    ),
  'System.Collections.Specialized': ['NameValueCollection'],
  'System.Globalization':
    'CalendarWeekRule CultureInfo DateTimeFormatInfo DateTimeStyles NumberFormatInfo NumberStyles TextInfo'.split(
      ' ',
    ),
  'System.Text': ['StringBuilder'],
  'System.Text.RegularExpressions':
    'Capture Group GroupCollection Match MatchCollection Regex RegexOptions'.split(' '),
  'System.Xml': 'XmlAttribute XmlAttributeCollection XmlDocument XmlElement XmlNode XmlNodeList'.split(' '),
  'Microsoft.VisualBasic':
    `AppWinStyle Collection CompareMethod Constants ControlChars Conversion DateAndTime DateFormat
    DateInterval DueDate ErrObject Financial FirstDayOfWeek FirstWeekOfYear Information Interaction MsgBoxResult Strings
    TriState VariantType VbStrConv VBMath`.split(/\s+/),
};

/** Namespaces whose types and sub-namespaces are known without them. */
const IMPORTED = ['System', 'Microsoft.VisualBasic'];

const namespaceNames: ReadonlyMap<string, string> = new Map(
  ['Microsoft', ...Object.keys(NAMESPACES)].map((name) => [name.toLowerCase(), name]),
);

const typesByPath: ReadonlyMap<string, StaticType> = new Map(
  Object.entries(NAMESPACES).flatMap(([namespace, types]) =>
    types.map((type) => [`${namespace}.${type}`.toLowerCase(), type] as const),
  ),
);

/** A type by its name, with its namespace, with a part of it, or without; in any case. */
export function findType(name: string): StaticType | undefined {
  const path = name.toLowerCase().replace(/^global\./, '');
  const direct = typesByPath.get(path);
  if (direct !== undefined) return direct;
  for (const namespace of IMPORTED) {
    const found = typesByPath.get(`${namespace.toLowerCase()}.${path}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

export type NamespaceMember =
  | { readonly kind: 'type'; readonly type: StaticType }
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'group'; readonly overloads: readonly Overload[] };

/** What a name is in a namespace; the functions of Visual Basic are members of theirs. */
export function findNamespaceMember(namespace: string, name: string): NamespaceMember | undefined {
  const path = namespace === '' ? name.toLowerCase() : `${namespace}.${name}`.toLowerCase();
  const type = typesByPath.get(path);
  if (type !== undefined) return { kind: 'type', type };
  const found = namespaceNames.get(path);
  if (found !== undefined) return { kind: 'namespace', name: found };
  if (namespace !== 'Microsoft.VisualBasic') return undefined;
  const overloads = VISUAL_BASIC_MEMBERS.get(name.toLowerCase());
  return overloads === undefined ? undefined : { kind: 'group', overloads };
}

/** What a plain name means by the imports of report expressions: System, Math, Convert, Microsoft.VisualBasic. */
export function findImported(name: string): NamespaceMember | undefined {
  const key = name.toLowerCase();
  if (key === 'global') return { kind: 'namespace', name: '' };
  const overloads = IMPORTED_MEMBERS.get(key);
  if (overloads !== undefined) return { kind: 'group', overloads };
  const type = findType(name) ?? findEnum(name);
  // Enums of other namespaces than the imported ones are not visible by their plain name.
  if (type !== undefined && isVisible(type)) return { kind: 'type', type };
  const direct = namespaceNames.get(key) ?? namespaceNames.get(`system.${key}`);
  return direct === undefined ? undefined : { kind: 'namespace', name: direct };
}

function isVisible(type: StaticType): boolean {
  return IMPORTED.some((namespace) => NAMESPACES[namespace]?.includes(type) === true);
}
