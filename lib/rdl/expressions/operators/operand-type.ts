import type { BinaryOperator } from '../ast.ts';
import { isEnumType, isIntegralType, isNumericType, type StaticType } from '../static-type.ts';

/**
 * The type in which an operator works on operands of two intrinsic types (language specification, section 11.13 and
 * following); undefined where Visual Basic defines none. Enums count as Int32.
 */
export function operandType(
  operator: BinaryOperator,
  left: StaticType,
  right: StaticType,
): StaticType | undefined {
  const [a, b] = [underlying(left), underlying(right)];
  switch (operator) {
    case '+':
      return additionType(a, b);
    case '-':
    case '*':
      return arithmeticType(a, b);
    case 'Mod':
      return arithmeticType(a, b);
    case '/':
      return divisionType(a, b);
    case '\\':
      return wholeDivisionType(a, b);
    case '^':
      return isArithmetic(a) && isArithmetic(b) ? 'Double' : undefined;
    case '&':
    case 'Like':
      return isTextual(a) && isTextual(b) ? 'String' : undefined;
    case 'And':
    case 'Or':
    case 'Xor':
      return bitwiseType(a, b);
    case 'AndAlso':
    case 'OrElse':
      return isArithmetic(a) && isArithmetic(b) ? 'Boolean' : undefined;
    case '<<':
    case '>>':
      return isArithmetic(a) && isArithmetic(b) ? wholeType(a) : undefined;
    case 'Is':
    case 'IsNot':
      return 'Object';
    default:
      return comparisonType(a, b);
  }
}

function underlying(type: StaticType): StaticType {
  return isEnumType(type) ? 'Int32' : type;
}

function isArithmetic(type: StaticType): boolean {
  return isNumericType(type) || type === 'Boolean' || type === 'String';
}

function isTextual(type: StaticType): boolean {
  return isArithmetic(type) || type === 'Char' || type === 'DateTime' || type === 'Char()';
}

/** True is a Short in arithmetic, a String a Double. */
function asNumber(type: StaticType): StaticType {
  return type === 'Boolean' ? 'Int16' : type === 'String' ? 'Double' : type;
}

function isText(type: StaticType): boolean {
  return type === 'String' || type === 'Char' || type === 'Char()';
}

function additionType(a: StaticType, b: StaticType): StaticType | undefined {
  if (isText(a) && isText(b)) return 'String';
  const isDated = a === 'DateTime' || b === 'DateTime';
  if (isDated) return isDateOrString(a) && isDateOrString(b) ? 'String' : undefined;
  return arithmeticType(a, b);
}

function isDateOrString(type: StaticType): boolean {
  return type === 'DateTime' || type === 'String';
}

function arithmeticType(a: StaticType, b: StaticType): StaticType | undefined {
  if (!isArithmetic(a) || !isArithmetic(b)) return undefined;
  // A Boolean does not widen a signed byte.
  if (a === 'Boolean' && b === 'SByte') return 'SByte';
  if (a === 'SByte' && b === 'Boolean') return 'SByte';
  return widest(asNumber(a), asNumber(b));
}

function divisionType(a: StaticType, b: StaticType): StaticType | undefined {
  if (!isArithmetic(a) || !isArithmetic(b)) return undefined;
  const type = widest(asNumber(a), asNumber(b));
  return type === 'Single' || (type === 'Decimal' && (a === 'Decimal' || b === 'Decimal')) ? type : 'Double';
}

function wholeDivisionType(a: StaticType, b: StaticType): StaticType | undefined {
  const type = arithmeticType(a, b);
  return type === undefined ? undefined : wholeType(type);
}

/** The integer type that bits and `\` work on; fractions and texts are Longs. */
function wholeType(type: StaticType): StaticType {
  if (type === 'Boolean') return 'Int16';
  return isIntegralType(type) ? type : 'Int64';
}

function bitwiseType(a: StaticType, b: StaticType): StaticType | undefined {
  if (!isArithmetic(a) || !isArithmetic(b)) return undefined;
  const isBoolean = a === 'Boolean' || b === 'Boolean';
  if (isBoolean && (a === b || a === 'String' || b === 'String')) return 'Boolean';
  const type = arithmeticType(a, b);
  return type === undefined ? undefined : wholeType(type);
}

function comparisonType(a: StaticType, b: StaticType): StaticType | undefined {
  if (a === b && (a === 'Boolean' || a === 'DateTime' || a === 'Char')) return a;
  if (isText(a) && isText(b)) return 'String';
  const other = a === 'String' ? b : b === 'String' ? a : undefined;
  if (other === 'Boolean' || other === 'DateTime') return other;
  return arithmeticType(a, b);
}

const SIGNED = ['SByte', 'Int16', 'Int32', 'Int64', 'Decimal'] as const;
const UNSIGNED = ['Byte', 'UInt16', 'UInt32', 'UInt64'] as const;

/** The narrower type that holds both; integers of mixed sign take the next signed one. */
export function widest(a: StaticType, b: StaticType): StaticType {
  for (const wide of ['Double', 'Single', 'Decimal'] as const) if (a === wide || b === wide) return wide;
  const signed = Math.max(rank(SIGNED, a), rank(SIGNED, b));
  const unsigned = Math.max(rank(UNSIGNED, a), rank(UNSIGNED, b));
  if (unsigned < 0) return SIGNED[signed] ?? 'Decimal';
  if (signed < 0) return UNSIGNED[unsigned] ?? 'Decimal';
  return SIGNED[Math.max(signed, unsigned + 1)] ?? 'Decimal';
}

function rank(list: readonly string[], type: StaticType): number {
  return list.indexOf(type);
}

/** The type that a unary operator works in and gives; undefined where there is none. */
export function unaryType(operator: '-' | '+' | 'Not', type: StaticType): StaticType | undefined {
  const operand = underlying(type);
  if (!isArithmetic(operand)) return undefined;
  if (operator === 'Not')
    return operand === 'Boolean' ? 'Boolean' : isEnumType(type) ? type : wholeType(operand);
  if (operator === '+') return asNumber(operand);
  return NEGATED[operand] ?? asNumber(operand);
}

/** Unsigned numbers are negated in the next signed type. */
const NEGATED: Readonly<Record<string, StaticType>> = {
  Byte: 'Int16',
  UInt16: 'Int32',
  UInt32: 'Int64',
  UInt64: 'Decimal',
};
