import { enumNames } from './library/enums.ts';

/**
 * The type that an expression has before it runs: a .NET name (`Int32`, `StringBuilder`), with `()` or `(,)` for
 * arrays. `Object` is bound late; `Nothing` is the type of the literal alone.
 */
export type StaticType = string;

/** Numbers from the narrowest to the widest, as far as they widen into each other. */
const WIDENS_TO: Readonly<Record<string, readonly string[]>> = {
  SByte: ['Int16', 'Int32', 'Int64', 'Decimal', 'Single', 'Double'],
  Byte: ['Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'Decimal', 'Single', 'Double'],
  Int16: ['Int32', 'Int64', 'Decimal', 'Single', 'Double'],
  UInt16: ['Int32', 'UInt32', 'Int64', 'UInt64', 'Decimal', 'Single', 'Double'],
  Int32: ['Int64', 'Decimal', 'Single', 'Double'],
  UInt32: ['Int64', 'UInt64', 'Decimal', 'Single', 'Double'],
  Int64: ['Decimal', 'Single', 'Double'],
  UInt64: ['Decimal', 'Single', 'Double'],
  Decimal: ['Single', 'Double'],
  Single: ['Double'],
  Double: [],
};

export function isNumericType(type: StaticType): boolean {
  return Object.hasOwn(WIDENS_TO, type);
}

const INTEGRAL = new Set(['SByte', 'Byte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64']);

export function isIntegralType(type: StaticType): boolean {
  return INTEGRAL.has(type);
}

export function isEnumType(type: StaticType): boolean {
  return enumNames(type) !== undefined;
}

export function isArrayType(type: StaticType): boolean {
  return type.endsWith(')') && /\(,*\)$/.test(type);
}

/** The type of an array's elements: `Int32()` -> `Int32`. */
export function elementOf(type: StaticType): StaticType {
  return type.replace(/\(,*\)$/, '');
}

const VALUE_TYPES = new Set([
  ...Object.keys(WIDENS_TO),
  'Boolean',
  'Char',
  'DateTime',
  'DateTimeOffset',
  'TimeSpan',
  'Guid',
  'IntPtr',
]);

/** A type that is never Nothing. */
export function isValueType(type: StaticType): boolean {
  return VALUE_TYPES.has(type) || isEnumType(type);
}

/** How a value of one type becomes one of another (language specification, section 8). */
export type Conversion = 'identity' | 'widening' | 'narrowing' | 'none';

/** Where the type system of classes answers: base classes and interfaces. */
export interface ClassHierarchy {
  /** True where `type` is `ancestor` or derives from it or implements it. */
  derives(type: StaticType, ancestor: StaticType): boolean;
  /** True for classes, interfaces and structures that this engine knows by name. */
  isKnown(type: StaticType): boolean;
}

export function classifyConversion(from: StaticType, to: StaticType, classes: ClassHierarchy): Conversion {
  if (from === to) return 'identity';
  if (from === 'Nothing' || to === 'Object') return 'widening';
  if (from === 'Object') return 'narrowing';
  return classifyIntrinsic(from, to) ?? classifyReference(from, to, classes);
}

function classifyIntrinsic(from: StaticType, to: StaticType): Conversion | undefined {
  if (isNumericType(from)) return classifyNumber(from, to);
  if (isEnumType(from)) {
    if (to === 'Int32' || WIDENS_TO['Int32']?.includes(to) === true) return 'widening';
    return isNumericType(to) || isEnumType(to) || to === 'String' || to === 'Boolean'
      ? 'narrowing'
      : undefined;
  }
  switch (from) {
    case 'Boolean':
      return isNumericType(to) || to === 'String' || isEnumType(to) ? 'narrowing' : undefined;
    case 'Char':
      return to === 'String' ? 'widening' : undefined;
    case 'DateTime':
      return to === 'String' ? 'narrowing' : to === 'DateTimeOffset' ? 'widening' : undefined;
    case 'String':
      if (to === 'Char()') return 'widening';
      return isNumericType(to) || to === 'Boolean' || to === 'DateTime' || to === 'Char' || isEnumType(to)
        ? 'narrowing'
        : undefined;
    case 'Char()':
      return to === 'String' ? 'widening' : undefined;
    default:
      return undefined;
  }
}

function classifyNumber(from: StaticType, to: StaticType): Conversion | undefined {
  if (WIDENS_TO[from]?.includes(to) === true) return 'widening';
  return isNumericType(to) || to === 'Boolean' || to === 'String' || isEnumType(to) ? 'narrowing' : undefined;
}

function classifyReference(from: StaticType, to: StaticType, classes: ClassHierarchy): Conversion {
  if (isArrayType(from) && isArrayType(to)) return classifyArrays(from, to, classes);
  if (classes.derives(from, to)) return 'widening';
  if (classes.derives(to, from)) return 'narrowing';
  return 'none';
}

function classifyArrays(from: StaticType, to: StaticType, classes: ClassHierarchy): Conversion {
  if (from.slice(elementOf(from).length) !== to.slice(elementOf(to).length)) return 'none';
  const [source, target] = [elementOf(from), elementOf(to)];
  if (isValueType(source) || isValueType(target)) return 'none';
  const conversion = classifyConversion(source, target, classes);
  return conversion === 'identity' || conversion === 'widening' || conversion === 'narrowing'
    ? conversion
    : 'none';
}
