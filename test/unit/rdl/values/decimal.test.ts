import { describe, expect, test } from 'vitest';
import type { Decimal } from '../../../../lib/rdl/values/decimal.ts';
import {
  addDecimals,
  compareDecimals,
  decimal,
  decimalFromNumber,
  decimalText,
  decimalToNumber,
  divideDecimals,
  multiplyDecimals,
  parseDecimal,
  remainderOfDecimals,
  roundDecimal,
  subtractDecimals,
} from '../../../../lib/rdl/values/decimal.ts';

function read(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new TypeError(`No Decimal: ${text}`);
  return value;
}

function shown(value: Decimal | undefined): string {
  return value === undefined ? 'overflow' : decimalText(value);
}

describe('Decimals', () => {
  test('keep the scale they were written with', () => {
    expect(shown(read('12.30'))).toBe('12.30');
    expect(shown(addDecimals(read('1.10'), read('2')))).toBe('3.10');
    expect(shown(subtractDecimals(read('1.10'), read('1.1')))).toBe('0.00');
    expect(shown(multiplyDecimals(read('1.10'), read('2.0')))).toBe('2.200');
    expect(shown(divideDecimals(read('1.20'), read('2')))).toBe('0.60');
    expect(shown(remainderOfDecimals(read('7.5'), read('2')))).toBe('1.5');
  });

  test('have 28 digits after the point, and overflow past 96 bits', () => {
    expect(shown(divideDecimals(read('1'), read('3')))).toBe('0.3333333333333333333333333333');
    expect(shown(addDecimals(read('79228162514264337593543950335'), read('1')))).toBe('overflow');
    expect(shown(multiplyDecimals(read('79228162514264337593543950335'), read('2')))).toBe('overflow');
    expect(parseDecimal('79228162514264337593543950336')).toBeUndefined();
  });

  test('compare by value', () => {
    expect(compareDecimals(read('1.10'), read('1.1'))).toBe(0);
    expect(compareDecimals(read('-1'), read('0.5'))).toBeLessThan(0);
  });

  test('round in each of the ways', () => {
    expect(shown(roundDecimal(read('2.345'), 2, 'toEven'))).toBe('2.34');
    expect(shown(roundDecimal(read('2.345'), 2, 'awayFromZero'))).toBe('2.35');
    expect(shown(roundDecimal(read('-2.5'), 0, 'down'))).toBe('-3');
    expect(shown(roundDecimal(read('-2.5'), 0, 'up'))).toBe('-2');
    expect(shown(roundDecimal(read('-2.5'), 0, 'toZero'))).toBe('-2');
  });

  test('come from a Double with 15 digits, and go to the nearest one', () => {
    expect(shown(decimalFromNumber(0.1))).toBe('0.1');
    expect(shown(decimalFromNumber(1 / 3))).toBe('0.333333333333333');
    expect(decimalFromNumber(1e30)).toBeUndefined();
    expect(decimalToNumber(read('0.1'))).toBe(0.1);
    expect(decimalToNumber(decimal(123n, 2))).toBe(1.23);
  });
});
