import { formatNumber } from '../../formats/format-number.ts';
import { NumberStyle } from '../../formats/parse-number.ts';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimal,
  decimalFromNumber,
  decimalToNumber,
  divideDecimals,
  multiplyDecimals,
  negateDecimal,
  remainderOfDecimals,
  roundDecimal,
  subtractDecimals,
} from '../../values/decimal.ts';
import {
  booleanValue,
  type IntegerType,
  int32,
  integerValue,
  isIntegerType,
  RANGES,
  stringValue,
} from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { zeroOf } from '../conversions/convert.ts';
import { toInteger } from '../conversions/to-number.ts';
import { argumentFault, argumentNull, divideByZero, overflow } from '../faults.ts';
import { compareSame } from '../operators/compare.ts';
import type { CallContext } from './call-context.ts';
import { cultureOf } from './culture-info.ts';
import { valuesEqual } from './equality.ts';
import { MATH } from './math.ts';
import { isNumericValue } from './numeric.ts';
import { attempt, parseBoolean, parseDecimalText, parseDoubleText, parseInteger } from './parse.ts';
import { constant, instance, type Overload, type Parameter, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** Members of the numeric types. */

export type NumberTypeName = IntegerType | 'Single' | 'Double' | 'Decimal';

function parameter(name: string, type: string, extra: Partial<Parameter> = {}): Parameter {
  return { name, type, defaultValue: undefined, isParamArray: false, isByRef: false, ...extra };
}

/** An overload in which all is a Value; the names of the parameters do not matter to callers. */
export function overload(
  name: string,
  types: readonly (string | Parameter)[],
  returns: string,
  invoke: Overload['invoke'],
): Overload {
  const parameters = types.map((type, index) =>
    typeof type === 'string' ? parameter(`arg${index}`, type) : type,
  );
  return { name, parameters, returns, isProperty: false, invoke };
}

function formattedText(
  self: Value,
  format: Value | undefined,
  provider: Value | undefined,
  context: CallContext,
): Value {
  if (!isNumericValue(self)) return stringValue('');
  const style = format?.type === 'String' ? format.value : '';
  return stringValue(formatNumber(self, style, cultureOf(provider, context)));
}

/** `CompareTo`: NaN is the least. */
function compareNumbers(left: Value, right: Value): number {
  const order = compareSame(left, right);
  if (order !== undefined) return order;
  const isNaN_ = (value: Value) => 'value' in value && Number.isNaN(value.value);
  return Number(isNaN_(right)) - Number(isNaN_(left));
}

function instanceMembers(type: NumberTypeName): readonly Overload[] {
  return [
    overload('ToString', [], 'String', (self, _args, context) =>
      formattedText(self, undefined, undefined, context),
    ),
    overload('ToString', ['String'], 'String', (self, [format], context) =>
      formattedText(self, format, undefined, context),
    ),
    overload('ToString', ['IFormatProvider'], 'String', (self, [provider], context) =>
      formattedText(self, undefined, provider, context),
    ),
    overload('ToString', ['String', 'IFormatProvider'], 'String', (self, [format, provider], context) =>
      formattedText(self, format, provider, context),
    ),
    overload('CompareTo', [type], 'Int32', (self, [other = NOTHING]) => int32(compareNumbers(self, other))),
    overload('CompareTo', ['Object'], 'Int32', (self, [other = NOTHING]) => {
      if (other.type === 'Nothing') return int32(1);
      if (other.type !== type) throw argumentFault(`Object must be of type ${type}.`);
      return int32(compareNumbers(self, other));
    }),
    overload('Equals', [type], 'Boolean', (self, [other = NOTHING]) =>
      booleanValue(valuesEqual(self, other)),
    ),
    overload('Equals', ['Object'], 'Boolean', (self, [other = NOTHING]) =>
      booleanValue(valuesEqual(self, other)),
    ),
  ];
}

function defaultStyle(type: NumberTypeName): number {
  if (isIntegerType(type)) return NumberStyle.integer;
  return type === 'Decimal' ? NumberStyle.number : NumberStyle.float;
}

/** @throws EvaluationFault FormatException, OverflowException, ArgumentNullException */
function parseAs(
  type: NumberTypeName,
  text: Value | undefined,
  style: Value | undefined,
  provider: Value | undefined,
  context: CallContext,
): Value {
  if (text?.type !== 'String') throw argumentNull('s');
  const culture = cultureOf(provider, context);
  const styles = style?.type === 'Enum' ? style.value : defaultStyle(type);
  if (isIntegerType(type)) return parseInteger(text.value, type, styles, culture);
  if (type === 'Decimal') return parseDecimalText(text.value, styles, culture);
  const number = parseDoubleText(text.value, styles, culture);
  return { type, value: type === 'Single' ? Math.fround(number) : number };
}

function parsing(type: NumberTypeName): readonly Overload[] {
  const result = parameter('result', type, { isByRef: true });
  const tryParse = (args: Value[], at: number, parse: () => Value): Value => {
    const found = attempt(parse);
    args[at] = found ?? zeroOf(type);
    return booleanValue(found !== undefined);
  };
  return [
    overload('Parse', ['String'], type, (_self, [text], context) =>
      parseAs(type, text, undefined, undefined, context),
    ),
    overload('Parse', ['String', 'NumberStyles'], type, (_self, [text, style], context) =>
      parseAs(type, text, style, undefined, context),
    ),
    overload('Parse', ['String', 'IFormatProvider'], type, (_self, [text, provider], context) =>
      parseAs(type, text, undefined, provider, context),
    ),
    overload(
      'Parse',
      ['String', 'NumberStyles', 'IFormatProvider'],
      type,
      (_self, [text, style, provider], context) => parseAs(type, text, style, provider, context),
    ),
    // The bytes of UTF-8 text: reports hold none, but the overload makes `Parse(Nothing)` ambiguous.
    overload('Parse', ['ReadOnlySpan', 'NumberStyles', 'IFormatProvider'], type, () => zeroOf(type)),
    overload('Parse', [parameter('utf8Text', 'ReadOnlySpan')], type, () => zeroOf(type)),
    overload('TryParse', ['String', result], 'Boolean', (_self, args, context) =>
      tryParse(args, 1, () => parseAs(type, args[0], undefined, undefined, context)),
    ),
    overload(
      'TryParse',
      ['String', 'NumberStyles', 'IFormatProvider', result],
      'Boolean',
      (_self, args, context) => tryParse(args, 3, () => parseAs(type, args[0], args[1], args[2], context)),
    ),
  ];
}

const FLOAT_LIMITS: Readonly<Record<string, number>> = {
  Single: 3.4028234663852886e38,
  Double: Number.MAX_VALUE,
};

function limits(type: NumberTypeName): readonly Overload[] {
  if (isIntegerType(type)) {
    const [least, greatest] = RANGES[type];
    return [
      constant('MaxValue', type, integerValue(type, greatest)),
      constant('MinValue', type, integerValue(type, least)),
    ];
  }
  if (type === 'Decimal') {
    const greatest = decimal((1n << 96n) - 1n);
    return [constant('MaxValue', type, greatest), constant('MinValue', type, negateDecimal(greatest))];
  }
  const greatest = FLOAT_LIMITS[type] ?? 0;
  const special = (name: string, value: number) => constant(name, type, { type, value });
  return [
    special('MaxValue', greatest),
    special('MinValue', -greatest),
    special('Epsilon', type === 'Double' ? Number.MIN_VALUE : 1.401298464324817e-45),
    special('NaN', Number.NaN),
    special('PositiveInfinity', Number.POSITIVE_INFINITY),
    special('NegativeInfinity', Number.NEGATIVE_INFINITY),
    ...floatTests(type),
  ];
}

function floatTests(type: 'Single' | 'Double'): readonly Overload[] {
  const test = (name: string, holds: (value: number) => boolean) =>
    overload(name, [type], 'Boolean', (_self, [value]) =>
      booleanValue(value !== undefined && 'value' in value && holds(Number(value.value))),
    );
  return [
    test('IsNaN', Number.isNaN),
    test('IsInfinity', (value) => Math.abs(value) === Number.POSITIVE_INFINITY),
    test('IsPositiveInfinity', (value) => value === Number.POSITIVE_INFINITY),
    test('IsNegativeInfinity', (value) => value === Number.NEGATIVE_INFINITY),
    test('IsFinite', Number.isFinite),
  ];
}

function exact(value: Decimal | undefined): Decimal {
  if (value === undefined) throw overflow();
  return value;
}

function nonZero(value: Decimal): Decimal {
  if (value.mantissa === 0n) throw divideByZero();
  return value;
}

function decimalMembers(): readonly Overload[] {
  const rounds = MATH.filter((each) => each.name === 'Round' && each.returns === 'Decimal');
  const truncated = (value: Value, type: IntegerType, context: CallContext) =>
    toInteger(value.type === 'Decimal' ? roundDecimal(value, 0, 'toZero') : value, type, context);
  const INTEGERS: readonly IntegerType[] = [
    'Byte',
    'SByte',
    'Int16',
    'UInt16',
    'Int32',
    'UInt32',
    'Int64',
    'UInt64',
  ];
  return [
    constant('Zero', 'Decimal', decimal(0n)),
    constant('One', 'Decimal', decimal(1n)),
    constant('MinusOne', 'Decimal', decimal(-1n)),
    shared('Add(d1 As Decimal, d2 As Decimal) As Decimal', (a, b) => exact(addDecimals(a, b))),
    shared('Subtract(d1 As Decimal, d2 As Decimal) As Decimal', (a, b) => exact(subtractDecimals(a, b))),
    shared('Multiply(d1 As Decimal, d2 As Decimal) As Decimal', (a, b) => exact(multiplyDecimals(a, b))),
    shared('Divide(d1 As Decimal, d2 As Decimal) As Decimal', (a, b) => exact(divideDecimals(a, nonZero(b)))),
    shared('Remainder(d1 As Decimal, d2 As Decimal) As Decimal', (a, b) =>
      remainderOfDecimals(a, nonZero(b)),
    ),
    shared('Negate(d As Decimal) As Decimal', negateDecimal),
    shared('Compare(d1 As Decimal, d2 As Decimal) As Int32', compareDecimals),
    shared('Equals(d1 As Decimal, d2 As Decimal) As Boolean', (a, b) => compareDecimals(a, b) === 0),
    shared('Floor(d As Decimal) As Decimal', (value) => roundDecimal(value, 0, 'down')),
    shared('Ceiling(d As Decimal) As Decimal', (value) => roundDecimal(value, 0, 'up')),
    shared('Truncate(d As Decimal) As Decimal', (value) => roundDecimal(value, 0, 'toZero')),
    shared('ToDouble(d As Decimal) As Double', decimalToNumber),
    shared('ToSingle(d As Decimal) As Single', (value) => Math.fround(decimalToNumber(value))),
    ...INTEGERS.map((type) =>
      overload(`To${type}`, ['Decimal'], type, (_self, [value = NOTHING], context) =>
        truncated(value, type, context),
      ),
    ),
    ...rounds,
  ];
}

function decimalConstructors(): readonly Overload[] {
  const whole = (type: string) =>
    overload('New', [type], 'Decimal', (_self, [value]) =>
      decimal(value !== undefined && 'value' in value ? BigInt(String(value.value)) : 0n),
    );
  return [
    ...['Int32', 'UInt32', 'Int64', 'UInt64'].map(whole),
    shared('New(value As Single) As Decimal', (value) => exact(decimalFromNumber(value, 7))),
    shared('New(value As Double) As Decimal', (value) => exact(decimalFromNumber(value))),
  ];
}

export function numberMembers(type: NumberTypeName): TypeMembers {
  const isDecimal = type === 'Decimal';
  return typeMembers(type, {
    constructors: isDecimal ? decimalConstructors() : [],
    shared: [...limits(type), ...parsing(type), ...(isDecimal ? decimalMembers() : [])],
    instance: instanceMembers(type),
  });
}

export function booleanMembers(): TypeMembers {
  return typeMembers('Boolean', {
    shared: [
      constant('TrueString', 'String', stringValue('True')),
      constant('FalseString', 'String', stringValue('False')),
      shared('Parse(value As String) As Boolean', (text) => parseBooleanText(text)),
      overload(
        'TryParse',
        ['String', parameter('result', 'Boolean', { isByRef: true })],
        'Boolean',
        (_self, args) => {
          const [text] = args;
          const found = attempt(() => parseBooleanText(text?.type === 'String' ? text.value : undefined));
          args[1] = booleanValue(found === true);
          return booleanValue(found !== undefined);
        },
      ),
    ],
    instance: [
      instance('Boolean', 'ToString() As String', (self) => (self ? 'True' : 'False')),
      instance('Boolean', 'ToString(provider As IFormatProvider) As String', (self) =>
        self ? 'True' : 'False',
      ),
      instance(
        'Boolean',
        'CompareTo(value As Boolean) As Int32',
        (self, other) => Number(self) - Number(other),
      ),
      instance('Boolean', 'CompareTo(obj As Object) As Int32', (self, other) => {
        if (other.type !== 'Boolean') throw argumentFault('Object must be of type Boolean.');
        return Number(self) - Number(other.value);
      }),
      instance('Boolean', 'Equals(obj As Boolean) As Boolean', (self, other) => self === other),
      instance(
        'Boolean',
        'Equals(obj As Object) As Boolean',
        (self, other) => other.type === 'Boolean' && other.value === self,
      ),
    ],
  });
}

function parseBooleanText(text: string | undefined): boolean {
  if (text === undefined) throw argumentNull('value');
  return parseBoolean(text);
}
