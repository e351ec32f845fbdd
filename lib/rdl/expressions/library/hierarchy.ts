import { isArrayType, type StaticType } from '../static-type.ts';

/** Base classes and interfaces of the types that expressions and custom code use. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  String: ['IEnumerable', 'IComparable', 'IConvertible'],
  Array: ['IList', 'ICollection', 'IEnumerable'],
  ArrayList: ['IList', 'ICollection', 'IEnumerable'],
  Hashtable: ['IDictionary', 'ICollection', 'IEnumerable'],
  SortedList: ['IDictionary', 'ICollection', 'IEnumerable'],
  Queue: ['ICollection', 'IEnumerable'],
  Stack: ['ICollection', 'IEnumerable'],
  List: ['IList', 'ICollection', 'IEnumerable'],
  Dictionary: ['IDictionary', 'ICollection', 'IEnumerable'],
  SortedDictionary: ['IDictionary', 'ICollection', 'IEnumerable'],
  HashSet: ['ICollection', 'IEnumerable'],
  KeyCollection: ['ICollection', 'IEnumerable'],
  KeyValuePair: ['ValueType'],
  StringComparer: ['IComparer', 'IEqualityComparer'],
  NameValueCollection: ['ICollection', 'IEnumerable'],
  Collection: ['ICollection', 'IEnumerable'],
  MatchCollection: ['ICollection', 'IEnumerable'],
  GroupCollection: ['ICollection', 'IEnumerable'],
  CaptureCollection: ['ICollection', 'IEnumerable'],
  Match: ['Group', 'Capture'],
  Group: ['Capture'],
  CultureInfo: ['IFormatProvider'],
  NumberFormatInfo: ['IFormatProvider'],
  DateTimeFormatInfo: ['IFormatProvider'],
  XmlNodeList: ['IEnumerable'],
  XmlDocument: ['XmlNode', 'IEnumerable'],
  XmlElement: ['XmlNode', 'IEnumerable'],
  XmlAttribute: ['XmlNode'],
  XmlText: ['XmlNode'],
  XmlCDataSection: ['XmlNode'],
  XmlComment: ['XmlNode'],
  XmlAttributeCollection: ['ICollection', 'IEnumerable'],
};

const EXCEPTION_PARENTS: Readonly<Record<string, string>> = {
  ArgumentNullException: 'ArgumentException',
  ArgumentOutOfRangeException: 'ArgumentException',
  ArgumentException: 'SystemException',
  ArithmeticException: 'SystemException',
  OverflowException: 'ArithmeticException',
  DivideByZeroException: 'ArithmeticException',
  ApplicationException: 'Exception',
  SystemException: 'Exception',
  Exception: 'Object',
};

const NUMERIC_INTERFACES = ['IConvertible', 'IFormattable', 'IComparable', 'ValueType'];
const VALUE_STRUCTURES =
  /^(SByte|Byte|U?Int(16|32|64)|Decimal|Single|Double|Boolean|Char|DateTime|DateTimeOffset|TimeSpan|Guid)$/;

/** The type without its arguments: `List(Of String)` -> `List`. */
export function genericName(type: StaticType): string {
  return type.replace(/\(Of .*\)$/, '');
}

/** True where `type` is `ancestor`, derives from it or implements it. */
export function derives(type: StaticType, ancestor: StaticType): boolean {
  if (type === ancestor || ancestor === 'Object') return true;
  if (isArrayType(type)) return derives('Array', ancestor) || isGenericView(type, ancestor);
  const base = genericName(ancestor);
  if (base === 'Exception' || EXCEPTION_PARENTS[base] !== undefined) return isException(type, base);
  if (base !== ancestor && !isInterface(base)) return false;
  if (VALUE_STRUCTURES.test(type)) return NUMERIC_INTERFACES.includes(ancestor);
  const name = genericName(type);
  return (PARENTS[name] ?? []).some((parent) => derives(parent, base));
}

function isInterface(name: string): boolean {
  return /^I[A-Z]/.test(name);
}

/** `String()` is an `IEnumerable(Of String)`. */
function isGenericView(type: StaticType, ancestor: StaticType): boolean {
  const base = genericName(ancestor);
  return base !== ancestor && derives('Array', base) && ancestor === `${base}(Of ${type.slice(0, -2)})`;
}

function isException(type: StaticType, ancestor: string): boolean {
  if (!type.endsWith('Exception')) return false;
  for (
    let name: string | undefined = type;
    name !== undefined;
    name = EXCEPTION_PARENTS[name] ?? 'SystemException'
  ) {
    if (name === ancestor) return true;
    if (name === 'Exception' || name === 'Object') return false;
  }
  return false;
}
