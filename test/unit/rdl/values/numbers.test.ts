import { describe, expect, test } from 'vitest';
import { exp, log, log10, pow } from '../../../../lib/rdl/values/double-double.ts';
import { exactDigits, numberText, shortestDigits } from '../../../../lib/rdl/values/number-text.ts';

describe('powers and logarithms', () => {
  test('are the nearest Doubles', () => {
    expect(pow(10, -5)).toBe(1e-5);
    expect(pow(10, 22)).toBe(1e22);
    expect(pow(2, 0.5)).toBe(Math.SQRT2);
    expect(pow(1.1, 10)).toBe(2.5937424601000023);
    expect(pow(-8, 3)).toBe(-512);
    expect(exp(1)).toBe(Math.E);
    expect(log(Math.E)).toBe(1);
    expect(log10(1000)).toBe(3);
    expect(log10(0.001)).toBe(-3);
  });

  test('have the special cases of IEEE 754', () => {
    expect(pow(0, 0)).toBe(1);
    expect(pow(0, -1)).toBe(Number.POSITIVE_INFINITY);
    expect(pow(-1, 0.5)).toBeNaN();
    expect(pow(Number.NaN, 0)).toBe(1);
    expect(exp(1000)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(-1000)).toBe(0);
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log(-1)).toBeNaN();
  });
});

describe('the text of a number', () => {
  test('is the shortest that reads back, with an exponent for the large and the small', () => {
    expect(numberText(0.1)).toBe('0.1');
    expect(numberText(1e15)).toBe('1000000000000000');
    expect(numberText(1e17)).toBe('1E+17');
    expect(numberText(123456789012345)).toBe('123456789012345');
    expect(numberText(0.00001)).toBe('1E-05');
    expect(numberText(0.0001)).toBe('0.0001');
    expect(numberText(-1.5e-7)).toBe('-1.5E-07');
    expect(numberText(Math.fround(0.1), 'Single')).toBe('0.1');
  });

  test('has digits as exact as wanted', () => {
    expect(shortestDigits(1234.5, 'Double')).toEqual({ negative: false, digits: '12345', point: 4 });
    expect(exactDigits(0.1).digits).toBe('1000000000000000055511151231257827021181583404541015625');
    expect(exactDigits(-0.5)).toEqual({ negative: true, digits: '5', point: 0 });
  });
});
