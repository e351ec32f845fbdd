import type { Value } from '../values/value.ts';
import { ParseError } from './token.ts';

const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const PREFIXED = /&(?:[hH]([0-9a-fA-F]+)|[oO]([0-7]+))/y;
const SUFFIX = /(?:[uU][sSiIlL]|[sSiIlLdDfFrR%&@!#])(?![\p{L}\p{N}_])/uy;
/** `5D+1` and `5D1` were exponents once, and are none now. */
const OBSOLETE_EXPONENT = /[dD][+\-\d]/y;
const TYPE_CHARACTER = /[%&@!#]/;

const SUFFIX_TYPES: Readonly<Record<string, Value['type']>> = {
  S: 'Int16',
  US: 'UInt16',
  I: 'Int32',
  '%': 'Int32',
  UI: 'UInt32',
  L: 'Int64',
  '&': 'Int64',
  UL: 'UInt64',
  D: 'Decimal',
  '@': 'Decimal',
  F: 'Single',
  '!': 'Single',
  R: 'Double',
  '#': 'Double',
};

const BITS: Readonly<Record<string, number>> = {
  Int16: 16,
  UInt16: 16,
  Int32: 32,
  UInt32: 32,
  Int64: 64,
  UInt64: 64,
};

export type NumberLiteral = { readonly value: Value; readonly end: number };

/** Reads a number at `at`, or gives undefined where none begins. */
export function readNumber(source: string, at: number): NumberLiteral | undefined {
  PREFIXED.lastIndex = at;
  const prefixed = PREFIXED.exec(source);
  if (prefixed !== null) {
    const digits = prefixed[1] === undefined ? `0o${prefixed[2]}` : `0x${prefixed[1]}`;
    const suffix = readSuffix(source, PREFIXED.lastIndex);
    return { value: prefixedValue(BigInt(digits), suffix, at), end: PREFIXED.lastIndex + suffix.length };
  }
  NUMBER.lastIndex = at;
  const text = NUMBER.exec(source)?.[0];
  if (text === undefined) return undefined;
  OBSOLETE_EXPONENT.lastIndex = at + text.length;
  if (OBSOLETE_EXPONENT.test(source)) throw new ParseError('D is no exponent any more; E is.', at);
  const suffix = readSuffix(source, at + text.length);
  const end = at + text.length + suffix.length;
  if (source[end] === '_') throw new ParseError('Visual Basic 11 has no digit separators.', end);
  return { value: numberValue(text, suffix, at), end };
}

function readSuffix(source: string, at: number): string {
  const next = source[at];
  if (next !== undefined && TYPE_CHARACTER.test(next)) return next;
  SUFFIX.lastIndex = at;
  return SUFFIX.exec(source)?.[0] ?? '';
}

function prefixedValue(bits: bigint, suffix: string, at: number): Value {
  const type = SUFFIX_TYPES[suffix.toUpperCase()] ?? (bits > 0xffffffffn ? 'Int64' : 'Int32');
  const width = BITS[type];
  if (width === undefined || bits >= 1n << BigInt(width)) throw new ParseError('Overflow.', at);
  const value = type.startsWith('U') ? bits : BigInt.asIntN(width, bits);
  return integer(type, value);
}

function numberValue(text: string, suffix: string, at: number): Value {
  const isWhole = /^\d+$/.test(text);
  const type = SUFFIX_TYPES[suffix.toUpperCase()] ?? (isWhole ? wholeType(text) : 'Double');
  if (type === 'Decimal') return decimal(text, at);
  if (type === 'Double' || type === 'Single') {
    const value = type === 'Single' ? Math.fround(Number(text)) : Number(text);
    if (!Number.isFinite(value)) throw new ParseError('Overflow.', at);
    return { type, value };
  }
  const width = BITS[type];
  if (!isWhole || width === undefined) throw new ParseError('An integer was expected.', at);
  const value = BigInt(text);
  const limit = 1n << BigInt(type.startsWith('U') ? width : width - 1);
  if (value >= limit) throw new ParseError('Overflow.', at);
  return integer(type, value);
}

function wholeType(digits: string): Value['type'] {
  return BigInt(digits) > 0x7fffffffn ? 'Int64' : 'Int32';
}

function integer(type: Value['type'], value: bigint): Value {
  if (type === 'Int64' || type === 'UInt64') return { type, value };
  if (type === 'Int16' || type === 'UInt16' || type === 'UInt32') return { type, value: Number(value) };
  return { type: 'Int32', value: Number(value) };
}

/** The scale of a Decimal literal counts: `1.50D` has scale 2. */
function decimal(text: string, at: number): Value {
  const [digits = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  let mantissa = BigInt(`${whole}${fraction}` || '0');
  let scale = fraction.length - Number(exponent);
  for (; scale < 0; scale++) mantissa *= 10n;
  for (; scale > 28; scale--) mantissa /= 10n;
  if (mantissa >= 1n << 96n) throw new ParseError('Overflow.', at);
  return { type: 'Decimal', mantissa, scale };
}
