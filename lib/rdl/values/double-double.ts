/**
 * Powers, exponentials and logarithms rounded to the nearest Double. The runtime's own differ from those of .NET in the
 * last place (10 ** -5 is not 1e-5); here they are computed with twice the digits.
 */

/** An unevaluated sum of two Doubles, the second below the precision of the first. */
type Pair = readonly [number, number];

const SPLITTER = 134_217_729;

function sum(a: number, b: number): Pair {
  const s = a + b;
  const v = s - a;
  return [s, a - (s - v) + (b - v)];
}

function product(a: number, b: number): Pair {
  const p = a * b;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return [p, aHigh * bHigh - p + aHigh * bLow + aLow * bHigh + aLow * bLow];
}

function halves(a: number): Pair {
  const c = SPLITTER * a;
  const high = c - (c - a);
  return [high, a - high];
}

function add(a: Pair, b: Pair): Pair {
  const [s, e] = sum(a[0], b[0]);
  const [t, f] = sum(a[1], b[1]);
  const [high, low] = sum(s, e + t);
  return sum(high, low + f);
}

function multiply(a: Pair, b: Pair): Pair {
  const [p, e] = product(a[0], b[0]);
  return sum(p, e + a[0] * b[1] + a[1] * b[0]);
}

function divide(a: Pair, b: Pair): Pair {
  const first = a[0] / b[0];
  const rest = add(a, negate(multiply(b, [first, 0])));
  const second = rest[0] / b[0];
  const last = add(rest, negate(multiply(b, [second, 0])));
  return add(sum(first, second), [last[0] / b[0], 0]);
}

function negate([high, low]: Pair): Pair {
  return [-high, -low];
}

const LN2: Pair = [Math.LN2, 2.3190468138462996e-17];
const LN10: Pair = [Math.LN10, -2.1707562233822494e-16];
/** Halvings of the argument before the series; the result is squared as often. */
const HALVINGS = 9;
const TERMS = 9;

/** e to a pair, as a pair and the power of two to scale it by. */
function expPair(x: Pair): { readonly value: Pair; readonly scale: number } {
  const scale = Math.round(x[0] / LN2[0]);
  const rest = add(x, negate(multiply(LN2, [scale, 0])));
  const small: Pair = [rest[0] / 2 ** HALVINGS, rest[1] / 2 ** HALVINGS];
  // e^r - 1 keeps its digits while it is squared: (1 + s)^2 - 1 = 2s + s².
  let term: Pair = small;
  let series: Pair = small;
  for (let index = 2; index <= TERMS; index++) {
    term = divide(multiply(term, small), [index, 0]);
    series = add(series, term);
  }
  for (let index = 0; index < HALVINGS; index++) series = add(add(series, series), multiply(series, series));
  return { value: add([1, 0], series), scale };
}

/** The natural logarithm of a positive normal number, as a pair: one step of Newton's method. */
function logPair(x: number): Pair {
  const first = Math.log(x);
  const { value, scale } = expPair([-first, 0]);
  const [high, low] = multiply(value, [scaled(x, scale), 0]);
  const rest = add([high, low], [-1, 0]);
  // ln(1 + r) = r - r²/2, r being tiny.
  return add([first, 0], add(rest, [(-rest[0] * rest[0]) / 2, 0]));
}

/** x × 2^power in two steps, as one factor may overflow. */
function scaled(x: number, power: number): number {
  const half = Math.trunc(power / 2);
  return x * 2 ** half * 2 ** (power - half);
}

/** Beyond these the runtime's functions do: the results are zero, subnormal or infinite. */
const MOST_EXPONENT = 700;

export function exp(x: number): number {
  if (!(Math.abs(x) < MOST_EXPONENT)) return Math.exp(x);
  const { value, scale } = expPair([x, 0]);
  return scaled(value[0], scale) + scaled(value[1], scale);
}

const LEAST_NORMAL = 2.2250738585072014e-308;

function isPositiveNormal(x: number): boolean {
  return x >= LEAST_NORMAL && x < Number.POSITIVE_INFINITY;
}

export function log(x: number): number {
  return isPositiveNormal(x) && x !== 1 ? logPair(x)[0] : Math.log(x);
}

export function log10(x: number): number {
  return isPositiveNormal(x) && x !== 1 ? divide(logPair(x), LN10)[0] : Math.log10(x);
}

const MOST_FACTORS = 4096;

/** `base` to the power of `exponent`; 1 to any power is 1, also to NaN, as IEEE 754 has it. */
export function pow(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  const plain = base ** exponent;
  // Zero, infinite, subnormal and exact results are the runtime's.
  const isOrdinary =
    Number.isFinite(base) && isPositiveNormal(Math.abs(plain)) && exponent !== 0 && exponent !== 1;
  if (!isOrdinary) return plain;
  if (Number.isInteger(exponent) && Math.abs(exponent) <= MOST_FACTORS) {
    return wholePower(base, exponent) ?? plain;
  }
  if (base < 0) return plain;
  const { value, scale } = expPair(multiply(logPair(base), [exponent, 0]));
  const result = scaled(value[0], scale) + scaled(value[1], scale);
  return Number.isFinite(result) ? result : plain;
}

/** By squaring; undefined where a step leaves the range. */
function wholePower(base: number, exponent: number): number | undefined {
  let result: Pair = [1, 0];
  let square: Pair = [base, 0];
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(result, square);
    if (rest > 1) square = multiply(square, square);
  }
  const [value] = exponent < 0 ? divide([1, 0], result) : result;
  return Number.isFinite(value) && isPositiveNormal(Math.abs(value)) ? value : undefined;
}
