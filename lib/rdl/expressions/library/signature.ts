import type { Decimal } from '../../values/decimal.ts';
import { isIntegerType, isSmallInteger, stringOrNothing } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { enumValue } from '../conversions/convert.ts';
import { isEnumType, type StaticType } from '../static-type.ts';
import type { CallContext } from './call-context.ts';
import type { EnumName } from './enums.ts';

/**
 * Members of .NET types are declared by their Visual Basic signature, which both the overload resolution and the type
 * checker read: `shared('Left(str As String, Length As Int32) As String', (str, length) => …)`. The body gets plain
 * values (string, number, bigint); types without a plain form come as Value.
 */

export type Parameter = {
  readonly name: string;
  readonly type: StaticType;
  /** What stands for an argument that is left out; undefined where it must be given. */
  readonly defaultValue: Value | undefined;
  /** The last parameter takes any number of arguments, as an array. */
  readonly isParamArray: boolean;
  readonly isByRef: boolean;
};

export type Overload = {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: StaticType;
  /** A field or property, which has no parentheses of its own. */
  readonly isProperty: boolean;
  /** The value of a constant field. */
  readonly constant?: Value;
  /** True for a constant argument that the compiler refuses, as it computes the call itself. */
  readonly refusesConstant?: (argument: Value) => boolean;
  /** A ByRef argument is written back from `args` after the call. */
  readonly invoke: (target: Value, args: Value[], context: CallContext) => Value;
  /** Sets a property; the value has the property's type. */
  readonly assign?: (target: Value, args: readonly Value[], value: Value, context: CallContext) => void;
};

export type ArrayValue = Extract<Value, { type: 'Array' }>;

/** What a body gets for a parameter of a type. */
type Plain<T extends string> = T extends 'String'
  ? string | undefined
  : T extends 'Char'
    ? string
    : T extends 'Boolean'
      ? boolean
      : T extends 'SByte' | 'Byte' | 'Int16' | 'UInt16' | 'Int32' | 'UInt32' | 'Single' | 'Double' | EnumName
        ? number
        : T extends 'Int64' | 'UInt64' | 'DateTime' | 'TimeSpan'
          ? bigint
          : T extends 'Decimal'
            ? Decimal
            : T extends `${string}()`
              ? ArrayValue | undefined
              : T extends 'Void'
                ? undefined
                : Value;

type ParameterPlain<S extends string> = S extends `ParamArray ${string}`
  ? readonly Value[]
  : S extends `${string} As ${infer T} = ${string}`
    ? Plain<T>
    : S extends `${string} As ${infer T}`
      ? Plain<T>
      : never;

type ParametersPlain<S extends string> = S extends ''
  ? []
  : S extends `${infer Head}, ${infer Tail}`
    ? [ParameterPlain<Head>, ...ParametersPlain<Tail>]
    : [ParameterPlain<S>];

type Arguments<S extends string> = S extends `${string}(${infer P}) As ${string}`
  ? ParametersPlain<P>
  : S extends `${string} As ${string}`
    ? []
    : never;

type Result<S extends string> = S extends `${string}(${string}) As ${infer R}`
  ? Plain<R>
  : S extends `${string} As ${infer R}`
    ? Plain<R>
    : never;

/** A shared member; a signature without parentheses is a property. */
export function shared<const S extends string>(
  signature: S,
  body: (...args: [...Arguments<S>, CallContext]) => Result<S>,
): Overload {
  return declare(signature, (_target, args, context) => Reflect.apply(body, undefined, [...args, context]));
}

/** A member of an instance, whose plain value the body gets first. */
export function instance<const T extends string, const S extends string>(
  type: T,
  signature: S,
  body: (self: Exclude<Plain<T>, undefined>, ...args: [...Arguments<S>, CallContext]) => Result<S>,
): Overload {
  const unwrap = unwrapperOf(type);
  return declare(signature, (target, args, context) =>
    Reflect.apply(body, undefined, [unwrap(target), ...args, context]),
  );
}

/** A constant field. */
export function constant(name: string, type: StaticType, value: Value): Overload {
  return { name, parameters: [], returns: type, isProperty: true, constant: value, invoke: () => value };
}

/** A property with a setter. */
export function settable(overload: Overload, assign: NonNullable<Overload['assign']>): Overload {
  return { ...overload, assign };
}

type PlainBody = (target: Value, args: readonly unknown[], context: CallContext) => unknown;

function declare(signature: string, body: PlainBody): Overload {
  const { name, parameters, returns, isProperty } = parseSignature(signature);
  const unwrap = parameters.map((parameter) =>
    parameter.isParamArray ? itemsOf : unwrapperOf(parameter.type),
  );
  const wrap = wrapperOf(returns);
  return {
    name,
    parameters,
    returns,
    isProperty,
    invoke: (target, args, context) =>
      wrap(
        body(
          target,
          unwrap.map((each, index) => each(args[index] ?? NOTHING)),
          context,
        ),
      ),
  };
}

type Signature = Pick<Overload, 'name' | 'parameters' | 'returns' | 'isProperty'>;

/** Reads `Name(a As T, ParamArray b As T(), c As T = 1) As R`, or `Name As R` for a property. */
export function parseSignature(signature: string): Signature {
  const match = /^(\w+)(?:\((.*)\))? As ([^=]+?)$/.exec(signature);
  const [, name, list, returns] = match ?? [];
  if (name === undefined || returns === undefined) throw new SyntaxError(`Not a signature: ${signature}`);
  const parameters = list === undefined || list === '' ? [] : splitParameters(list).map(parseParameter);
  return { name, parameters, returns, isProperty: list === undefined };
}

/** Splits at commas outside of parentheses and quotes. */
function splitParameters(list: string): readonly string[] {
  return list.match(/(?:"[^"]*"|\([^)]*\)|[^,])+/g)?.map((part) => part.trim()) ?? [];
}

function parseParameter(text: string): Parameter {
  const match = /^(ParamArray |ByRef )?(\w+) As (.+?)(?: = (.*))?$/.exec(text);
  const [, modifier, name, type, defaultText] = match ?? [];
  if (name === undefined || type === undefined) throw new SyntaxError(`Not a parameter: ${text}`);
  return {
    name,
    type,
    defaultValue: defaultText === undefined ? undefined : defaultOf(type, defaultText),
    isParamArray: modifier === 'ParamArray ',
    isByRef: modifier === 'ByRef ',
  };
}

function defaultOf(type: StaticType, text: string): Value {
  if (text === 'Nothing') return NOTHING;
  if (text === 'True' || text === 'False') return { type: 'Boolean', value: text === 'True' };
  if (text.startsWith('"')) return { type: 'String', value: text.slice(1, -1) };
  return wrapperOf(type)(Number(text));
}

function itemsOf(value: Value): readonly Value[] {
  return value.type === 'Array' ? value.items : [];
}

const unwrapPlain = (value: Value): unknown => ('value' in value ? value.value : undefined);
const unwrapTicks = (value: Value): unknown => ('ticks' in value ? value.ticks : 0n);
const unwrapArray = (value: Value): unknown => (value.type === 'Array' ? value : undefined);
const keep = (value: Value): unknown => value;

function unwrapperOf(type: StaticType): (value: Value) => unknown {
  if (type === 'DateTime' || type === 'TimeSpan') return unwrapTicks;
  if (type.endsWith('()')) return unwrapArray;
  const isPlain =
    isIntegerType(type) || isEnumType(type) || /^(String|Char|Boolean|Single|Double)$/.test(type);
  return isPlain ? unwrapPlain : keep;
}

/** The other way: what a body returns becomes a Value of the declared type. */
function wrapperOf(type: StaticType): (plain: unknown) => Value {
  if (type === 'String') return (plain) => stringOrNothing(typeof plain === 'string' ? plain : undefined);
  if (type === 'Void') return () => NOTHING;
  if (type === 'Boolean') return (plain) => ({ type, value: plain === true });
  if (type === 'Char') return (plain) => ({ type, value: String(plain) });
  if (type === 'Int64' || type === 'UInt64') return (plain) => ({ type, value: toBigInt(plain) });
  if (type === 'DateTime' || type === 'TimeSpan') return (plain) => ({ type, ticks: toBigInt(plain) });
  if (isEnumType(type)) return (plain) => enumValue(type, Number(plain));
  if (type === 'Single' || type === 'Double' || isSmallInteger(type)) {
    return (plain) => ({ type, value: Number(plain) });
  }
  return (plain) => (isValue(plain) ? plain : NOTHING);
}

function toBigInt(plain: unknown): bigint {
  return typeof plain === 'bigint' ? plain : BigInt(Number(plain));
}

function isValue(plain: unknown): plain is Value {
  return typeof plain === 'object' && plain !== null && 'type' in plain;
}
