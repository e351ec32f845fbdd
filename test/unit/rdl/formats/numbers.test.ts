import { describe, expect, test } from 'vitest';
import { formatNumber } from '../../../../lib/rdl/formats/format-number.ts';
import type { NumericValue } from '../../../../lib/rdl/formats/number-digits.ts';
import { parseDecimal } from '../../../../lib/rdl/values/decimal.ts';
import { cultureOf } from './culture-of.ts';

const double = (value: number): NumericValue => ({ type: 'Double', value });
const integer = (value: number): NumericValue => ({ type: 'Int32', value });

function of(value: number, format: string, culture = 'en-US'): string {
  return formatNumber(double(value), format, cultureOf(culture));
}

describe('standard formats of numbers', () => {
  test.each([
    [1234.5, '', '1234.5'],
    [1234.567, 'N', '1,234.57'],
    [1234.567, 'N0', '1,235'],
    [-1234.567, 'N1', '-1,234.6'],
    [1234.567, 'F1', '1234.6'],
    [1234.5, 'C', '$1,234.50'],
    [-1234.6, 'C0', '($1,235)'],
    [1234.5, 'N0', '1,234'],
    [1235.5, 'N0', '1,236'],
    [0.256, 'P1', '25.6%'],
    [1234.5, 'E2', '1.23E+003'],
    [1234.5, 'e0', '1e+003'],
    [0.00001234, 'G3', '1.23E-05'],
    [1234.5, 'G2', '1.2E+03'],
    [1234.5, 'R', '1234.5'],
    [Number.NaN, 'N2', 'NaN'],
    [Number.POSITIVE_INFINITY, 'C', '∞'],
    [Number.NaN, 'K', 'NaN'],
  ])('%f in %s is %s', (value, format, wanted) => {
    expect(of(value, format)).toBe(wanted);
  });

  test('of whole numbers: digits, hexadecimal', () => {
    const culture = cultureOf('en-US');
    expect(formatNumber(integer(42), 'D5', culture)).toBe('00042');
    expect(formatNumber(integer(-1), 'X', culture)).toBe('FFFFFFFF');
    expect(formatNumber(integer(255), 'x4', culture)).toBe('00ff');
    expect(() => of(1.5, 'D')).toThrow('Format specifier was invalid.');
    expect(() => of(1.5, 'Q')).toThrow('Format specifier was invalid.');
  });

  test('a Decimal keeps its scale, and its value is exact', () => {
    const value = parseDecimal('1234567890123456789.10');
    expect(value && formatNumber(value, '', cultureOf('en-US'))).toBe('1234567890123456789.10');
    expect(value && formatNumber(value, 'N3', cultureOf('en-US'))).toBe('1,234,567,890,123,456,789.100');
  });

  test('a Double rounds by its exact value, on .NET Framework by its fifteen digits', () => {
    const culture = cultureOf('en-US');
    expect(formatNumber(double(2.675), 'N2', culture)).toBe('2.67');
    expect(formatNumber(double(2.675), 'N2', culture, 'framework')).toBe('2.68');
    expect(formatNumber(double(0.1 + 0.2), '', culture)).toBe('0.30000000000000004');
    expect(formatNumber(double(0.1 + 0.2), '', culture, 'framework')).toBe('0.3');
  });

  test.each([
    ['de-DE', 'N2', '1.234,50'],
    ['fr-FR', 'N2', '1 234,50'],
    ['de-CH', 'N2', '1’234.50'],
    ['de-DE', 'C', '1.234,50 €'],
    ['en-GB', 'C', '£1,234.50'],
    ['ja-JP', 'C', '￥1,234'],
    ['en-IN', 'N0', '1,234'],
    ['pt-BR', 'C', 'R$ 1.234,50'],
  ])('in %s %s is written as there', (culture, format, wanted) => {
    expect(of(1234.5, format, culture).replace(/[\u00a0\u202f]/g, ' ')).toBe(wanted);
  });

  test('groups are as the language has them', () => {
    expect(of(12345678, 'N0', 'hi-IN')).toBe('1,23,45,678');
    expect(of(12345678, 'N0', 'en-US')).toBe('12,345,678');
  });
});

describe('patterns of numbers', () => {
  test.each([
    [1234.5, '0', '1235'],
    [1234.5, '#,##0.00', '1,234.50'],
    [5, '000', '005'],
    [0, '#', ''],
    [0.5, '#.##', '.5'],
    [0.5, '0.##', '0.5'],
    [1234567, '#,##0,', '1,235'],
    [1234567, '0,,.0', '1.2'],
    [1234567, '0.0,,', '1234567.0'],
    [0.256, '0.0%', '25.6%'],
    [1234.5, '0.00E+00', '1.23E+03'],
    [-5, '0;(0)', '(5)'],
    [0, '0;(0);zero', 'zero'],
    [-0.001, '0.0;(0.0);zero', 'zero'],
    [5, "0 'pcs'", '5 pcs'],
    [5, '0 \\#', '5 #'],
    [5, '"a"0', 'a5'],
    [1234567890, '(###) ###-####', '(123) 456-7890'],
    [5, 'x', 'x'],
    [2.5, '0', '3'],
    [-2.5, '0', '-3'],
  ])('%f in %s is %s', (value, pattern, wanted) => {
    expect(of(value, pattern.length === 1 && /[a-z]/i.test(pattern) ? `'${pattern}'` : pattern)).toBe(wanted);
  });

  test('a pattern that nothing closes is written as far as it goes', () => {
    expect(of(5, "0 'pcs")).toBe('5 pcs');
  });
});
