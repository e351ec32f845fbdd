/** Whether a route value fits; the value is decoded. */
export type Constraint = (value: string) => boolean;

type Maker = { readonly parameters: readonly number[]; make(parameters: readonly string[]): Constraint };

/** .NET's NumberStyles.Integer: blanks around, a sign in front. */
const INTEGER = /^\s*([+-]?\d+)\s*$/;
/** NumberStyles.Float and AllowThousands of .NET: thousands separators stand anywhere before the point. */
const FLOAT = /^\s*[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const FLOAT_WORDS = /^\s*(?:[+-]?(?:infinity|nan|∞))\s*$/i;
const DECIMAL = /^\s*[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)[+-]?\s*$/;
const GUID_FORMS = [
  /^[0-9a-f]{32}$/i,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  /^\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/i,
  /^\([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\)$/i,
];
const DECIMAL_MAX = 79_228_162_514_264_337_593_543_950_335n;

function integer(value: string, bits: 32 | 64): bigint | undefined {
  const digits = INTEGER.exec(value)?.[1];
  if (digits === undefined) return undefined;
  const number = BigInt(digits.replace(/^\+/, ''));
  return BigInt.asIntN(bits, number) === number ? number : undefined;
}

function inRange(min: bigint | undefined, max: bigint | undefined): Constraint {
  return (value) => {
    const number = integer(value, 64);
    return (
      number !== undefined && (min === undefined || number >= min) && (max === undefined || number <= max)
    );
  };
}

const plain = (fits: Constraint): Maker => ({ parameters: [0], make: () => fits });

function numeric(text: string | undefined, bits: 32 | 64): bigint {
  const number = integer(text ?? '', bits);
  if (number === undefined) throw new Error(`"${text ?? ''}" is not a whole number`);
  return number;
}

const isFloat: Constraint = (value) => FLOAT.test(value) || FLOAT_WORDS.test(value);

function isDecimal(value: string): boolean {
  if (!DECIMAL.test(value)) return false;
  const whole = value.replaceAll(/[^\d.]/g, '').split('.')[0] ?? '';
  return BigInt(whole === '' ? '0' : whole) <= DECIMAL_MAX;
}

/** The constraints of ASP.NET Core's DefaultInlineConstraintResolver that can be checked here in the same way. */
const MAKERS: Readonly<Record<string, Maker>> = {
  int: plain((value) => integer(value, 32) !== undefined),
  long: plain((value) => integer(value, 64) !== undefined),
  bool: plain((value) => /^\s*(?:true|false)\s*$/i.test(value)),
  guid: plain((value) => GUID_FORMS.some((form) => form.test(value.trim()))),
  alpha: plain((value) => /^[a-z]*$/i.test(value)),
  double: plain(isFloat),
  float: plain(isFloat),
  decimal: plain(isDecimal),
  required: plain((value) => value !== ''),
  min: { parameters: [1], make: ([min]) => inRange(numeric(min, 64), undefined) },
  max: { parameters: [1], make: ([max]) => inRange(undefined, numeric(max, 64)) },
  range: { parameters: [2], make: ([min, max]) => inRange(numeric(min, 64), numeric(max, 64)) },
  minlength: {
    parameters: [1],
    make: ([min]) => {
      const least = numeric(min, 32);
      return (value) => BigInt(value.length) >= least;
    },
  },
  maxlength: {
    parameters: [1],
    make: ([max]) => {
      const most = numeric(max, 32);
      return (value) => BigInt(value.length) <= most;
    },
  },
  length: {
    parameters: [1, 2],
    make: ([min, max]) => {
      const [least, most] = [numeric(min, 32), numeric(max ?? min, 32)];
      return (value) => BigInt(value.length) >= least && BigInt(value.length) <= most;
    },
  },
};

/**
 * Makes the constraint of an inline entry such as `int`, `length(2,4)` or `regex(^a)`. Throws for names that ASP.NET
 * Core does not know and for `datetime`, `file` and `nonfile`, which are not supported here.
 */
export function makeConstraint(entry: string): Constraint {
  const open = entry.indexOf('(');
  const name = (open < 0 ? entry : entry.slice(0, open)).toLowerCase();
  const inner = open < 0 ? undefined : entry.slice(open + 1, entry.endsWith(')') ? -1 : undefined);
  if (name === 'regex' && inner !== undefined) return regexConstraint(inner);
  const maker = Object.hasOwn(MAKERS, name) ? MAKERS[name] : undefined;
  if (maker === undefined) throw new Error(`the route constraint "${entry}" is not supported`);
  const parameters = inner === undefined ? [] : inner.split(',').map((part) => part.trim());
  if (!maker.parameters.includes(parameters.length)) {
    throw new Error(`the route constraint "${entry}" takes ${maker.parameters.join(' or ')} parameters`);
  }
  return maker.make(parameters);
}

function regexConstraint(source: string): Constraint {
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, 'i');
  } catch {
    throw new Error(`the regular expression of the route constraint "regex(${source})" cannot be read here`);
  }
  return (value) => pattern.test(value);
}
