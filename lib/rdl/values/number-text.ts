/** The decimal digits of a binary number: value = 0.d1d2d3… × 10^point. Zero has no digits. */
export type Digits = { readonly negative: boolean; readonly digits: string; readonly point: number };

const single = new Float32Array(1);

/** The fewest digits that read back as the same Double or Single. */
export function shortestDigits(value: number, type: 'Double' | 'Single'): Digits {
  const negative = value < 0 || Object.is(value, -0);
  const text = type === 'Double' ? Math.abs(value).toExponential() : shortestSingle(Math.abs(value));
  return fromExponential(text, negative);
}

/** A Single needs at most 9 digits; the fewest that round back to it. */
function shortestSingle(value: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = value.toExponential(digits);
    single[0] = Number(text);
    if (single[0] === value) return text;
  }
  return value.toExponential(8);
}

export function fromExponential(text: string, negative: boolean): Digits {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  return { negative, digits, point: digits === '' ? 0 : Number(exponent) + 1 };
}

/** All digits of the exact binary value of a Double. */
export function exactDigits(value: number): Digits {
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  if (size === 0) return { negative, digits: '', point: 0 };
  // value = mantissa × 2^exponent with a whole mantissa; a negative power of two is a power of five over ten.
  let exponent = Math.max(Math.floor(Math.log2(size)) - 52, -1074);
  let mantissa = BigInt(scaleUp(size, -exponent));
  while (exponent < 0 && (mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    exponent++;
  }
  if (exponent >= 0) return wholeDigits(mantissa << BigInt(exponent), negative);
  const digits = (mantissa * 5n ** BigInt(-exponent)).toString();
  return { negative, digits: digits.replace(/0+$/, ''), point: digits.length + exponent };
}

/** `value × 2^exponent`, exactly; in two steps, because 2^1074 is no Double. */
function scaleUp(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}

export function wholeDigits(value: bigint, negative: boolean): Digits {
  const digits = value.toString();
  return value === 0n
    ? { negative, digits: '', point: 0 }
    : { negative, digits: digits.replace(/0+$/, ''), point: digits.length };
}

/** Round-trip text, invariant, as .NET prints it: `1E+20`, `0.3333333333333333`, `-0`, `NaN`. */
export function numberText(value: number, type: 'Double' | 'Single' = 'Double'): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const { negative, digits, point } = shortestDigits(value, type);
  const sign = negative ? '-' : '';
  if (digits === '') return `${sign}0`;
  if (point > (type === 'Double' ? 17 : 9) || point < -3) {
    const exponent = point - 1;
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${digits.charAt(0)}${fraction}E${exponent < 0 ? '-' : '+'}${size}`;
  }
  return sign + plainText(digits, point);
}

/** Digits with the point in place, no exponent. */
export function plainText(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, '0');
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
